package xooai.designer.shared;

import java.util.Locale;

/// Numbers of bytes, as a person reads them.
public final class Sizes {
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

    private Sizes() {}

    /// That many bytes: `812 bytes`, `1.2 MiB`.
    public static String text(long bytes) {
        if (bytes < 1024) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        double size = bytes / 1024.0;
        int unit = 0;
        while (size >= 999.95 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, size == Math.rint(size) ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }

    /// So many bytes of so many: `12 MiB of 640 MiB`; of a total that nobody knows: `12 MiB`.
    public static String ofTotal(long bytes, long total) {
        return total <= 0 ? text(bytes) : text(Math.min(bytes, total)) + " of " + text(total);
    }
}
