package xooai.designer.inspector;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Times as a flow file says them: `2s`, `500ms`, `1.5m`.
final class Durations {
    private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h)");

    private Durations() {}

    /// The time that text says, or null for text that says none.
    static @Nullable Duration parse(String text) {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            return null;
        }
        double amount = Double.parseDouble(matcher.group(1));
        double millis = switch (matcher.group(2)) {
            case "ms" -> amount;
            case "s" -> amount * 1000;
            case "m" -> amount * 60_000;
            default -> amount * 3_600_000;
        };
        return millis < 1 || millis > 1e12 ? null : Duration.ofMillis(Math.round(millis));
    }

    /// A time as text; empty for none.
    static String text(@Nullable Duration time) {
        if (time == null) {
            return "";
        }
        long millis = time.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
