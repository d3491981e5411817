package xooai.designer.invoke;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import javafx.scene.shape.StrokeLineCap;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Ui;
import xooai.designer.shared.Work;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;

/// Content as what it is: text, a picture, sound, a film. What has to be fetched or decoded is so off the FX
/// thread.
final class MediaViews {
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_TEXT = 20_000;
    private static final double WIDTH = 280;
    private static final double WAVE_HEIGHT = 56;
    private static final int STRETCHES = 120;

    private MediaViews() {}

    static Node text(Content content) {
        String inline = content.inlineText();
        if (inline != null) {
            return words(inline);
        }
        return loaded(content, bytes -> new String(bytes, StandardCharsets.UTF_8), MediaViews::words);
    }

    private static Node words(String text) {
        String shown = text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
        Label label = Ui.wrapped(shown.isEmpty() ? "(empty)" : shown, shown.isEmpty() ? "hint" : "doc-text");
        label.setAccessibleText(shown);
        return label;
    }

    static Node picture(Content content) {
        return loaded(content, Picture::decode, picture -> {
            ImageView view = new ImageView(image(picture));
            view.setPreserveRatio(true);
            double width = Math.min(WIDTH, Math.max(picture.width(), Math.min(128, picture.width() * 8)));
            view.setFitWidth(width);
            view.setSmooth(picture.width() >= width);
            view.setAccessibleText("Picture of " + picture.size());
            VBox box = new VBox(view, Ui.label(picture.size() + kind(content), "hint"));
            box.getStyleClass().add("media-box");
            return box;
        });
    }

    private static Image image(Picture picture) {
        BufferedImage pixels = picture.pixels();
        int width = pixels.getWidth();
        WritableImage image = new WritableImage(width, pixels.getHeight());
        int[] colours = pixels.getRGB(0, 0, width, pixels.getHeight(), null, 0, width);
        image.getPixelWriter()
                .setPixels(0, 0, width, pixels.getHeight(), PixelFormat.getIntArgbInstance(), colours, 0, width);
        return image;
    }

    private static String kind(Content content) {
        return content.mediaType() == null ? "" : ", " + content.mediaType();
    }

    static Node sound(Content content) {
        return loaded(content, Sound::of, sound -> {
            VBox box = new VBox(drawn(sound), MediaPlayerBar.sound(sound.bytes, content.mediaType()));
            box.getStyleClass().add("media-box");
            return box;
        });
    }

    /// Sound, and its outline where it can be drawn.
    private static final class Sound {
        private final byte[] bytes;
        private @Nullable Waveform wave;
        private String why = "";

        private Sound(byte[] bytes) {
            this.bytes = bytes;
        }

        static Sound of(byte[] bytes) {
            Sound sound = new Sound(bytes);
            try {
                sound.wave = Waveform.of(bytes, STRETCHES);
            } catch (IOException e) {
                sound.why = String.valueOf(e.getMessage());
            }
            return sound;
        }
    }

    private static Node drawn(Sound sound) {
        Waveform wave = sound.wave;
        return wave == null ? Ui.wrapped("no waveform: " + sound.why, "hint") : wave(wave);
    }

    private static Node wave(Waveform wave) {
        Pane lines = new Pane();
        lines.setPrefSize(WIDTH, WAVE_HEIGHT);
        lines.getStyleClass().add("wave");
        lines.setAccessibleText("Waveform, " + wave.format());
        double step = WIDTH / wave.peaks().size();
        for (int i = 0; i < wave.peaks().size(); i++) {
            double half = Math.max(0.5, wave.peaks().get(i) * (WAVE_HEIGHT / 2 - 4));
            double x = (i + 0.5) * step;
            Line line = new Line(x, WAVE_HEIGHT / 2 - half, x, WAVE_HEIGHT / 2 + half);
            line.setStrokeLineCap(StrokeLineCap.ROUND);
            line.getStyleClass().add("wave-line");
            lines.getChildren().add(line);
        }
        return new VBox(lines, Ui.label(wave.format(), "hint"));
    }

    static Node film(Content content) {
        StackPane screen = new StackPane(Icons.of(Feather.FILM, "film-icon"));
        screen.getStyleClass().add("film");
        screen.setPrefSize(WIDTH, WIDTH * 9 / 16);
        screen.setAccessibleText("Film " + content);
        VBox box = new VBox(
                screen,
                loaded(content, bytes -> bytes, bytes -> MediaPlayerBar.film(bytes, content.mediaType(), screen)));
        box.getStyleClass().add("media-box");
        return box;
    }

    /// What becomes of content once it is there; until then that it is being fetched, or why it cannot be.
    private static <T> Node loaded(Content content, Reader<T> reader, java.util.function.Function<T, Node> view) {
        StackPane place = new StackPane();
        place.getStyleClass().add("media-place");
        Consumer<Outcome<T>> show = outcome -> place.getChildren()
                .setAll(
                        switch (outcome) {
                            case Outcome.Done<T> done -> view.apply(done.value());
                            case Outcome.Failed<T> failed -> PartViews.error(failed.error());
                            case Outcome.Cancelled<T> _ -> Ui.label("not fetched", "hint");
                        });
        ProgressIndicator busy = new ProgressIndicator();
        busy.setAccessibleText("Fetching");
        busy.getStyleClass().add("tiny");
        HBox waiting = new HBox(busy, Ui.label("Fetching " + content, "hint"));
        waiting.getStyleClass().add("section-head");
        place.getChildren().setAll(waiting);
        Work.start("fetch content", Duration.ofSeconds(60), _ -> reader.read(bytesOf(content)), show);
        return place;
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(byte[] bytes) throws IOException;
    }

    private static byte[] bytesOf(Content content) throws IOException {
        try (InputStream in = content.open()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new XooaiException(
                        Code.RESOURCE_EXHAUSTED, "the content is larger than the 64 MiB that are shown here");
            }
            return bytes;
        }
    }
}
