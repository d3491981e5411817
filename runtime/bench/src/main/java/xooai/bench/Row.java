package xooai.bench;

import java.util.List;
import java.util.Locale;

/// One line of the results.
///
/// @param ratio measured by baseline; the median over rounds, and so not exactly that of the two medians
record Row(String what, String unit, double measured, double baseline, double ratio, Aim aim) {

    static String table(List<Row> rows) {
        StringBuilder table = new StringBuilder();
        table.append("| what | measured | baseline | ratio | aim |\n|---|---:|---:|---:|---|\n");
        rows.forEach(row -> table.append(row.line()));
        return table.toString();
    }

    String line() {
        return "| " + what + " | " + number(measured) + " " + unit + " | "
                + (baseline > 0 ? number(baseline) + " " + unit : "") + " | "
                + (baseline > 0 ? String.format(Locale.ROOT, "%.2f", ratio) : "") + " | " + aim.of(this) + " |\n";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 1 ? "%.1f" : "%.3f", value);
    }
}
