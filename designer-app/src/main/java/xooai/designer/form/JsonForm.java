package xooai.designer.form;

import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import xooai.designer.shared.Ui;

/// A form and the JSON of the same value, one beside the other by a switch; each follows the other.
public final class JsonForm {
    private final FormModel model;
    private final TextArea json;
    private final Label problem = Ui.wrapped("", "field-problem");
    private final VBox root = new VBox();
    private final ToggleButton asForm = new ToggleButton("Form");
    private final ToggleButton asJson = new ToggleButton("JSON");
    private boolean writing;

    /// Both views of that model.
    ///
    /// @param title what the value is, said before the switch
    public JsonForm(FormModel model, ContentChooser chooser, String title) {
        this.model = model;
        this.json = Ui.code(title + " as JSON");
        SchemaForm form = new SchemaForm(model, chooser);
        ScrollPane scroll = new ScrollPane(form.node());
        scroll.setFitToWidth(true);
        scroll.setAccessibleText(title);
        scroll.getStyleClass().add("form-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox.setVgrow(json, Priority.ALWAYS);
        HBox head = new HBox(Ui.label(title, "section-title"), Ui.spring(), switches(scroll));
        head.getStyleClass().add("section-head");
        root.getChildren().addAll(head, scroll, json, problem);
        root.getStyleClass().add("json-form");
        json.setText(model.text());
        json.textProperty().subscribe((_, text) -> typed(text));
        model.listen(_ -> follow());
        showProblem();
    }

    private SegmentedButton switches(ScrollPane scroll) {
        SegmentedButton segments = new SegmentedButton(asForm, asJson);
        segments.setAccessibleText("Form or JSON");
        ToggleGroup group = new ToggleGroup();
        segments.setToggleGroup(group);
        asForm.setToggleGroup(group);
        asJson.setToggleGroup(group);
        asForm.setAccessibleText("Show as form");
        asJson.setAccessibleText("Show as JSON");
        asForm.getStyleClass().add("small");
        asJson.getStyleClass().add("small");
        asForm.setSelected(true);
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null && before != null) {
                group.selectToggle(before);
            }
            Ui.show(scroll, asForm.isSelected());
            Ui.show(json, asJson.isSelected());
        });
        Ui.show(json, false);
        return segments;
    }

    /// What is shown.
    public VBox node() {
        return root;
    }

    /// Shows the JSON view.
    public void showJson() {
        asJson.setSelected(true);
    }

    /// Shows the form.
    public void showForm() {
        asForm.setSelected(true);
    }

    private void typed(String text) {
        if (!writing) {
            writing = true;
            model.setText(text);
            writing = false;
            showProblem();
        }
    }

    private void follow() {
        if (!writing) {
            writing = true;
            json.setText(model.text());
            writing = false;
        }
        showProblem();
    }

    private void showProblem() {
        String text = asJson.isSelected() ? model.firstProblem() : model.textProblem();
        problem.setText(text == null ? "" : text);
        Ui.show(problem, text != null);
    }
}
