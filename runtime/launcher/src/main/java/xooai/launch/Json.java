package xooai.launch;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;

/// Prints values for programs and people to read.
public final class Json {
    private Json() {}

    /// Prints a plain value as one line of JSON.
    public static void print(@Nullable Object value, PrintWriter out) {
        print(Codec.JSON.writeValue(value), out);
    }

    /// Prints JSON that is written already.
    public static void print(byte[] json, PrintWriter out) {
        out.println(new String(json, StandardCharsets.UTF_8));
        out.flush();
    }
}
