package xooai.designer.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import xooai.designer.shared.FxThread;
import xooai.doc.DocSchema;
import xooai.doc.DocSchema.Field;

/// A file that is dropped on a form goes where it fits, or the form says why it does not.
final class DropModelTest {
    private static final DocSchema IMAGES = listOf(new DocSchema.MediaSchema("Image"));
    private static final DocSchema PHOTO = new DocSchema.ObjectSchema(
            "Photo",
            List.of(
                    new Field("title", new DocSchema.StringSchema(Map.of()), true),
                    new Field("picture", new DocSchema.MediaSchema("Image"), true)));
    private static final DocSchema PAIR = new DocSchema.ObjectSchema(
            "Pair",
            List.of(
                    new Field("picture", new DocSchema.MediaSchema("Image"), true),
                    new Field("sound", new DocSchema.MediaSchema("Audio"), true)));

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws TimeoutException {
        Platform.setImplicitExit(false);
        FxToolkit.registerPrimaryStage();
    }

    private static DocSchema listOf(DocSchema element) {
        return new DocSchema.ListSchema(element, Map.of());
    }

    private Path file(String name) throws IOException {
        return Files.write(folder.resolve(name), new byte[] {1, 2, 3});
    }

    @Test
    void aPictureGoesIntoAFieldForPicturesWithItsPathAndItsType() throws Exception {
        FormModel form = new FormModel(IMAGES, List.of(Map.of()));
        Path photo = file("photo.png");
        DropModel drop = DropModel.at(form, new ContentPlace(List.of(0), ContentKind.IMAGE));
        assertThat(dropped(drop, form, photo)).isNull();
        assertThat(form.get(List.of(0)))
                .isEqualTo(Map.of("ref", photo.toAbsolutePath().toString(), "mediaType", "image/png"));
        assertThat(form.isValid()).isTrue();
    }

    @Test
    void aFormWithOneFieldForFilesTakesThemAnywhere() throws Exception {
        FormModel form = new FormModel(listOf(PHOTO), List.of(Map.of("title", "A cat")));
        assertThat(dropped(DropModel.whole(form), form, file("cat.jpg"))).isNull();
        assertThat(form.get(List.of(0, "title"))).isEqualTo("A cat");
        assertThat(form.get(List.of(0, "picture", "mediaType"))).isEqualTo("image/jpeg");
    }

    @Test
    void aFileBecomesTheFirstDocWhereThereIsNone() throws Exception {
        FormModel form = new FormModel(IMAGES, List.of());
        assertThat(dropped(DropModel.whole(form), form, file("cat.jpg"))).isNull();
        assertThat(form.get(List.of(0, "mediaType"))).isEqualTo("image/jpeg");
    }

    @Test
    void whereAnyDocIsTakenTheFileSaysWhichItIs() throws Exception {
        FormModel form = new FormModel(listOf(new DocSchema.AnySchema()), List.of(Map.of("type", "Text", "text", "")));
        assertThat(dropped(DropModel.whole(form), form, file("song.mp3"))).isNull();
        assertThat(form.get(List.of(0, "type"))).isEqualTo("Audio");
        assertThat(dropped(DropModel.whole(form), form, file("what.ever"))).contains("says nothing of what it is");
        assertThat(form.get(List.of(0, "type"))).isEqualTo("Audio");
    }

    @Test
    void aTextFileTakesThePlaceOfATypedText() throws Exception {
        FormModel form = new FormModel(listOf(new DocSchema.MediaSchema("Text")), List.of(Map.of("text", "typed")));
        assertThat(dropped(DropModel.whole(form), form, file("story.txt"))).isNull();
        assertThat(form.get(List.of(0, "text"))).isNull();
        assertThat(form.get(List.of(0, "mediaType"))).isEqualTo("text/plain");
    }

    @Test
    void aFileWhoseNameSaysNothingIsTakenWithoutAType() throws Exception {
        FormModel form = new FormModel(IMAGES, List.of(Map.of()));
        Path scan = file("scan");
        assertThat(dropped(DropModel.whole(form), form, scan)).isNull();
        assertThat(form.get(List.of(0))).isEqualTo(Map.of("ref", scan.toString()));
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheReasonAndNothingChanges() throws Exception {
        FormModel form = new FormModel(IMAGES, List.of(Map.of("ref", "before.png")));
        DropModel drop = DropModel.whole(form);
        assertThat(dropped(drop, form, file("a.png"), file("b.png"))).isEqualTo("2 files at once: one goes here");
        assertThat(dropped(drop, form, folder)).contains("is a directory");
        assertThat(dropped(drop, form, file("song.mp3"))).isEqualTo("song.mp3 is audio/mpeg: a picture goes here");
        assertThat(dropped(drop, form, folder.resolve("gone.png"))).contains("gone.png is not there");
        assertThat(form.get(List.of(0, "ref"))).isEqualTo("before.png");
    }

    @Test
    void aFormWithSeveralFieldsForFilesAsksWhichOne() throws Exception {
        FormModel form = new FormModel(listOf(PAIR), List.of(Map.of()));
        assertThat(dropped(DropModel.whole(form), form, file("a.png")))
                .isEqualTo("There are 2 fields for files: drop it on one");
    }

    @Test
    void aFormWithoutAnyTakesNoNotice() {
        FormModel form = new FormModel(new DocSchema.StringSchema(Map.of()), "");
        assertThat(DropModel.whole(form).takesFiles()).isFalse();
    }

    @Test
    void whileAFileIsHeldOverItItSaysWhatGoesThereOrWhyThisOneDoesNot() throws Exception {
        FormModel form = new FormModel(IMAGES, List.of(Map.of()));
        DropModel drop = DropModel.whole(form);
        onFx(() -> {
            drop.hover(List.of(Path.of("photo.png")));
            assertThat(drop.stateProperty().get()).isEqualTo(new DropModel.State.Inviting("Drop a picture here"));
            drop.hover(List.of(Path.of("song.mp3")));
            assertThat(drop.stateProperty().get())
                    .isEqualTo(new DropModel.State.Warning("song.mp3 is audio/mpeg: a picture goes here"));
            drop.leave();
            assertThat(drop.stateProperty().get()).isEqualTo(new DropModel.State.Idle());
            return true;
        });
    }

    /// Drops those, and gives why they were refused; null when the form took one.
    @SuppressWarnings("ReferenceEquality") // the very one is looked for
    private static @Nullable String dropped(DropModel drop, FormModel form, Path... files) throws Exception {
        Object before = form.value();
        onFx(() -> {
            drop.leave();
            drop.hover(List.of(files));
            drop.drop(List.of(files));
            return true;
        });
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < end) {
            String why = onFx(() -> drop.stateProperty().get() instanceof DropModel.State.Refused refused
                    ? refused.why()
                    : before != form.value() ? "" : null);
            if (why != null) {
                return why.isEmpty() ? null : why;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("nothing became of it");
    }

    private static <T> T onFx(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        FxThread.run(task);
        return task.get(30, TimeUnit.SECONDS);
    }
}
