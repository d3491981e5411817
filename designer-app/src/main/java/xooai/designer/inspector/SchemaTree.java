package xooai.designer.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import xooai.designer.shared.Ui;
import xooai.doc.DocSchema;

/// A schema as a tree: every field with its type and its constraints.
public final class SchemaTree {
    private static final double INDENT = 16;

    private final VBox rows = new VBox();

    private SchemaTree() {}

    /// The tree of that schema.
    public static Node of(DocSchema schema) {
        SchemaTree tree = new SchemaTree();
        tree.rows.getStyleClass().add("schema-tree");
        tree.row("", schema, true, 0);
        return tree.rows;
    }

    private void row(String name, DocSchema schema, boolean required, int depth) {
        Label field =
                Ui.label(name.isEmpty() ? schema.typeName() : name, name.isEmpty() ? "schema-root" : "schema-field");
        HBox row = new HBox(field);
        if (!name.isEmpty()) {
            row.getChildren().add(Ui.label(schema.typeName(), "schema-type"));
        }
        if (!required) {
            row.getChildren().add(Ui.label("optional", "schema-note"));
        }
        String rules = rules(schema);
        if (!rules.isEmpty()) {
            row.getChildren().add(Ui.label(rules, "schema-note"));
        }
        row.getStyleClass().add("schema-row");
        row.setPadding(new Insets(0, 0, 0, INDENT * depth));
        rows.getChildren().add(row);
        children(schema, depth + 1);
    }

    private void children(DocSchema schema, int depth) {
        switch (schema) {
            case DocSchema.ObjectSchema object ->
                object.fields().forEach(field -> row(field.name(), field.schema(), field.required(), depth));
            case DocSchema.ListSchema list when isNested(list.element()) -> children(list.element(), depth);
            case DocSchema.MapSchema map when isNested(map.value()) -> children(map.value(), depth);
            case DocSchema.MediaSchema media when depth == 1 -> content(media.name(), depth);
            default -> {}
        }
    }

    private void content(String type, int depth) {
        DocSchema string = new DocSchema.StringSchema(Map.of());
        if (type.equals("Text")) {
            row("text", string, false, depth);
        } else {
            row("bytes", new DocSchema.ContentSchema(), false, depth);
            row("mediaType", string, false, depth);
        }
        row("ref", string, false, depth);
    }

    private static boolean isNested(DocSchema schema) {
        return schema instanceof DocSchema.ObjectSchema
                || schema instanceof DocSchema.ListSchema
                || schema instanceof DocSchema.MapSchema;
    }

    private static String rules(DocSchema schema) {
        Map<String, Object> constraints = switch (schema) {
            case DocSchema.StringSchema string -> string.constraints();
            case DocSchema.IntegerSchema integer -> integer.constraints();
            case DocSchema.NumberSchema number -> number.constraints();
            case DocSchema.ListSchema list -> list.constraints();
            default -> Map.of();
        };
        List<String> rules = new ArrayList<>();
        new TreeMap<>(constraints).forEach((key, value) -> rules.add(rule(key, value)));
        return String.join(", ", rules);
    }

    private static String rule(String key, Object value) {
        return switch (key) {
            case "minimum" -> "≥ " + value;
            case "maximum" -> "≤ " + value;
            case "exclusiveMinimum" -> "> " + value;
            case "exclusiveMaximum" -> "< " + value;
            case "minLength", "minItems" -> "at least " + value + " long";
            case "maxLength", "maxItems" -> "at most " + value + " long";
            default -> key + " " + value;
        };
    }
}
