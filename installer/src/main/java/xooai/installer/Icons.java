package xooai.installer;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// Pictures of the icons, in all sizes that systems ask for, from their drawings.
final class Icons {
    private static final List<Integer> SIZES = List.of(16, 24, 32, 48, 64, 128, 256, 512);
    private static final int ICO_HEADER = 6;
    private static final int ICO_ENTRY = 16;
    private static final int ICO_LARGEST = 256;
    /// What Apple calls a picture of that size.
    private static final Map<Integer, String> ICNS =
            new LinkedHashMap<>(Map.of(16, "icp4", 32, "icp5", 64, "icp6", 128, "ic07", 256, "ic08", 512, "ic09"));

    private Icons() {}

    /// Puts a drawing and its pictures into a folder of icons as freedesktop.org has them.
    ///
    /// @param kind `apps` or `mimetypes`
    static void theme(Path drawing, Path hicolor, String kind, String name) throws IOException {
        for (int size : SIZES) {
            Path folder =
                    Files.createDirectories(hicolor.resolve(size + "x" + size).resolve(kind));
            Files.write(folder.resolve(name + ".png"), png(drawing, size));
        }
        Path scalable = Files.createDirectories(hicolor.resolve("scalable").resolve(kind));
        Files.copy(drawing, scalable.resolve(name + ".svg"));
    }

    /// The picture of that drawing, so many pixels wide and high.
    static byte[] png(Path drawing, int size) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        try (InputStream in = Files.newInputStream(drawing)) {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            SVGDocument document = new SVGLoader().load(in, null, LoaderContext.createDefault());
            if (document == null) {
                throw new IOException(drawing + " is no drawing");
            }
            document.render(null, graphics, new ViewBox(size, size));
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /// The icon as Windows has it: pictures in PNG behind a list of them.
    static byte[] ico(Path drawing) throws IOException {
        List<Integer> sizes = SIZES.stream().filter(size -> size <= ICO_LARGEST).toList();
        ByteBuffer head =
                ByteBuffer.allocate(ICO_HEADER + ICO_ENTRY * sizes.size()).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 0).putShort((short) 1).putShort((short) sizes.size());
        ByteArrayOutputStream pictures = new ByteArrayOutputStream();
        for (int size : sizes) {
            byte[] png = png(drawing, size);
            byte side = (byte) (size == ICO_LARGEST ? 0 : size);
            head.put(side).put(side).put((byte) 0).put((byte) 0);
            head.putShort((short) 1).putShort((short) Integer.SIZE);
            head.putInt(png.length).putInt(head.capacity() + pictures.size());
            pictures.writeBytes(png);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.array());
        out.writeBytes(pictures.toByteArray());
        return out.toByteArray();
    }

    /// The icon as macOS has it.
    static byte[] icns(Path drawing) throws IOException {
        ByteArrayOutputStream pictures = new ByteArrayOutputStream();
        for (int size : SIZES) {
            String type = ICNS.get(size);
            if (type != null) {
                byte[] png = png(drawing, size);
                pictures.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
                pictures.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(png.length + 2 * Integer.BYTES)
                        .array());
                pictures.writeBytes(png);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("icns".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt(pictures.size() + 2 * Integer.BYTES)
                .array());
        out.writeBytes(pictures.toByteArray());
        return out.toByteArray();
    }
}
