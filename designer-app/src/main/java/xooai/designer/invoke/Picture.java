package xooai.designer.invoke;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileCacheImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// A picture of unknown origin, decoded to no more pixels than are shown.
///
/// @param pixels what is shown, made smaller by leaving pixels out
/// @param width the width of the picture itself
/// @param height the height of the picture itself
record Picture(BufferedImage pixels, int width, int height) {
    /// A few bytes can claim to be a picture of any size; reading one this large takes about a second.
    static final long MOST_PIXELS = 50_000_000;

    private static final int MOST_SIDE = 100_000;
    private static final int SIDE = 1024;
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");

    /// Decodes a PNG, JPEG, GIF or BMP, of several pictures the first.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when the bytes are no such picture, RESOURCE_EXHAUSTED when it
    ///     has more than [#MOST_PIXELS]
    static Picture decode(InputStream bytes) {
        // What a reader goes back to is kept in a temporary file and not in memory.
        try (ImageInputStream in = new FileCacheImageInputStream(bytes, null)) {
            ImageReader reader = reader(in);
            try {
                reader.setInput(in, true, true);
                return read(reader);
            } finally {
                reader.dispose();
            }
        } catch (XooaiException e) {
            throw e;
        } catch (InterruptedIOException e) {
            throw new XooaiException(Code.CANCELLED, "it was not wanted any more", e);
        } catch (IOException | RuntimeException e) {
            // Readers fail in many ways on pictures that are cut off or wrong.
            throw unreadable(e.getMessage() == null ? "they are cut off or wrong" : e.getMessage(), e);
        }
    }

    private static ImageReader reader(ImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
            reader.dispose();
        }
        throw unreadable("they are none of PNG, JPEG, GIF and BMP", null);
    }

    private static Picture read(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS || Math.max(width, height) > MOST_SIDE) {
            throw new XooaiException(
                    Code.RESOURCE_EXHAUSTED,
                    String.format(
                            Locale.ROOT,
                            "The picture has %,d × %,d pixels; up to %,d million, and %,d a side, are shown here.",
                            width,
                            height,
                            MOST_PIXELS / 1_000_000,
                            MOST_SIDE));
        }
        ImageReadParam part = reader.getDefaultReadParam();
        int step = Math.max(1, (Math.max(width, height) + SIDE - 1) / SIDE);
        part.setSourceSubsampling(step, step, 0, 0);
        return new Picture(reader.read(0, part), width, height);
    }

    private static XooaiException unreadable(String why, @Nullable Throwable cause) {
        return new XooaiException(
                Code.INVALID_ARGUMENT, "These bytes are no picture that can be shown: " + why + ".", cause);
    }

    /// Its size, for a person.
    String size() {
        return width + " × " + height + " px";
    }
}
