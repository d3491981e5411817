package xooai.executors.basic;

import java.util.Arrays;

/// Scales a picture by averaging areas, transparent pixels weighing less.
final class AreaScaler {
    private static final int CHANNELS = 4;

    private final Pixels from;
    private final int width;
    private final int height;
    /// One row of the source, already in the new width; premultiplied alpha, red, green, blue for each pixel.
    private final float[] row;

    private final float[] sums;
    private int rowAt = -1;

    AreaScaler(Pixels from, int width, int height) {
        this.from = from;
        this.width = width;
        this.height = height;
        this.row = new float[width * CHANNELS];
        this.sums = new float[width * CHANNELS];
    }

    Pixels scaled() {
        int[] argb = new int[width * height];
        double step = (double) from.height() / height;
        for (int y = 0; y < height; y++) {
            sumRows(y * step, Math.min(from.height(), (y + 1) * step));
            for (int x = 0; x < width; x++) {
                argb[y * width + x] = pixel(x * CHANNELS, (float) step);
            }
        }
        return new Pixels(width, height, argb);
    }

    private void sumRows(double top, double bottom) {
        Arrays.fill(sums, 0);
        for (int y = (int) top; y < bottom; y++) {
            float weight = (float) (Math.min(y + 1, bottom) - Math.max(y, top));
            averageRow(y);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += weight * row[i];
            }
        }
    }

    private void averageRow(int y) {
        if (rowAt == y) {
            return;
        }
        rowAt = y;
        double step = (double) from.width() / width;
        for (int x = 0; x < width; x++) {
            averagePixels(y, x * step, Math.min(from.width(), (x + 1) * step), x * CHANNELS, (float) step);
        }
    }

    private void averagePixels(int y, double left, double right, int to, float area) {
        float alpha = 0;
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int x = (int) left; x < right; x++) {
            int pixel = from.at(x, y);
            float weight = (float) (Math.min(x + 1, right) - Math.max(x, left)) / area * (pixel >>> 24);
            alpha += weight;
            red += weight * (pixel >> 16 & 0xff);
            green += weight * (pixel >> 8 & 0xff);
            blue += weight * (pixel & 0xff);
        }
        row[to] = alpha;
        row[to + 1] = red;
        row[to + 2] = green;
        row[to + 3] = blue;
    }

    private int pixel(int at, float area) {
        float alpha = sums[at];
        return alpha <= 0
                ? 0
                : channel(alpha / area) << 24
                        | channel(sums[at + 1] / alpha) << 16
                        | channel(sums[at + 2] / alpha) << 8
                        | channel(sums[at + 3] / alpha);
    }

    private static int channel(float value) {
        return Math.clamp(Math.round(value), 0, 255);
    }
}
