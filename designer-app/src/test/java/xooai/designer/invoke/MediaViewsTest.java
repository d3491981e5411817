package xooai.designer.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.image.ImageView;
import javafx.scene.shape.Line;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import xooai.designer.shared.FxThread;
import xooai.doc.Content;

/// Media are shown as what they are, and nothing that they hold stops the window.
final class MediaViewsTest {
    private static final long SECONDS = 30;

    @BeforeAll
    static void start() throws TimeoutException {
        Platform.setImplicitExit(false);
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void aPictureIsShownWithItsSize() throws Exception {
        byte[] png = png(96, 64);
        Node shown = shown(() -> MediaViews.picture(Content.ofBytes(png, "image/png")));
        assertThat(find(shown, ImageView.class)).hasSize(1);
        assertThat(texts(shown)).contains("96 × 64 px, image/png");
    }

    @Test
    void aLargePictureIsDecodedToNoMorePixelsThanAreShown() throws Exception {
        Picture picture = Picture.decode(new ByteArrayInputStream(png(5000, 3000)));
        assertThat(picture.size()).isEqualTo("5000 × 3000 px");
        assertThat(picture.pixels().getWidth()).isEqualTo(1000);
        assertThat(picture.pixels().getHeight()).isEqualTo(600);
    }

    @Test
    void aPictureThatClaimsToBeHugeIsASentence() throws Exception {
        byte[] huge = png(8, 8);
        ByteBuffer.wrap(huge).putInt(16, 60_000).putInt(20, 60_000);
        CRC32 checksum = new CRC32();
        checksum.update(huge, 12, 17);
        ByteBuffer.wrap(huge).putInt(29, (int) checksum.getValue());
        Node shown = shown(() -> MediaViews.picture(Content.ofBytes(huge, "image/png")));
        assertThat(find(shown, ImageView.class)).isEmpty();
        assertThat(texts(shown)).anySatisfy(text -> assertThat(text).contains("60,000 × 60,000 pixels"));
    }

    @Test
    void aBrokenPictureIsASentence() throws Exception {
        byte[] whole = png(200, 200);
        for (byte[] broken : List.of(
                new byte[0],
                "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Arrays.copyOf(whole, 40))) {
            Node shown = shown(() -> MediaViews.picture(Content.ofBytes(broken, "image/png")));
            assertThat(find(shown, ImageView.class)).isEmpty();
            assertThat(texts(shown)).anySatisfy(text -> assertThat(text).contains("no picture that can be shown"));
        }
    }

    @Test
    void whateverBytesOfAPictureAreWrongNothingElseIsThrown() throws Exception {
        byte[] whole = png(40, 30);
        for (int at = 0; at < whole.length; at++) {
            byte[] wrong = whole.clone();
            wrong[at] ^= (byte) 0x5a;
            try {
                assertThat(Picture.decode(new ByteArrayInputStream(wrong)).width())
                        .isPositive();
            } catch (xooai.doc.XooaiException e) {
                assertThat(e).hasMessageContaining("shown");
            }
        }
    }

    @Test
    void soundIsDrawnAsAWaveformWithAButtonThatPlaysIt() throws Exception {
        byte[] wav = WaveformTest.wav(8000);
        Node shown = shown(() -> MediaViews.sound(Content.ofBytes(wav, "audio/wav")));
        assertThat(find(shown, Line.class)).hasSizeGreaterThan(100);
        assertThat(texts(shown)).contains("1.0 s, 8.0 kHz, 1 channel(s)", "Play");
    }

    @Test
    void soundThatCannotBeDrawnSaysSoAndKeepsTheButton() throws Exception {
        Node shown = shown(() -> MediaViews.sound(Content.ofBytes(new byte[] {1, 2, 3}, "audio/mpeg")));
        assertThat(find(shown, Line.class)).isEmpty();
        assertThat(texts(shown)).anySatisfy(text -> assertThat(text).contains("no waveform"));
        assertThat(texts(shown)).contains("Play");
    }

    @Test
    void aFilmIsAScreenWithAButtonAndABrokenOneSaysWhyItIsNotPlayed() throws Exception {
        Node shown = shown(() -> MediaViews.film(Content.ofBytes(new byte[] {1, 2, 3}, "video/mp4")));
        List<Button> buttons = find(shown, Button.class);
        assertThat(buttons.getFirst().getText()).isEqualTo("Play");
        onFx(() -> {
            buttons.getFirst().fire();
            return "";
        });
        until(() -> texts(shown).stream().anyMatch(text -> text.contains("cannot be played here")));
        assertThat(buttons.getFirst().getText()).isEqualTo("Play");
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), "png", out);
        return out.toByteArray();
    }

    /// What is shown once all is fetched and decoded.
    private static Node shown(Supplier<Node> view) throws Exception {
        Node shown = onFx(view::get);
        until(() -> texts(shown).stream().noneMatch(text -> text.startsWith("Fetching")));
        return shown;
    }

    private static void until(Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!onFx(holds)) {
            assertThat(System.nanoTime()).as("it never became so").isLessThan(end);
            // What is waited for needs the thread that is asked.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private static <T> T onFx(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        FxThread.run(task);
        return task.get(SECONDS, TimeUnit.SECONDS);
    }

    private static List<String> texts(Node node) {
        return find(node, Labeled.class).stream()
                .filter(Node::isVisible)
                .map(Labeled::getText)
                .filter(text -> text != null && !text.isEmpty())
                .toList();
    }

    private static <T extends Node> List<T> find(Node node, Class<T> type) {
        List<T> found = new java.util.ArrayList<>();
        collect(node, type, found);
        return found;
    }

    private static <T extends Node> void collect(Node node, Class<T> type, List<T> found) {
        if (type.isInstance(node)) {
            found.add(type.cast(node));
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, type, found));
        }
    }
}
