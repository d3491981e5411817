package xooai.executors.basic;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import xooai.doc.Content;
import xooai.doc.Image;

/// The pixels of one picture, decoded: what executors that look at pictures work on.
///
/// A pixel is `0xAARRGGBB` in sRGB, not premultiplied; colour profiles are ignored. Rows go from top to bottom.
/// Needs no display and no window toolkit. Immutable.
public final class Pixels {
    /// The most pixels that a picture may have, before it is decoded.
    public static final long MAX_PIXELS = 25_000_000;

    /// The longest side that a picture may have, before it is decoded.
    public static final int MAX_SIDE = 16_384;

    private final int width;
    private final int height;
    private final int[] argb;

    Pixels(int width, int height, int[] argb) {
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    /// Decodes a PNG, JPEG, GIF (its first frame) or BMP.
    ///
    /// @throws xooai.doc.XooaiException with INVALID_ARGUMENT when it is none of them, is broken, or is
    ///     larger than
    ///     [#MAX_PIXELS] or [#MAX_SIDE]; a picture that is too large is refused before memory is taken for it
    public static Pixels read(Image image) {
        return PictureDecoder.decode(image.content());
    }

    /// In pixels.
    public int width() {
        return width;
    }

    /// In pixels.
    public int height() {
        return height;
    }

    /// The pixel in that column and row.
    public int at(int x, int y) {
        return argb[y * width + x];
    }

    /// How bright a pixel looks, from 0 to 255, by the weights of Rec. 601; its transparency does not count.
    public static float luma(int argb) {
        return (299 * (argb >> 16 & 0xff) + 587 * (argb >> 8 & 0xff) + 114 * (argb & 0xff)) / 1000f;
    }

    /// Each pixel changed by that.
    public Pixels map(IntUnaryOperator change) {
        int[] changed = new int[argb.length];
        for (int i = 0; i < argb.length; i++) {
            changed[i] = change.applyAsInt(argb[i]);
        }
        return new Pixels(width, height, changed);
    }

    /// The picture on a white ground, with nothing transparent left.
    public Pixels onWhite() {
        return map(pixel -> {
            int alpha = pixel >>> 24;
            return 0xff000000
                    | blend(pixel >> 16 & 0xff, alpha) << 16
                    | blend(pixel >> 8 & 0xff, alpha) << 8
                    | blend(pixel & 0xff, alpha);
        });
    }

    private static int blend(int value, int alpha) {
        return (value * alpha + 255 * (255 - alpha) + 127) / 255;
    }

    /// The picture in that size: each new pixel is the average of the area that it covers.
    public Pixels scaledTo(int newWidth, int newHeight) {
        return newWidth == width && newHeight == height ? this : new AreaScaler(this, newWidth, newHeight).scaled();
    }

    /// The picture in its own proportions, as large as fits; never larger than it is.
    public Pixels fittedInto(int maxWidth, int maxHeight) {
        double factor = Math.min(1, Math.min((double) maxWidth / width, (double) maxHeight / height));
        return scaledTo((int) Math.max(1, Math.round(width * factor)), (int) Math.max(1, Math.round(height * factor)));
    }

    /// The picture as a PNG.
    public Image toPng() {
        int type = isOpaque() ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
        BufferedImage image = new BufferedImage(width, height, type);
        image.setRGB(0, 0, width, height, argb, 0, width);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return new Image(Content.ofOwnedBytes(bytes.toByteArray(), "image/png"));
    }

    private boolean isOpaque() {
        for (int pixel : argb) {
            if (pixel >>> 24 != 0xff) {
                return false;
            }
        }
        return true;
    }
}
