package xooai.designer.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// Pictures of a window, under `target/screens`.
final class Screens {
    private static final Path OUT = Path.of("target", "screens");

    private Screens() {}

    static Path write(Scene scene, String name) {
        WritableImage picture = DesignerUi.onFx(() -> scene.snapshot(null));
        Path file = OUT.resolve(name + ".png");
        try {
            Files.createDirectories(OUT);
            ImageIO.write(copy(picture), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static BufferedImage copy(WritableImage image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        PixelReader pixels = image.getPixelReader();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        return copy;
    }
}
