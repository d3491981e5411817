package xooai.designer.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.shared.JsonText;
import xooai.designer.shared.Ui;
import xooai.doc.DocSchema;
import xooai.doc.XooaiException;

/// The control of one place of a form, by its schema.
final class FieldControls {
    static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final FormModel model;
    private final ContentChooser chooser;

    FieldControls(FormModel model, ContentChooser chooser) {
        this.model = model;
        this.chooser = chooser;
    }

    Node of(DocSchema schema, List<Object> path, String name) {
        return switch (schema) {
            case DocSchema.StringSchema _ -> text(path, name, "");
            case DocSchema.TimeSchema _ -> text(path, name, "2026-01-31T12:00:00Z");
            case DocSchema.IntegerSchema integer -> number(path, name, true, hint(integer.constraints()));
            case DocSchema.NumberSchema number -> number(path, name, false, hint(number.constraints()));
            case DocSchema.BooleanSchema _ -> check(path, name);
            case DocSchema.EnumSchema names -> choice(names, path, name);
            case DocSchema.MediaSchema _, DocSchema.ContentSchema _ -> content(schema, path, name);
            case DocSchema.AnySchema _ ->
                DropZone.around(DropModel.ofAny(model, new ContentPlace(path, ContentKind.MEDIA)), json(path, name));
            default -> json(path, name);
        };
    }

    private static String hint(Map<String, Object> constraints) {
        Object least = constraints.getOrDefault("minimum", constraints.get("exclusiveMinimum"));
        Object most = constraints.getOrDefault("maximum", constraints.get("exclusiveMaximum"));
        if (least != null && most != null) {
            return least + " to " + most;
        }
        return least != null ? "from " + least : most != null ? "to " + most : "";
    }

    private Node text(List<Object> path, String name, String prompt) {
        TextField field = new TextField(model.get(path) instanceof String text ? text : "");
        field.setPromptText(prompt);
        return edited(field, name, typed -> model.set(path, typed.isEmpty() ? null : typed));
    }

    private Node number(List<Object> path, String name, boolean whole, String prompt) {
        Object now = model.get(path);
        TextField field = new TextField(now == null ? "" : now.toString());
        field.setPromptText(prompt);
        return edited(field, name, typed -> readNumber(path, typed.strip(), whole));
    }

    private void readNumber(List<Object> path, String typed, boolean whole) {
        if (typed.isEmpty() || typed.startsWith("${env:")) {
            model.set(path, typed.isEmpty() ? null : typed);
            return;
        }
        try {
            BigDecimal number = new BigDecimal(typed);
            if (whole) {
                model.set(path, number.longValueExact());
            } else {
                model.set(path, number.doubleValue());
            }
        } catch (NumberFormatException | ArithmeticException _) {
            model.refuse(path, whole ? "is a whole number" : "is a number");
        }
    }

    private Node check(List<Object> path, String name) {
        CheckBox box = new CheckBox(name);
        box.setSelected(Boolean.TRUE.equals(model.get(path)));
        box.setAccessibleText(name);
        box.selectedProperty().subscribe((_, now) -> model.set(path, now));
        return box;
    }

    private Node choice(DocSchema.EnumSchema names, List<Object> path, String name) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().setAll(names.names());
        box.setValue(model.get(path) instanceof String text ? text : null);
        box.setAccessibleText(name);
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty().subscribe((_, now) -> model.set(path, now));
        return box;
    }

    private Node content(DocSchema schema, List<Object> path, String name) {
        ContentKind kind = ContentKind.of(schema);
        if (kind == null) {
            return json(path, name);
        }
        ContentPlace place = new ContentPlace(path, kind);
        boolean elsewhere =
                model.get(path) instanceof Map<?, ?> map && (map.containsKey("ref") || map.containsKey("bytes"));
        return kind == ContentKind.TEXT && !elsewhere
                ? words(place, name)
                : new ContentField(model, place, name).node(chooser);
    }

    /// A text to be typed, in whose stead a file may be dropped or chosen.
    private Node words(ContentPlace place, String name) {
        List<Object> path = place.path();
        String text = model.get(path) instanceof Map<?, ?> map && map.get("text") instanceof String there ? there : "";
        TextArea area = new TextArea(text);
        area.setWrapText(true);
        area.setPrefRowCount(Math.clamp(text.lines().count() + (text.length() / 60), 1, 8));
        area.setPromptText("Text, or drop a file here");
        Node typed = edited(area, name, now -> model.set(plus(path, "text"), now));
        HBox.setHgrow(typed, Priority.ALWAYS);
        DropModel drop = DropModel.at(model, place);
        Button choose = Ui.iconButton(
                Feather.FILE_TEXT,
                "Choose a text file for " + name,
                () -> ContentField.choose(chooser, place.kind(), drop));
        choose.getStyleClass().add("small");
        HBox row = new HBox(typed, choose);
        row.getStyleClass().add("words-field");
        return DropZone.around(drop, row);
    }

    private Node json(List<Object> path, String name) {
        Object now = model.get(path);
        TextArea area = Ui.code(name + " as JSON");
        String text = now == null ? "" : JsonText.pretty(now);
        area.setText(text);
        area.setPrefRowCount(Math.clamp(text.lines().count(), 2, 10));
        area.setPromptText("JSON");
        return edited(area, name + " as JSON", typed -> readJson(path, typed));
    }

    private void readJson(List<Object> path, String typed) {
        if (typed.isBlank()) {
            model.set(path, null);
            return;
        }
        try {
            model.set(path, JsonText.parse(typed));
        } catch (XooaiException e) {
            model.refuse(path, e.error().message());
        }
    }

    private static Node edited(TextInputControl field, String name, java.util.function.Consumer<String> typed) {
        field.setAccessibleText(name);
        field.textProperty().subscribe((_, now) -> typed.accept(now));
        return field;
    }

    private static List<Object> plus(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }
}
