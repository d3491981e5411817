package xooai.designer.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
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
            case DocSchema.MediaSchema media when media.name().equals("Text") -> words(path, name);
            case DocSchema.MediaSchema media -> content(media.name(), path, name);
            case DocSchema.ContentSchema _ -> content("Content", path, name);
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

    private Node words(List<Object> path, String name) {
        Object now = model.get(path);
        if (now instanceof Map<?, ?> map && map.containsKey("ref")) {
            return content("Text", path, name);
        }
        String text = now instanceof Map<?, ?> map && map.get("text") instanceof String there ? there : "";
        TextArea area = new TextArea(text);
        area.setWrapText(true);
        area.setPrefRowCount(Math.clamp(text.lines().count() + (text.length() / 60), 1, 8));
        area.setPromptText("Text");
        return edited(area, name, typed -> model.set(plus(path, "text"), typed));
    }

    private Node content(String type, List<Object> path, String name) {
        Map<String, @Nullable Object> there = new LinkedHashMap<>();
        if (model.get(path) instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> there.put(String.valueOf(key), entry));
        }
        TextField field = new TextField(there.get("ref") instanceof String ref ? ref : "");
        boolean inline = there.get("bytes") != null;
        field.setPromptText(inline ? "content in the document" : "file or address");
        HBox.setHgrow(field, Priority.ALWAYS);
        Node input = edited(
                field, name + ", " + type, typed -> model.set(path, typed.isBlank() ? null : Map.of("ref", typed)));
        HBox row = new HBox(input, Ui.button("Choose…", () -> {
            String chosen = chooser.choose(type);
            if (chosen != null) {
                field.setText(chosen);
            }
        }));
        row.getStyleClass().add("content-field");
        return row;
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
