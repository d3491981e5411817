package xooai.designer.form;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.shared.Ui;
import xooai.doc.DocSchema;

/// The form of a [FormModel]: a field for every place of its schema, with what is wrong under it.
public final class SchemaForm {
    private final FormModel model;
    private final FieldControls controls;
    private final VBox fields = new VBox();
    private final VBox root;
    private final List<Runnable> refreshes = new ArrayList<>();

    /// A form of that model.
    ///
    /// @param chooser where a file is chosen for content
    public SchemaForm(FormModel model, ContentChooser chooser) {
        this.model = model;
        this.controls = new FieldControls(model, chooser);
        this.root = DropZone.around(DropModel.whole(model), fields);
        fields.getStyleClass().add("form");
        rebuild();
        model.listen(change -> {
            if (change == FormModel.Change.WHOLE) {
                rebuild();
            } else {
                refreshes.forEach(Runnable::run);
            }
        });
    }

    /// What is shown.
    public VBox node() {
        return root;
    }

    private void rebuild() {
        refreshes.clear();
        fields.getChildren()
                .setAll(body(model.schema(), List.of(), model.schema().typeName()));
    }

    private Node body(DocSchema schema, List<Object> path, String name) {
        return switch (schema) {
            case DocSchema.ObjectSchema object -> object(object, path);
            case DocSchema.ListSchema list -> list(list, path, name);
            default -> field(schema, path, name);
        };
    }

    private Node object(DocSchema.ObjectSchema object, List<Object> path) {
        VBox fields = new VBox();
        fields.getStyleClass().add("form-fields");
        if (object.fields().isEmpty()) {
            fields.getChildren().add(Ui.label("nothing to set", "hint"));
        }
        for (DocSchema.Field field : object.fields()) {
            fields.getChildren().add(labelled(field, plus(path, field.name())));
        }
        return fields;
    }

    private Node labelled(DocSchema.Field field, List<Object> path) {
        Label name = Ui.label(field.name(), "field-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label type = Ui.label(field.schema().typeName(), "field-type");
        HBox head = new HBox(name, type);
        if (field.required()) {
            head.getChildren().add(1, Ui.label("*", "field-required"));
        }
        head.getStyleClass().add("field-head");
        Node body = body(field.schema(), path, field.name());
        boolean nested =
                field.schema() instanceof DocSchema.ObjectSchema || field.schema() instanceof DocSchema.ListSchema;
        if (nested) {
            body.getStyleClass().add("form-nested");
        }
        VBox box = new VBox(head, body);
        box.getStyleClass().add("field");
        return nested ? withProblem(box, path) : box;
    }

    private Node field(DocSchema schema, List<Object> path, String name) {
        return withProblem(controls.of(schema, path, name), path);
    }

    private Node withProblem(Node control, List<Object> path) {
        Label problem = Ui.wrapped("", "field-problem");
        VBox box = new VBox(control, problem);
        box.getStyleClass().add("field-body");
        Runnable refresh = () -> {
            String text = model.problem(path);
            problem.setText(text == null ? "" : text);
            Ui.show(problem, text != null);
            control.pseudoClassStateChanged(FieldControls.WRONG, text != null);
            if (text != null) {
                control.setAccessibleHelp(text);
            }
        };
        refresh.run();
        refreshes.add(refresh);
        return box;
    }

    private Node list(DocSchema.ListSchema list, List<Object> path, String name) {
        VBox rows = new VBox();
        rows.getStyleClass().add("form-list");
        int size = model.get(path) instanceof List<?> elements ? elements.size() : 0;
        for (int i = 0; i < size; i++) {
            rows.getChildren().add(row(list, path, i, name));
        }
        String what = list.element().typeName();
        var add = Ui.button("Add " + what, () -> model.addElement(path, FormModel.start(list.element())));
        add.setGraphic(xooai.designer.shared.Icons.of(Feather.PLUS));
        add.getStyleClass().addAll("flat", "small");
        rows.getChildren().add(add);
        return rows;
    }

    private Node row(DocSchema.ListSchema list, List<Object> path, int index, String name) {
        Node body = body(list.element(), plus(path, index), name + " " + (index + 1));
        HBox.setHgrow(body, Priority.ALWAYS);
        var remove = Ui.iconButton(
                Feather.X,
                "Remove " + list.element().typeName() + " " + (index + 1),
                () -> model.removeElement(path, index));
        remove.getStyleClass().add("small");
        HBox row = new HBox(Ui.label(Integer.toString(index + 1), "row-number"), body, remove);
        row.getStyleClass().add("form-row");
        return row;
    }

    private static List<Object> plus(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }
}
