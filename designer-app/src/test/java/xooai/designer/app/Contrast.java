package xooai.designer.app;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Whether all words and icons of a window can be seen on what is drawn behind them: 4.5 to 1, and 3 to 1 for icons.
///
/// What is behind them is taken from the picture: the colour that most of the pixels around them have. Words that are
/// hidden by something else, scrolled away or switched off are not looked at.
final class Contrast {
    private static final double WORDS = 4.5;
    private static final double SHAPES = 3;
    private static final double SEEN = 0.12;

    private final Scene scene;
    private final int[] pixels;
    private final int width;
    private final int height;

    Contrast(Scene scene, WritableImage picture) {
        this.scene = scene;
        width = (int) picture.getWidth();
        height = (int) picture.getHeight();
        pixels = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    }

    /// How well one colour can be told from the other.
    static double of(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    /// Adds what cannot be seen. Behind a card, whose veil dims all, nothing is to be read.
    void check(List<String> found) {
        Node card = scene.getRoot().lookup(".overlay");
        boolean veiled =
                card != null && card.isVisible() && !card.getStyleClass().contains("overlay-clear");
        check(veiled ? card : scene.getRoot(), null, 1, found);
    }

    private void check(Node node, @Nullable Bounds within, double opacity, List<String> found) {
        if (!node.isVisible()
                || node.isDisabled()
                || isSwitchedOff(node)
                || node.getStyleClass().contains("faded")) {
            return;
        }
        Bounds clip = clipped(node, within);
        double seen = opacity * node.getOpacity();
        if (node instanceof Text text && !text.getText().isBlank() && text.getFill() instanceof Color color) {
            check(text, color, clip, seen, found);
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                check(child, clip, seen, found);
            }
        }
    }

    /// An item of a menu that is switched off says so by its style alone.
    private static boolean isSwitchedOff(Node node) {
        return node.getPseudoClassStates().stream()
                .anyMatch(state -> state.getPseudoClassName().equals("disabled"));
    }

    private static @Nullable Bounds clipped(Node node, @Nullable Bounds within) {
        if (node.getClip() == null) {
            return within;
        }
        Bounds own = node.localToScene(node.getClip().getBoundsInParent());
        return within == null ? own : common(own, within);
    }

    private static Bounds common(Bounds one, Bounds other) {
        double x = Math.max(one.getMinX(), other.getMinX());
        double y = Math.max(one.getMinY(), other.getMinY());
        return new javafx.geometry.BoundingBox(
                x, y, Math.min(one.getMaxX(), other.getMaxX()) - x, Math.min(one.getMaxY(), other.getMaxY()) - y);
    }

    private void check(Text text, Color color, @Nullable Bounds clip, double opacity, List<String> found) {
        Bounds own = text.localToScene(text.getBoundsInLocal());
        Bounds bounds = clip == null ? own : common(own, clip);
        if (bounds.getWidth() < 3 || bounds.getHeight() < 6) {
            return;
        }
        Map<Color, Integer> drawn = drawn(bounds);
        Color behind = drawn.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
        if (behind == null) {
            return;
        }
        Color shown = behind.interpolate(
                Color.color(color.getRed(), color.getGreen(), color.getBlue()), opacity * color.getOpacity());
        double contrast = of(shown, behind);
        boolean icon = text instanceof FontIcon;
        if (contrast < (icon ? SHAPES : WORDS) && isDrawn(drawn, behind, shown)) {
            found.add(String.format(
                    Locale.ROOT,
                    "contrast %.2f: %s of %s, %s on %s",
                    contrast,
                    icon ? "an icon" : "'" + text.getText() + "'",
                    text.getParent() == null ? "" : text.getParent().getStyleClass() + " in " + grand(text),
                    hex(shown),
                    hex(behind)));
        }
    }

    private static Object grand(Text text) {
        Parent parent = text.getParent().getParent();
        return parent == null ? "" : parent.getStyleClass();
    }

    private static String hex(Color color) {
        return color.toString().substring(2, 8);
    }

    private Map<Color, Integer> drawn(Bounds bounds) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = (int) Math.max(0, bounds.getMinY()); y < Math.min(height, bounds.getMaxY()); y++) {
            for (int x = (int) Math.max(0, bounds.getMinX()); x < Math.min(width, bounds.getMaxX()); x++) {
                counts.merge(pixels[y * width + x], 1, Integer::sum);
            }
        }
        Map<Color, Integer> colors = new HashMap<>();
        counts.forEach(
                (argb, count) -> colors.put(Color.rgb((argb >> 16) & 0xff, (argb >> 8) & 0xff, argb & 0xff), count));
        return colors;
    }

    /// Whether some pixels go from what is behind towards that colour: else something lies over the words.
    private static boolean isDrawn(Map<Color, Integer> drawn, Color behind, Color shown) {
        double whole = distance(behind, shown);
        return drawn.keySet().stream()
                .anyMatch(each -> distance(each, shown) < Math.max(SEEN, whole * 0.35) && !each.equals(behind));
    }

    private static double distance(Color one, Color other) {
        return Math.abs(one.getRed() - other.getRed())
                + Math.abs(one.getGreen() - other.getGreen())
                + Math.abs(one.getBlue() - other.getBlue());
    }
}
