package xooai.executors.basic;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;

/// Decodes pictures that may be hostile: asks for the size first, and lets no reader's failure through as it
/// is.
final class PictureDecoder {
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");

    private PictureDecoder() {}

    static Pixels decode(Content content) {
        byte[] bytes = content.bytes();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = reader(in);
            if (reader == null) {
                throw refused(content, "it is no PNG, JPEG, GIF or BMP", null);
            }
            try {
                reader.setInput(in, true, true);
                refuseTooLarge(content, reader.getWidth(0), reader.getHeight(0));
                return pixels(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (XooaiException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Readers answer broken data with any runtime exception, not with IOException alone.
            throw refused(content, "it is broken or in a variant that cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static @Nullable ImageReader reader(ImageInputStream in) throws IOException {
        for (Iterator<ImageReader> readers = ImageIO.getImageReaders(in); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
            reader.dispose();
        }
        return null;
    }

    private static void refuseTooLarge(Content content, int width, int height) {
        if (width > Pixels.MAX_SIDE || height > Pixels.MAX_SIDE || (long) width * height > Pixels.MAX_PIXELS) {
            throw refused(
                    content,
                    "it has " + width + " by " + height + " pixels, and at most " + Pixels.MAX_PIXELS + " with "
                            + Pixels.MAX_SIDE + " a side are decoded",
                    null);
        }
    }

    private static XooaiException refused(Content content, String why, @Nullable Exception cause) {
        return new XooaiException(Code.INVALID_ARGUMENT, "Tried to read " + content + " as a picture: " + why, cause);
    }

    private static Pixels pixels(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        // Java converts gray samples as if they were linear, and colour profiles pixel by pixel: take samples
        // as
        // they are.
        if (image.getColorModel() instanceof ComponentColorModel model && bandsKnown(model)) {
            return new Pixels(width, height, samples(image.getRaster(), model));
        }
        return new Pixels(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    }

    private static boolean bandsKnown(ColorModel model) {
        int type = model.getColorSpace().getType();
        return (type == ColorSpace.TYPE_GRAY || type == ColorSpace.TYPE_RGB) && !model.isAlphaPremultiplied();
    }

    private static int[] samples(Raster raster, ComponentColorModel model) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        boolean gray = model.getNumColorComponents() == 1;
        int alphaBand = model.hasAlpha() ? bands - 1 : -1;
        int max = (1 << model.getComponentSize(0)) - 1;
        int[] argb = new int[width * raster.getHeight()];
        int[] row = new int[width * bands];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int at = x * bands;
                int alpha = alphaBand < 0 ? 255 : scaled(row[at + alphaBand], max);
                int red = scaled(row[at], max);
                int green = gray ? red : scaled(row[at + 1], max);
                int blue = gray ? red : scaled(row[at + 2], max);
                argb[y * width + x] = alpha << 24 | red << 16 | green << 8 | blue;
            }
        }
        return argb;
    }

    private static int scaled(int sample, int max) {
        return max == 255 ? sample : (int) ((sample * 255L + max / 2) / max);
    }
}
