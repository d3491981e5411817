package xooai.launch;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import xooai.store.ByteSize;

/// Reads a number of bytes: `500MiB`, `16GiB`, `0`.
public final class Sizes implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
        return ByteSize.parse(value)
                .orElseThrow(() ->
                        new TypeConversionException("`" + value + "` is no number of bytes, such as 500MiB or 16GiB"));
    }
}
