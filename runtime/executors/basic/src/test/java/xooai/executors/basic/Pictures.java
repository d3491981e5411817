package xooai.executors.basic;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullMarked;
import xooai.doc.Image;

/// Pictures for tests.
@NullMarked
final class Pictures {
    private static final int IHDR = 12;
    private static final int IHDR_END = 29;

    private Pictures() {}

    static BufferedImage gradient(int type, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0xff000000 | (x * 255 / width) << 16 | (y * 255 / height) << 8 | 64);
            }
        }
        return image;
    }

    static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Image png(BufferedImage image) {
        return Image.of(encode(image, "png"), "image/png");
    }

    static Image png(int width, int height, int... argb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, argb, 0, width);
        return png(image);
    }

    /// A small PNG whose header says that it is that large.
    static Image bomb(int width, int height) {
        byte[] bytes = encode(gradient(BufferedImage.TYPE_INT_RGB, 4, 4), "png");
        ByteBuffer buffer = ByteBuffer.wrap(bytes).putInt(IHDR + 4, width).putInt(IHDR + 8, height);
        CRC32 crc = new CRC32();
        crc.update(bytes, IHDR, IHDR_END - IHDR);
        buffer.putInt(IHDR_END, (int) crc.getValue());
        return Image.of(bytes, "image/png");
    }
}
