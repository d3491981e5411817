package xooai.designer.app;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;

/// Pictures of a window, under `target/screens`: in pairs of light and dark, at 100 and 200 %.
///
/// Whoever writes one also looks whether everybody can use it: see [Findings].
final class Screens {
    private static final Path OUT = Path.of("target", "screens");

    private Screens() {}

    /// Writes what the window shows.
    ///
    /// @param name begins with the theme, `light-start`; the files are `start-light-100.png` and so on
    static Path write(Scene scene, String name) {
        String theme = name.startsWith("dark-") ? "dark" : "light";
        String what = name.replaceFirst("^(light|dark)-", "");
        WritableImage picture = DesignerUi.onFx(() -> {
            WritableImage once = drawn(scene, 1, theme);
            Findings.look(scene, once, what + " in " + theme);
            return once;
        });
        write(DesignerUi.onFx(() -> drawn(scene, 2, theme)), what + "-" + theme + "-200");
        return write(picture, what + "-" + theme + "-100");
    }

    /// What the window shows, at that scale: drawn so, not made larger.
    static WritableImage drawn(Scene scene, double scale, String theme) {
        SnapshotParameters how = new SnapshotParameters();
        how.setFill(theme.equals("dark") ? Color.BLACK : Color.WHITE);
        how.setTransform(Transform.scale(scale, scale));
        how.setViewport(new Rectangle2D(0, 0, scene.getWidth() * scale, scene.getHeight() * scale));
        return scene.getRoot().snapshot(how, null);
    }

    private static Path write(WritableImage picture, String name) {
        Path file = OUT.resolve(name + ".png");
        try {
            Files.createDirectories(OUT);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                png(picture, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /// Writes a PNG that is quick to make and not as small as could be: ImageIO takes four times as long.
    private static void png(WritableImage picture, OutputStream out) throws IOException {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] argb = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height);
        chunk(out, "IHDR", head.put(new byte[] {8, 2, 0, 0, 0}).array());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream data = new DeflaterOutputStream(packed, fast, 1 << 16)) {
            byte[] row = new byte[1 + 3 * width];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int color = argb[y * width + x];
                    row[1 + 3 * x] = (byte) (color >> 16);
                    row[2 + 3 * x] = (byte) (color >> 8);
                    row[3 + 3 * x] = (byte) color;
                }
                data.write(row);
            }
        } finally {
            fast.end();
        }
        chunk(out, "IDAT", packed.toByteArray());
        chunk(out, "IEND", new byte[0]);
    }

    private static void chunk(OutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.write(ByteBuffer.allocate(4).putInt(data.length).array());
        out.write(name);
        out.write(data);
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
