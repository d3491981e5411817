package xooai.store;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers of bytes as a person writes them: `500MiB`, `16GiB`, `0`.
public final class ByteSize {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})(B|KiB|MiB|GiB|TiB)?");

    private ByteSize() {}

    /// How many bytes that are; empty where it is no such number, or more than can be counted.
    public static OptionalLong parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        int shift = switch (matcher.group(2)) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            case "TiB" -> 40;
            case null, default -> 0;
        };
        return count <= Long.MAX_VALUE >> shift ? OptionalLong.of(count << shift) : OptionalLong.empty();
    }
}
