package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.controlsfx.control.StatusBar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Edit;
import xooai.doc.Code;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// No code of a jar runs that a person did not agree to, byte for byte.
final class ExecutorJarsTest {
    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    private DesignerUi open() {
        return DesignerUi.open(home.resolve("settings"));
    }

    private static void ask(DesignerUi ui, Path jar) {
        ui.choices.plan(jar);
        ui.act("file.add-jar");
        ui.until("the question is asked", () -> ui.scene().lookup("#question") != null);
    }

    private static boolean isListed(DesignerUi ui) {
        return DesignerUi.onFx(() -> ui.designer.models().catalog.locals().stream()
                .anyMatch(local -> local.entry().className().equals(ExecutorJar.CLASS)));
    }

    /// Calls the executor of the jar, and says how that ended.
    private static Code invoke(DesignerUi ui) {
        ui.until(
                "it is described",
                () -> ui.designer.models().catalog.locals().stream()
                        .anyMatch(local ->
                                local.entry().className().equals(ExecutorJar.CLASS) && local.description() != null));
        ui.run(() -> {
            var models = ui.designer.models();
            models.design.apply(new Edit.AddNode(
                    NodeSpec.of("loud", "class:" + ExecutorJar.CLASS).withOn("say"), new Point(0, 400)));
            models.design.selectNode("loud");
            models.invoke.input().setWhole(List.of(Map.of("text", "x")));
        });
        ui.act("flow.invoke");
        ui.until(
                "the call has ended",
                () -> ui.designer.models().invoke.lastProperty().get() != null);
        return ui.designer.models().invoke.lastProperty().get().response().code();
    }

    @Test
    void ofADeclinedJarNoClassIsLoadedNoRowIsShownAndNoCopyIsKept() throws Exception {
        Path mark = home.resolve("ran");
        Path jar = ExecutorJar.write(home.resolve("loud.jar"), mark, null);
        try (DesignerUi ui = open()) {
            ClassLoader before = ui.designer.models().catalog.loader();
            ask(ui, jar);
            ui.click("#question .accent");
            assertThat(ui.designer.models().catalog.loader()).isSameAs(before);
            assertThat(isListed(ui)).isFalse();
            assertThat(copies()).isEmpty();
        }
        try (DesignerUi again = open()) {
            assertThat(isListed(again)).isFalse();
        }
        assertThat(mark).doesNotExist();
    }

    @Test
    void anAgreedJarRunsNowAndInTheNextSessionWithoutAQuestion() throws Exception {
        Path mark = home.resolve("ran");
        Path jar = ExecutorJar.write(home.resolve("loud.jar"), mark, null);
        try (DesignerUi ui = open()) {
            ask(ui, jar);
            assertThat(mark).doesNotExist();
            ui.click("#question .danger");
            assertThat(invoke(ui)).isEqualTo(Code.OK);
            assertThat(mark).exists();
        }
        Files.delete(mark);
        Files.delete(jar);
        try (DesignerUi again = open()) {
            assertThat(invoke(again)).isEqualTo(Code.OK);
            assertThat(mark).exists();
        }
    }

    @Test
    void aJarThatIsExchangedWhileThePersonReadsIsNotTheOneThatRuns() throws Exception {
        Path agreed = home.resolve("agreed");
        Path other = home.resolve("other");
        Path jar = ExecutorJar.write(home.resolve("loud.jar"), agreed, null);
        Path exchanged = ExecutorJar.write(home.resolve("exchanged.jar"), other, null);
        try (DesignerUi ui = open()) {
            ask(ui, jar);
            Files.move(exchanged, jar, StandardCopyOption.REPLACE_EXISTING);
            ui.click("#question .danger");
            assertThat(invoke(ui)).isEqualTo(Code.OK);
        }
        assertThat(agreed).exists();
        assertThat(other).doesNotExist();
    }

    @Test
    void aCopyThatWasChangedIsNotLoaded() throws Exception {
        Path mark = home.resolve("ran");
        Path other = home.resolve("other");
        Path jar = ExecutorJar.write(home.resolve("loud.jar"), mark, null);
        try (DesignerUi ui = open()) {
            ask(ui, jar);
            ui.click("#question .danger");
        }
        Path exchanged = ExecutorJar.write(home.resolve("exchanged.jar"), other, null);
        Files.move(exchanged, copies().getFirst(), StandardCopyOption.REPLACE_EXISTING);
        try (DesignerUi again = open()) {
            again.until("it is said", () -> status(again).contains("add the jar again"));
            assertThat(isListed(again)).isFalse();
        }
        assertThat(mark).doesNotExist();
        assertThat(other).doesNotExist();
    }

    @Test
    void aJarThatAsksForOtherJarsIsRefusedWithoutAQuestion() throws Exception {
        Path mark = home.resolve("ran");
        Path jar = ExecutorJar.write(home.resolve("loud.jar"), mark, "other.jar");
        try (DesignerUi ui = open()) {
            ui.choices.plan(jar);
            ui.act("file.add-jar");
            ui.until("it is refused", () -> status(ui).contains("other.jar"));
            assertThat(ui.designer.overlay().isShowing()).isFalse();
            assertThat(isListed(ui)).isFalse();
            assertThat(copies()).isEmpty();
        }
    }

    @Test
    void whatIsNoJarIsSaidToBeNone() throws Exception {
        Path text = Files.writeString(home.resolve("text.jar"), "no jar");
        try (DesignerUi ui = open()) {
            ui.choices.plan(text);
            ui.act("file.add-jar");
            ui.until("it is refused", () -> status(ui).contains("is no jar"));
            ui.choices.plan(home);
            ui.act("file.add-jar");
            ui.until("it is refused", () -> status(ui).contains("a directory"));
        }
    }

    private static String status(DesignerUi ui) {
        return DesignerUi.onFx(() -> ((StatusBar) ui.scene().lookup("#status")).getText());
    }

    private List<Path> copies() throws IOException {
        Path directory = home.resolve("settings").resolve("jars");
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
