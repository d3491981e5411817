package xooai.designer.stores;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.Ui;
import xooai.doc.XooaiException;

/// The fields that add a store or change one, with what is wrong with what was typed.
final class StoreForm {
    private final StoresModel model;
    private final TextField name = new TextField();
    private final TextField address = new TextField();
    private final Button take = Ui.button("Add", this::take);
    private final Button cancel = Ui.button("Cancel", this::reset);
    private final Label problem = Ui.wrapped("", "field-problem");
    private final VBox root = new VBox();
    private @Nullable NamedStore edited;

    StoreForm(StoresModel model) {
        this.model = model;
        name.setPromptText("Name");
        name.setAccessibleText("Name of the store");
        name.setId("store-name");
        name.setPrefColumnCount(9);
        name.setMinWidth(110);
        name.setOnAction(_ -> take());
        address.setPromptText("/mnt/media  or  s3://bucket?endpoint=https://host");
        address.setAccessibleText("Address of the store");
        address.setId("store-address");
        address.setOnAction(_ -> take());
        HBox.setHgrow(address, Priority.ALWAYS);
        take.setId("store-take");
        HBox row = new HBox(name, address, cancel, take);
        row.getStyleClass().add("content-field");
        root.getChildren()
                .addAll(
                        row,
                        problem,
                        Ui.wrapped(
                                "Keys are never kept here: they are read from AWS_ACCESS_KEY_ID and"
                                    + " AWS_SECRET_ACCESS_KEY, or from ~/.aws/credentials; ?profile=NAME says which.",
                                "hint"));
        root.getStyleClass().add("store-form");
        Ui.show(problem, false);
        reset();
    }

    VBox node() {
        return root;
    }

    /// Puts a store into the fields, to be changed.
    void edit(NamedStore store) {
        edited = store;
        name.setText(store.name());
        address.setText(store.address());
        take.setText("Change");
        take.setAccessibleText("Change");
        Ui.show(cancel, true);
        fail(null);
        address.requestFocus();
    }

    private void reset() {
        edited = null;
        name.clear();
        address.clear();
        take.setText("Add");
        take.setAccessibleText("Add");
        Ui.show(cancel, false);
        fail(null);
    }

    private void take() {
        NamedStore before = edited;
        boolean done = trying(() -> {
            if (before == null || !model.stores().contains(before)) {
                model.add(name.getText(), address.getText());
            } else {
                model.replace(before, name.getText(), address.getText());
            }
        });
        if (done) {
            reset();
        }
    }

    /// Does that, or says why it is not possible.
    boolean trying(Runnable change) {
        try {
            change.run();
            fail(null);
            return true;
        } catch (XooaiException e) {
            fail(e.error().message());
            return false;
        }
    }

    private void fail(@Nullable String why) {
        problem.setText(why == null ? "" : why);
        Ui.show(problem, why != null);
    }
}
