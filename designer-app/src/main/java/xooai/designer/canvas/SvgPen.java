package xooai.designer.canvas;

import java.util.Locale;

/// Draws as SVG 1.1.
final class SvgPen implements FlowPicture.Pen {
    private static final double LETTER = 0.56;

    private final StringBuilder out = new StringBuilder();

    SvgPen(Box frame) {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(number(frame.width()))
                .append("\" height=\"")
                .append(number(frame.height()))
                .append("\" viewBox=\"")
                .append(number(frame.x()) + " " + number(frame.y()) + " " + number(frame.width()) + " "
                        + number(frame.height()))
                .append("\" font-family=\"system-ui, sans-serif\">\n");
    }

    String end() {
        return out.append("</svg>\n").toString();
    }

    @Override
    public void rectangle(Box box, double round, String fill, String line, double width) {
        out.append(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>%n"
                        .formatted(
                                number(box.x()),
                                number(box.y()),
                                number(box.width()),
                                number(box.height()),
                                number(round),
                                fill,
                                line,
                                number(width))
                        .replace(System.lineSeparator(), "\n"));
    }

    @Override
    public void line(Route route, String line, double width, boolean dashed) {
        out.append("<path d=\"M ").append(number(route.x1()) + " " + number(route.y1()));
        for (Geometry.Curve c : route.curves()) {
            out.append(" C " + number(c.c1x()) + " " + number(c.c1y()) + " " + number(c.c2x()) + " " + number(c.c2y())
                    + " " + number(c.x2()) + " " + number(c.y2()));
        }
        out.append("\" fill=\"none\" stroke=\"" + line + "\" stroke-width=\"" + number(width) + "\"")
                .append(dashed ? " stroke-dasharray=\"6 4\"" : "")
                .append("/>\n");
    }

    @Override
    public void circle(double x, double y, double radius, String fill) {
        out.append("<circle cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"" + number(radius) + "\" fill=\""
                + fill + "\"/>\n");
    }

    @Override
    public void text(
            double x, double y, String text, double size, boolean bold, String fill, boolean ends, double most) {
        int letters = (int) (most / (size * LETTER));
        String shown = text.length() <= letters ? text : text.substring(0, Math.max(0, letters - 1)) + "…";
        out.append("<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" font-size=\"" + number(size) + "\"")
                .append(bold ? " font-weight=\"600\"" : "")
                .append(ends ? " text-anchor=\"end\"" : "")
                .append(" fill=\"" + fill + "\">" + escaped(shown) + "</text>\n");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> {
                    if (point >= 0x20 && point != 0xFFFE && point != 0xFFFF && (point < 0xD800 || point > 0xDFFF)) {
                        safe.appendCodePoint(point);
                    }
                }
            }
        });
        return safe.toString();
    }
}
