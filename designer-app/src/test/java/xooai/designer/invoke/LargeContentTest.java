package xooai.designer.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.image.ImageView;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import xooai.designer.shared.FxThread;
import xooai.doc.Content;

/// However large content is, showing it takes no more memory than what is shown of it.
final class LargeContentTest {
    private static final long SIZE = 1L << 30;
    private static final long MOST_ALLOCATED = 32L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws TimeoutException {
        Platform.setImplicitExit(false);
        FxToolkit.registerPrimaryStage();
    }

    /// What is loaded with the first of its kind is none of the content's.
    @BeforeEach
    void warmUp() throws Exception {
        Path small = Files.writeString(folder.resolve("small.txt"), "small");
        shown(() -> MediaViews.text(Content.at(small.toString())), text -> text.equals("small"));
        Path picture = folder.resolve("small.png");
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        shown(() -> MediaViews.picture(Content.at(picture.toString())), text -> text.startsWith("8 × 8"));
    }

    /// A file of a GiB that begins with those bytes, and takes no room on the disk.
    private Path sparse(String name, byte[] beginning) throws IOException {
        Path file = Files.write(folder.resolve(name), beginning);
        try (RandomAccessFile grown = new RandomAccessFile(file.toFile(), "rw")) {
            grown.setLength(SIZE);
        }
        return file;
    }

    @Test
    void aLargePictureIsNotReadUntilSomebodyAsks() throws Exception {
        Path small = folder.resolve("small.png");
        Path large = sparse("large.png", Files.readAllBytes(small));
        List<Node> shown = new ArrayList<>();
        long first = allocated(() -> shown.add(shown(
                () -> MediaViews.picture(Content.at(large.toString())), text -> text.startsWith("1 GiB, image/png"))));
        assertThat(first).isLessThan(MOST_ALLOCATED);
        assertThat(texts(shown.getFirst())).contains("large.png", "Load anyway", "Save as…");
        assertThat(find(shown.getFirst(), ImageView.class)).isEmpty();
        long loaded = allocated(() -> {
            press(shown.getFirst(), "Load anyway");
            until(() -> texts(shown.getFirst()).contains("8 × 8 px, image/png"));
        });
        assertThat(loaded).isLessThan(MOST_ALLOCATED);
    }

    @Test
    void ofALargeTextTheBeginningIsReadAndTheRestIsCounted() throws Exception {
        Path large = sparse("large.txt", "a".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        long allocated = allocated(() -> {
            Node shown =
                    shown(() -> MediaViews.text(Content.at(large.toString())), text -> text.equals("… 1.0 GiB more"));
            assertThat(texts(shown)).contains("a".repeat(TextHead.MOST), "Save as…");
        });
        assertThat(allocated).isLessThan(MOST_ALLOCATED);
    }

    @Test
    void aLargeFilmAndALargeSoundArePlayedFromTheirFile() throws Exception {
        Path film = sparse("large.mp4", new byte[0]);
        Path sound = sparse("large.wav", WaveformTest.wav(8000));
        long allocated = allocated(() -> {
            shown(
                    () -> MediaViews.film(Content.at(film.toString())),
                    text -> text.equals("large.mp4  ·  1 GiB, video/mp4"));
            shown(() -> MediaViews.sound(Content.at(sound.toString())), text -> text.startsWith("1 GiB, audio/wav"));
            Playable played = Playable.of(Content.at(film.toString()), ".mp4", SavedContentTest.UNHEARD);
            assertThat(played.uri()).isEqualTo(film.toUri());
            assertThat(played.temporary()).isNull();
        });
        assertThat(allocated).isLessThan(MOST_ALLOCATED);
    }

    @Test
    void contentFromElsewhereIsPlayedFromATemporaryFileThatIsGoneAfterwards() throws Exception {
        Content film = Content.at("store://media/film", null, SIZE / 8, "video/mp4")
                .from(_ -> Files.newInputStream(sparseOf(SIZE / 8)));
        List<Playable> played = new ArrayList<>();
        long allocated = allocated(() -> played.add(Playable.of(film, ".mp4", SavedContentTest.UNHEARD)));
        assertThat(allocated).isLessThan(MOST_ALLOCATED);
        Path file = played.getFirst().temporary();
        assertThat(file).hasSize(SIZE / 8).asString().endsWith(".mp4");
        played.getFirst().delete();
        assertThat(file).doesNotExist();
    }

    private Path sparseOf(long size) throws IOException {
        File file = folder.resolve("film").toFile();
        try (RandomAccessFile grown = new RandomAccessFile(file, "rw")) {
            grown.setLength(size);
        }
        return file.toPath();
    }

    @Test
    void contentWhoseSizeNobodySaidIsReadUpToTheBoundAndNoFurther() throws Exception {
        AtomicLong read = new AtomicLong();
        Path endless = sparse("endless", Files.readAllBytes(folder.resolve("small.png")));
        Content content = Content.at("http://far.example/endless", null, -1, "audio/wav")
                .from(_ -> new java.io.FilterInputStream(Files.newInputStream(endless)) {
                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        int count = super.read(into, offset, length);
                        read.addAndGet(count);
                        return count;
                    }
                });
        Preview<Long> found = Preview.of(content, false, in -> in.transferTo(java.io.OutputStream.nullOutputStream()));
        assertThat(found).isInstanceOf(Preview.TooLarge.class);
        assertThat(read.get()).isLessThan(Preview.MOST + (1 << 20));
    }

    @Test
    void aTextIsCutBetweenCharacters() throws Exception {
        byte[] bytes = "aé€😀".repeat(20_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        TextHead head = TextHead.of(Content.at("x").from(_ -> new java.io.ByteArrayInputStream(bytes)), bytes.length);
        assertThat(head.text()).doesNotContain("�").hasSizeGreaterThan(30_000);
        assertThat(head.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length + head.more())
                .isEqualTo(bytes.length);
    }

    private interface Act {
        void run() throws Exception;
    }

    /// How much all threads allocated meanwhile: the heap cannot have grown by more.
    private static long allocated(Act act) throws Exception {
        long before = THREADS.getTotalThreadAllocatedBytes();
        act.run();
        return THREADS.getTotalThreadAllocatedBytes() - before;
    }

    private static Node shown(Supplier<Node> view, Predicate<String> text) throws Exception {
        Node shown = onFx(view::get);
        until(() -> texts(shown).stream().anyMatch(text));
        return shown;
    }

    private static void press(Node shown, String text) throws Exception {
        onFx(() -> {
            find(shown, Button.class).stream()
                    .filter(button -> button.getText().equals(text))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            return true;
        });
    }

    private static void until(Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!onFx(holds)) {
            assertThat(System.nanoTime()).as("it never became so").isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    private static <T> T onFx(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        FxThread.run(task);
        return task.get(30, TimeUnit.SECONDS);
    }

    private static List<String> texts(Node node) {
        return find(node, Labeled.class).stream().map(Labeled::getText).toList();
    }

    private static <T extends Node> List<T> find(Node node, Class<T> type) {
        List<T> found = new ArrayList<>();
        if (type.isInstance(node)) {
            found.add(type.cast(node));
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> found.addAll(find(child, type)));
        }
        return found;
    }
}
