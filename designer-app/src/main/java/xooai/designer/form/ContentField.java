package xooai.designer.form;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.shared.ContentFacts;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Ui;
import xooai.designer.shared.Work;
import xooai.doc.Content;

/// The field for content: its file or address, what is known of it, and the buttons that choose another and take it
/// away. A file may be dropped on it.
final class ContentField {
    private final FormModel model;
    private final ContentPlace place;
    private final DropModel drop;
    private final TextField address = new TextField();
    private final Label name = Ui.label("", "content-name");
    private final Label detail = Ui.label("", "hint");
    private final HBox chosen = new HBox();
    private @Nullable String shown;

    /// @param field what the field is called
    ContentField(FormModel model, ContentPlace place, String field) {
        this.model = model;
        this.place = place;
        this.drop = DropModel.at(model, place);
        address.setAccessibleText(field + ", " + place.kind().type());
        HBox.setHgrow(address, Priority.ALWAYS);
        Button remove = Ui.iconButton(Feather.X, "Remove the content of " + field, this::remove);
        remove.getStyleClass().add("small");
        VBox facts = new VBox(name, detail);
        facts.setMinWidth(0);
        name.setMinWidth(0);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        HBox.setHgrow(facts, Priority.ALWAYS);
        chosen.getChildren().addAll(Icons.of(icon(), "dim"), facts, remove);
        chosen.getStyleClass().add("content-chosen");
    }

    private Feather icon() {
        return switch (place.kind()) {
            case IMAGE -> Feather.IMAGE;
            case AUDIO -> Feather.MUSIC;
            case VIDEO -> Feather.FILM;
            case TEXT -> Feather.FILE_TEXT;
            case CONTENT, MEDIA -> Feather.FILE;
        };
    }

    Node node(ContentChooser chooser) {
        Map<String, @Nullable Object> there = there();
        address.setText(there.get("ref") instanceof String ref ? ref : "");
        address.setPromptText(
                there.get("bytes") == null ? "Drop " + place.kind().words() + " here, or write an address" : "");
        address.textProperty().subscribe((_, typed) -> typed(typed));
        Button choose = Ui.button("Choose…", () -> choose(chooser, place.kind(), drop));
        HBox row = new HBox(address, choose);
        row.getStyleClass().add("content-field");
        VBox box = new VBox(row, chosen);
        box.getStyleClass().add("content-box");
        tell();
        return DropZone.around(drop, box);
    }

    /// Asks for a file and puts it there, as if it had been dropped.
    static void choose(ContentChooser chooser, ContentKind kind, DropModel into) {
        String file = chooser.choose(kind.type());
        if (file != null) {
            into.drop(List.of(Path.of(file)));
        }
    }

    private Map<String, @Nullable Object> there() {
        Map<String, @Nullable Object> there = new LinkedHashMap<>();
        if (model.get(place.path()) instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> there.put(String.valueOf(key), entry));
        }
        return there;
    }

    private void typed(String text) {
        model.set(place.path(), text.isBlank() ? null : Map.of("ref", text));
        tell();
    }

    private void remove() {
        model.put(place.path(), place.kind() == ContentKind.TEXT ? Map.of("text", "") : null);
    }

    /// Says what is known of what is there. The disk is asked off the FX thread.
    private void tell() {
        Map<String, @Nullable Object> there = there();
        String type = there.get("mediaType") instanceof String text ? text : null;
        String ref = there.get("ref") instanceof String text && !text.isBlank() ? text : null;
        shown = ref;
        Ui.show(chosen, ref != null || there.get("bytes") != null);
        if (ref == null) {
            say("In the document", inDocument(type, there.get("bytes")));
            return;
        }
        say("", "");
        Work.start("look at " + ref, _ -> Known.of(Content.at(ref, null, -1, type)), outcome -> {
            if (outcome instanceof Outcome.Done<Known> done && Objects.equals(shown, ref)) {
                say(done.value().name(), done.value().detail());
            }
        });
    }

    private void say(String what, String more) {
        name.setText(what);
        detail.setText(more);
    }

    private static String inDocument(@Nullable String type, @Nullable Object bytes) {
        long size = bytes instanceof String base64 ? base64.length() / 4 * 3L : -1;
        return new ContentFacts("", size, type, null).detail();
    }

    /// What is said of content once the disk was asked.
    private record Known(String name, String detail) {
        static Known of(Content content) {
            ContentFacts facts = ContentFacts.of(content);
            Path file = facts.file();
            return new Known(
                    facts.name(),
                    file == null || Files.isRegularFile(file) ? facts.detail() : "There is no such file.");
        }
    }
}
