package xooai.launch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a number of bytes: `500MiB`, `16GiB`, `0`.
public final class Sizes implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(B|KiB|MiB|GiB|TiB)?");

    @Override
    public Long convert(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new TypeConversionException("`" + value + "` is no number of bytes, such as 500MiB or 16GiB");
        }
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        return amount
                << switch (unit == null ? "B" : unit) {
                    case "KiB" -> 10;
                    case "MiB" -> 20;
                    case "GiB" -> 30;
                    case "TiB" -> 40;
                    default -> 0;
                };
    }
}
