package xooai.bench;

import java.util.Locale;

/// What a ratio, or a measure itself, should be.
///
/// @param least the least that is aimed at
/// @param most the most that is aimed at
/// @param ofRatio whether the ratio is aimed at, else the measure
record Aim(double least, double most, boolean ofRatio) {
    static final Aim NONE = new Aim(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true);

    static Aim atLeast(double ratio) {
        return new Aim(ratio, Double.POSITIVE_INFINITY, true);
    }

    static Aim atMost(double ratio) {
        return new Aim(Double.NEGATIVE_INFINITY, ratio, true);
    }

    static Aim measureBelow(double measure) {
        return new Aim(Double.NEGATIVE_INFINITY, measure, false);
    }

    String of(Row row) {
        if (equals(NONE)) {
            return "";
        }
        double value = ofRatio ? row.ratio() : row.measured();
        String said = least > 0 ? "≥ " + number(least) : "< " + number(most) + (ofRatio ? "" : " " + row.unit());
        return said + (value >= least && value <= most ? ", reached" : ", **short**");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,d", (long) value) : Double.toString(value);
    }
}
