package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuBar;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Selection;
import xooai.designer.files.Settings;
import xooai.designer.invoke.Snippet;

/// A person puts actions on other keys.
@Tag("window")
final class ChangedKeysTest {
    @RegisterExtension
    final StyleWarnings styles = new StyleWarnings();

    @TempDir
    Path home;

    private DesignerUi open() {
        return DesignerUi.open(home.resolve("settings"));
    }

    /// Opens the card from the sheet of keys, and has the action of that name wait for a key.
    private static void change(DesignerUi ui, String id, String title) {
        ui.run(() -> ui.designer.canvas().requestFocus());
        ui.key(KeyCode.SHIFT, KeyCode.SLASH);
        ui.click("#change-keys");
        ui.run(() -> ((TextField) ui.find("#keys-search")).setText(title));
        ui.run(() -> ((Button) ui.find("#key-of-" + id.replace('.', '-'))).fire());
    }

    private static String key(DesignerUi ui, String id) {
        return DesignerUi.onFx(() -> ui.designer.actions().registry().get(id).keyText());
    }

    private static void leave(DesignerUi ui) {
        ui.key(KeyCode.ESCAPE);
        assertThat(ui.designer.overlay().isShowing()).isFalse();
        ui.run(() -> ui.designer.canvas().requestFocus());
    }

    @Test
    void anActionIsPutOnAnotherKeyWhichStaysItsKeyAtTheNextStart() {
        try (DesignerUi ui = open()) {
            change(ui, "edit.add", "Add a node");
            ui.key(KeyCode.U);
            assertThat(key(ui, "edit.add")).isEqualTo("U");
            leave(ui);

            ui.key(KeyCode.A);
            assertThat(ui.designer.overlay().isShowing())
                    .as("the former key does nothing, also on the canvas")
                    .isFalse();
            ui.key(KeyCode.U);
            ui.find("#search-field");
            ui.key(KeyCode.ESCAPE);
        }
        try (DesignerUi again = open()) {
            again.run(() -> again.designer.canvas().requestFocus());
            again.key(KeyCode.U);
            again.find("#search-field");
        }
    }

    @Test
    void aChosenKeyIsKeptAlsoWhenTheWindowIsKilled() {
        try (DesignerUi ui = open()) {
            change(ui, "edit.add", "Add a node");
            ui.key(KeyCode.U);
            ui.until(
                    "it is written while the window goes on",
                    () -> Settings.in(home.resolve("settings"))
                            .texts("keys")
                            .toString()
                            .contains("edit.add"));
        }
    }

    @Test
    void aKeyThatAnotherActionHasIsTakenOnlyWhenThatIsSaidAgain() {
        try (DesignerUi ui = open()) {
            change(ui, "edit.tidy", "Tidy");
            ui.key(KeyCode.CONTROL, KeyCode.D);
            assertThat(said(ui)).contains("Ctrl+D is the key of “Duplicate”");
            assertThat(key(ui, "edit.tidy")).isEqualTo("Alt+Shift+T");
            ui.key(KeyCode.CONTROL, KeyCode.D);
            assertThat(key(ui, "edit.tidy")).isEqualTo("Ctrl+D");
            assertThat(key(ui, "edit.duplicate")).isEmpty();

            ui.run(() -> ((Button) ui.find("#keys-reset-all")).fire());
            assertThat(key(ui, "edit.tidy")).isEqualTo("Alt+Shift+T");
            assertThat(key(ui, "edit.duplicate")).isEqualTo("Ctrl+D");
        }
    }

    @Test
    void keysThatTheCanvasNeedsAreRefusedWithTheReason() {
        try (DesignerUi ui = open()) {
            change(ui, "edit.tidy", "Tidy");
            ui.key(KeyCode.LEFT);
            assertThat(said(ui)).contains("the arrows walk among the nodes");
            ui.key(KeyCode.ESCAPE);
            assertThat(key(ui, "edit.tidy")).isEqualTo("Alt+Shift+T");
            assertThat(ui.designer.overlay().isShowing()).isTrue();
            leave(ui);
        }
    }

    @Test
    void aKeyIsTakenAwayAndGivenBack() {
        try (DesignerUi ui = open()) {
            change(ui, "edit.select-all", "Select all");
            ui.key(KeyCode.BACK_SPACE);
            assertThat(key(ui, "edit.select-all")).isEmpty();
            ui.run(() -> ((Button) ui.find("#key-reset-edit-select-all")).fire());
            assertThat(key(ui, "edit.select-all")).isEqualTo("Ctrl+A");
            leave(ui);
            ui.run(() -> ui.designer.models().design.select(Selection.NONE));
            ui.key(KeyCode.CONTROL, KeyCode.A);
            assertThat(ui.designer.models().design.selection().nodes()).hasSize(3);
        }
    }

    @Test
    void menuToolbarAndSearchOfActionsSayTheChosenKey() {
        try (DesignerUi ui = open()) {
            change(ui, "file.save", "Save");
            ui.key(KeyCode.F7);
            leave(ui);
            Button save = (Button) ui.find("#toolbar-file-save");
            ui.move(ui.middle(save));
            assertThat(DesignerUi.onFx(() -> save.getTooltip().getText())).isEqualTo("Save  F7");
            ui.key(KeyCode.CONTROL, KeyCode.K);
            ui.run(() -> ((TextField) ui.find("#search-field")).setText("Save"));
            List<String> keys = DesignerUi.onFx(() -> ui.scene().getRoot().lookupAll(".search-key").stream()
                    .map(label -> ((javafx.scene.control.Label) label).getText())
                    .toList());
            assertThat(keys).contains("F7");
        }
    }

    @Test
    void menusShowLettersThatActAloneAndAreNoneWhileSomethingIsTyped() {
        try (DesignerUi ui = open()) {
            assertThat(shown(ui, "edit.add")).isEqualTo("A");
            ui.run(() -> ((TextField) ui.find("#palette-search")).requestFocus());
            ui.key(KeyCode.A);
            assertThat(ui.designer.overlay().isShowing()).isFalse();
            change(ui, "edit.add", "Add a node");
            ui.key(KeyCode.U);
            leave(ui);
            assertThat(shown(ui, "edit.add")).isEqualTo("U");
        }
    }

    @Test
    void anEmptyCanvasSaysTheKeyThatAddsANode() {
        try (DesignerUi ui = open()) {
            ui.act("file.new");
            assertThat(title(ui)).isEqualTo("Drag an executor here, or press A");
            change(ui, "edit.add", "Add a node");
            ui.key(KeyCode.U);
            assertThat(title(ui)).isEqualTo("Drag an executor here, or press U");
            ui.run(() -> ui.designer.actions().registry().setKey("edit.add", null));
            assertThat(title(ui)).isEqualTo("Drag an executor here");
        }
    }

    private static String title(DesignerUi ui) {
        return DesignerUi.onFx(() -> ((Labeled) ui.designer.canvas().lookup(".canvas-empty-title")).getText());
    }

    /// The key that the menu shows beside that action.
    private static String shown(DesignerUi ui, String id) {
        return DesignerUi.onFx(() -> ((MenuBar) ui.find("MenuBar"))
                .getMenus().stream()
                        .flatMap(menu -> menu.getItems().stream())
                        .filter(item -> id.equals(item.getId()))
                        .map(item -> item.getAccelerator().getDisplayText())
                        .findFirst()
                        .orElseThrow());
    }

    private static String said(DesignerUi ui) {
        return ((javafx.scene.control.Label) ui.find("#keys-card .field-problem")).getText();
    }

    @Test
    void aSearchWithoutBookmarksNamesTheKeysThatRememberViewsNow() {
        try (DesignerUi ui = open()) {
            ui.act("bookmark.set-1");
            assertThat(nothingFound(ui)).contains("Shift+1 to Shift+9 remember views");

            ui.run(() -> ui.designer.actions().registry().setKey("bookmark.set-1", KeyCombination.valueOf("Alt+1")));
            assertThat(nothingFound(ui)).contains("Alt+1, Shift+2,").doesNotContain("Shift+1 ");
            ui.run(() -> {
                for (int key = 1; key <= 9; key++) {
                    ui.designer.actions().registry().setKey("bookmark.set-" + key, null);
                }
            });
            assertThat(nothingFound(ui)).contains("No such view").doesNotContain("Shift");
        }
    }

    /// What the search for a bookmark says when it finds none.
    private static String nothingFound(DesignerUi ui) {
        ui.act("bookmark.list");
        ui.run(() -> ((TextField) ui.find("#search-field")).setText("no such bookmark"));
        String said = DesignerUi.onFx(() -> ui.scene().getRoot().lookupAll(".label").stream()
                .map(label -> String.valueOf(((Labeled) label).getText()))
                .collect(Collectors.joining("\n")));
        ui.key(KeyCode.ESCAPE);
        return said;
    }

    @Test
    void theCallOfTheSelectedNodeIsCopiedByActionsThatAreFoundByName() {
        try (DesignerUi ui = open()) {
            for (String id : List.of("flow.copy-call-command", "flow.copy-call-java", "flow.copy-call-python")) {
                ui.run(() -> ui.designer.models().design.select(Selection.NONE));
                assertThat(isEnabled(ui, id)).as(id + " with nothing selected").isFalse();
                ui.run(() -> ui.designer.models().design.select(Selection.of("e1")));
                assertThat(isEnabled(ui, id)).as(id).isTrue();
                ui.run(() -> Clipboard.getSystemClipboard().clear());
                ui.act(id);
                String wanted =
                        DesignerUi.onFx(() -> ui.designer.models().invoke.code(language(id)));
                assertThat(DesignerUi.onFx(() -> Clipboard.getSystemClipboard().getString()))
                        .isEqualTo(wanted)
                        .contains("127.0.0.1");
            }
            ui.key(KeyCode.CONTROL, KeyCode.K);
            ui.run(() -> ((TextField) ui.find("#search-field")).setText("copy the call"));
            String found = DesignerUi.onFx(() -> ui.scene().getRoot().lookupAll(".label").stream()
                    .map(label -> String.valueOf(((Labeled) label).getText()))
                    .collect(Collectors.joining("\n")));
            assertThat(found)
                    .contains("Copy the call as a command line", "Copy the call as Java", "Copy the call as Python");
        }
    }

    private static boolean isEnabled(DesignerUi ui, String id) {
        return DesignerUi.onFx(
                () -> ui.designer.actions().registry().get(id).enabled().get());
    }

    private static Snippet language(String id) {
        return id.endsWith("java") ? Snippet.JAVA : id.endsWith("python") ? Snippet.PYTHON : Snippet.SHELL;
    }
}
