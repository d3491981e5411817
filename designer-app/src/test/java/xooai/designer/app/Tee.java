package xooai.designer.app;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// What is printed is kept too.
record Tee(StringBuilder kept) {

    PrintStream stream() {
        return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void write(byte[] bytes, int from, int length) {
                String text = new String(bytes, from, length, StandardCharsets.UTF_8);
                kept.append(text);
                System.out.print(text);
            }
        };
    }
}
