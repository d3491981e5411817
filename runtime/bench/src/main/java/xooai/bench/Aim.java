package xooai.bench;

import java.util.Locale;

/// What a ratio, or a measure itself, should be.
///
/// @param least the least that is aimed at
/// @param most the most that is aimed at
/// @param ofRatio whether the ratio is aimed at, else the measure
/// @param slack so much more than the baseline is no miss, whatever the ratio
record Aim(double least, double most, boolean ofRatio, double slack) {
    static final Aim NONE = new Aim(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true, 0);

    static Aim atLeast(double ratio) {
        return new Aim(ratio, Double.POSITIVE_INFINITY, true, 0);
    }

    static Aim atMost(double ratio) {
        return atMost(ratio, 0);
    }

    static Aim atMost(double ratio, double slack) {
        return new Aim(Double.NEGATIVE_INFINITY, ratio, true, slack);
    }

    static Aim measureBelow(double measure) {
        return new Aim(Double.NEGATIVE_INFINITY, measure, false, 0);
    }

    String of(Row row) {
        if (equals(NONE)) {
            return "";
        }
        double value = ofRatio ? row.ratio() : row.measured();
        String said = least > 0 ? "≥ " + number(least) : "< " + number(most) + (ofRatio ? "" : " " + row.unit());
        String more = slack > 0 ? " or " + number(slack) + " " + row.unit() + " more" : "";
        boolean slight = slack > 0 && row.measured() - row.baseline() <= slack;
        return said + more + (slight || (value >= least && value <= most) ? ", reached" : ", **short**");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,d", (long) value) : Double.toString(value);
    }
}
