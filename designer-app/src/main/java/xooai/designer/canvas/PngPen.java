package xooai.designer.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;

/// Draws as PNG. With Java 2D, which needs no window and not the FX thread.
final class PngPen implements FlowPicture.Pen {
    private static final double MOST_PIXELS = 64e6;
    private static final double SHARP = 2;

    private final BufferedImage image;
    private final Graphics2D graphics;

    PngPen(Box frame) {
        double scale = Math.min(SHARP, Math.sqrt(MOST_PIXELS / (frame.width() * frame.height())));
        image = new BufferedImage(
                Math.max(1, (int) (frame.width() * scale)),
                Math.max(1, (int) (frame.height() * scale)),
                BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(scale, scale);
        graphics.translate(-frame.x(), -frame.y());
    }

    void write(OutputStream out) throws IOException {
        graphics.dispose();
        if (!ImageIO.write(image, "png", out)) {
            throw new IOException("this Java writes no PNG");
        }
    }

    @Override
    public void rectangle(Box box, double round, String fill, String line, double width) {
        var shape = new RoundRectangle2D.Double(box.x(), box.y(), box.width(), box.height(), 2 * round, 2 * round);
        graphics.setColor(Color.decode(fill));
        graphics.fill(shape);
        if (width > 0) {
            graphics.setColor(Color.decode(line));
            graphics.setStroke(new BasicStroke((float) width));
            graphics.draw(shape);
        }
    }

    @Override
    public void line(Route route, String line, double width, boolean dashed) {
        graphics.setColor(Color.decode(line));
        graphics.setStroke(
                dashed
                        ? new BasicStroke(
                                (float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0)
                        : new BasicStroke((float) width));
        Path2D path = new Path2D.Double();
        path.moveTo(route.x1(), route.y1());
        for (Geometry.Curve c : route.curves()) {
            path.curveTo(c.c1x(), c.c1y(), c.c2x(), c.c2y(), c.x2(), c.y2());
        }
        graphics.draw(path);
    }

    @Override
    public void circle(double x, double y, double radius, String fill) {
        graphics.setColor(Color.decode(fill));
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void text(
            double x, double y, String text, double size, boolean bold, String fill, boolean ends, double most) {
        graphics.setColor(Color.decode(fill));
        graphics.setFont(new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) size));
        String shown = text;
        while (!shown.isEmpty() && graphics.getFontMetrics().stringWidth(shown) > most) {
            shown = shown.length() < 2 ? "" : shown.substring(0, shown.length() - 2) + "…";
        }
        int width = graphics.getFontMetrics().stringWidth(shown);
        graphics.drawString(shown, (float) (ends ? x - width : x), (float) y);
    }
}
