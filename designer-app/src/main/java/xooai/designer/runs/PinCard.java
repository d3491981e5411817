package xooai.designer.runs;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.designer.form.ContentChooser;
import xooai.designer.form.FormModel;
import xooai.designer.form.JsonForm;
import xooai.designer.shared.Overlay;
import xooai.designer.shared.Ui;
import xooai.doc.Doc;
import xooai.doc.DocSchema;
import xooai.doc.XooaiException;

/// What is pinned to a node, as a form and as JSON, checked against the schema of what the node gives while it is
/// typed. Nothing is pinned that does not fit.
public final class PinCard {
    private final FormModel form;
    private final Overlay overlay;
    private final Label problem = Ui.wrapped("", "field-problem");
    private final Button pin = Ui.button("Pin", this::pin);
    private final HBox buttons = new HBox();
    private final VBox card = new VBox();
    private Function<List<?>, @Nullable String> onPin = _ -> null;

    /// A card for that node.
    ///
    /// @param schema of each doc that the node gives
    /// @param docs to begin with, as they stand in a file
    public PinCard(String node, DocSchema schema, List<?> docs, ContentChooser contents, Overlay overlay) {
        this.overlay = overlay;
        this.form = new FormModel(new DocSchema.ListSchema(schema, Map.of()), docs);
        JsonForm both = new JsonForm(form, contents, "Docs");
        both.showJson();
        VBox.setVgrow(both.node(), Priority.ALWAYS);
        Label title = Ui.label("What " + node + " gives", "card-title");
        Label hint = Ui.wrapped(
                "While this is pinned, runs here take it instead of calling " + node
                        + ". A flow that is served or exported calls it.",
                "hint");
        pin.setId("pin-save");
        pin.getStyleClass().add("accent");
        problem.setId("pin-problem");
        Button cancel = Ui.button("Cancel", overlay::hide);
        cancel.setId("pin-cancel");
        buttons.getChildren().addAll(Ui.spring(), cancel, pin);
        buttons.getStyleClass().add("card-buttons");
        card.getChildren().addAll(title, hint, both.node(), problem, buttons);
        card.getStyleClass().add("card-body");
        card.setId("pin-card");
        card.setPrefSize(620, 520);
        form.listen(_ -> check());
        check();
    }

    /// Does that with the docs that a person pinned; it says why they cannot be, or null.
    public PinCard onPin(Function<List<?>, @Nullable String> action) {
        onPin = action;
        return this;
    }

    /// Does that when a person takes the pin away; null where there is none.
    public PinCard onUnpin(@Nullable Runnable action) {
        if (action != null) {
            Button unpin = Ui.button("Take the pin away", () -> {
                overlay.hide();
                action.run();
            });
            unpin.setId("pin-remove");
            buttons.getChildren().addFirst(unpin);
        }
        return this;
    }

    /// Shows it over the window.
    public void show() {
        overlay.show(card, () -> {});
        card.lookupAll(".code").stream().findFirst().ifPresent(javafx.scene.Node::requestFocus);
    }

    /// The docs as they are now, and what is wrong with them.
    FormModel form() {
        return form;
    }

    private void check() {
        say(form.textProblem() == null ? wrong() : null);
        pin.setDisable(!form.isValid() || wrong() != null);
    }

    private void say(@Nullable String what) {
        problem.setText(what == null ? "" : what);
        Ui.show(problem, what != null);
    }

    /// What the reader of docs says to them, beyond the schema; null when nothing.
    private @Nullable String wrong() {
        if (!form.isValid()) {
            return null; // It is said beside its place.
        }
        if (!(form.value() instanceof List<?> docs)) {
            return "A pin is a list of docs: begin with [";
        }
        try {
            Codec.JSON.readDocs(Codec.JSON.writeValue(docs), Doc.class, Limits.DEFAULT);
            return null;
        } catch (XooaiException e) {
            return e.error().message();
        }
    }

    private void pin() {
        if (form.value() instanceof List<?> docs && form.isValid()) {
            String refusal = onPin.apply(docs);
            if (refusal == null) {
                overlay.hide();
            } else {
                say(refusal);
            }
        }
    }
}
