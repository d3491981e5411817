package xooai.installer;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A display in memory whose picture can be looked at: Xvfb, which keeps it in a file as `xwd` does.
final class Screen implements AutoCloseable {
    private static final int WORD = Integer.BYTES;
    private static final int COLOR = 12;

    private final Process process;
    private final Path picture;
    private final String display;

    private Screen(Process process, Path picture, String display) {
        this.process = process;
        this.picture = picture;
        this.display = display;
    }

    static Screen open(Path folder) throws IOException {
        Made.needs("Xvfb", "xvfb");
        Files.createDirectories(folder);
        Process process = new ProcessBuilder(
                        "Xvfb",
                        "-displayfd",
                        "1",
                        "-screen",
                        "0",
                        "1400x1000x24",
                        "-ac",
                        "-nolisten",
                        "tcp",
                        "-fbdir",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String number = said.readLine();
        if (number == null) {
            throw new IOException("Xvfb did not start");
        }
        return new Screen(process, folder.resolve("Xvfb_screen0"), ":" + number.strip());
    }

    /// What DISPLAY has to be.
    String display() {
        return display;
    }

    /// What it shows.
    BufferedImage look() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(picture));
        int header = bytes.getInt(0);
        int width = bytes.getInt(4 * WORD);
        int height = bytes.getInt(5 * WORD);
        boolean littleEndian = bytes.getInt(7 * WORD) == 0;
        int bytesPerLine = bytes.getInt(12 * WORD);
        int colors = bytes.getInt(19 * WORD);
        bytes.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int start = header + colors * COLOR;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, bytes.getInt(start + y * bytesPerLine + x * WORD));
            }
        }
        return image;
    }

    /// How much of a picture is not as in another, from 0 to 1.
    static double difference(BufferedImage one, BufferedImage other) {
        int different = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if ((one.getRGB(x, y) & 0xffffff) != (other.getRGB(x, y) & 0xffffff)) {
                    different++;
                }
            }
        }
        return (double) different / (one.getWidth() * one.getHeight());
    }

    /// How bright a picture is, from 0 to 1.
    static double brightness(BufferedImage image) {
        double sum = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int color = image.getRGB(x, y);
                sum += (color >> 16 & 0xff) + (color >> 8 & 0xff) + (color & 0xff);
            }
        }
        return sum / (3.0 * 255 * image.getWidth() * image.getHeight());
    }

    /// How many colours a picture has: few while a window is being built.
    static long colors(BufferedImage image) {
        return java.util.Arrays.stream(
                        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .distinct()
                .count();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
