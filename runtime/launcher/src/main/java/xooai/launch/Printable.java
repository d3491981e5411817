package xooai.launch;

/// Makes text of others safe for a terminal and a log: one line, no control characters.
public final class Printable {
    private Printable() {}

    /// That text with its control characters written out.
    public static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.strip().codePoints().forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    line.append(point == '\n' || point == '\t' ? " " : "\\u%04x".formatted(point));
                default -> line.appendCodePoint(point);
            }
        });
        return line.toString();
    }
}
