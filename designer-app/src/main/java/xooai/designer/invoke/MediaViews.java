package xooai.designer.invoke;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import javafx.scene.Node;
import javafx.scene.control.Label;
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
import xooai.designer.shared.ContentFacts;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Ui;
import xooai.designer.shared.Work;
import xooai.doc.Content;

/// Content as what it is: text, a picture, sound, a film. What has to be fetched or decoded is so off the FX
/// thread, and no more of it is held in memory than is shown.
final class MediaViews {
    private static final double WIDTH = 260;
    private static final double WAVE_HEIGHT = 56;
    private static final int STRETCHES = 120;

    private MediaViews() {}

    static Node text(Content content) {
        String inline = content.inlineText();
        if (inline != null) {
            return words(TextHead.of(inline), content);
        }
        // The beginning is all that is read, so that no text is too large.
        StackPane place = new StackPane(Ui.label("Fetching " + content, "hint"));
        place.getStyleClass().add("media-place");
        Work.start(
                "read the beginning of a text",
                _ -> TextHead.of(content, ContentFacts.of(content).size()),
                outcome -> place.getChildren()
                        .setAll(
                                switch (outcome) {
                                    case Outcome.Done<TextHead> done -> words(done.value(), content);
                                    case Outcome.Failed<TextHead> failed -> PartViews.error(failed.error());
                                    case Outcome.Cancelled<TextHead> _ -> Ui.label("not fetched", "hint");
                                }));
        return place;
    }

    private static Node words(TextHead head, Content content) {
        String shown = head.text();
        Label label = Ui.wrapped(shown.isEmpty() ? "(empty)" : shown, shown.isEmpty() ? "hint" : "doc-text");
        label.setAccessibleText(shown);
        return head.more() == 0 ? label : box(label, foot(Ui.label(head.rest(), "hint"), SaveContent.button(content)));
    }

    static Node picture(Content content) {
        return MediaPlace.of(content, Feather.IMAGE, Picture::decode, (picture, facts) -> {
            ImageView view = new ImageView(image(picture));
            view.setPreserveRatio(true);
            double width = Math.min(WIDTH, Math.max(picture.width(), Math.min(128, picture.width() * 8)));
            view.setFitWidth(width);
            view.setSmooth(picture.width() >= width);
            view.setAccessibleText("Picture of " + picture.size());
            Label words = Ui.label(picture.size() + kind(facts), "hint");
            return box(view, foot(words, SaveContent.icon(content)));
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

    private static String kind(ContentFacts facts) {
        return facts.type() == null ? "" : ", " + facts.type();
    }

    private static VBox box(Node... parts) {
        VBox box = new VBox(parts);
        box.getStyleClass().add("media-box");
        return box;
    }

    private static HBox foot(Node... parts) {
        HBox foot = new HBox(parts);
        foot.getStyleClass().add("media-foot");
        return foot;
    }

    static Node sound(Content content) {
        Node outline = MediaPlace.of(content, Feather.MUSIC, Sound::of, (sound, _) -> drawn(sound));
        return box(outline, MediaPlayerBar.sound(content));
    }

    /// The outline of sound where it can be drawn, else why not.
    private record Sound(@Nullable Waveform wave, String why) {
        static Sound of(InputStream in) throws IOException {
            try {
                return new Sound(Waveform.of(in, STRETCHES), "");
            } catch (Waveform.Undrawable e) {
                return new Sound(null, String.valueOf(e.getMessage()));
            }
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

    /// A film is read by whoever plays it, when it is played.
    static Node film(Content content) {
        StackPane screen = new StackPane(Icons.of(Feather.FILM, "film-icon"));
        screen.getStyleClass().add("film");
        screen.setPrefSize(WIDTH, WIDTH * 9 / 16);
        screen.setAccessibleText("Film " + content);
        Label words = Ui.label("", "hint");
        words.setMinWidth(0);
        Work.start("look at a film", _ -> ContentFacts.of(content), outcome -> {
            if (outcome instanceof Outcome.Done<ContentFacts> done) {
                words.setText(done.value().name() + "  ·  " + done.value().detail());
            }
        });
        return box(screen, words, MediaPlayerBar.film(content, screen));
    }
}
