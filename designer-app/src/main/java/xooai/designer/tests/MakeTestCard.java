package xooai.designer.tests;

import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.codec.Response;
import xooai.designer.shared.Overlay;
import xooai.designer.shared.Ui;
import xooai.flow.TestCase.Tolerance;

/// Asks how a run becomes a test: under which name, how near numbers have to be, and what is not compared.
public final class MakeTestCard {
    private final TestsModel model;
    private final Overlay overlay;
    private final List<?> docs;
    private final boolean own;
    private final Response response;
    private final TextField name = new TextField();
    private final TextField near = new TextField("1e-6");
    private final TextField ignored = new TextField();
    private final Label problem = Ui.wrapped("", "field-problem");

    /// A card for a run of those docs with that answer.
    ///
    /// @param own whether a person has typed and chosen the docs here
    public MakeTestCard(TestsModel model, Overlay overlay, List<?> docs, boolean own, Response response) {
        this.model = model;
        this.overlay = overlay;
        this.docs = docs;
        this.own = own;
        this.response = response;
    }

    /// Shows it.
    public void show() {
        name.setText(model.freeName());
        name.setId("test-name");
        near.setId("test-tolerance");
        ignored.setId("test-ignored");
        ignored.setPromptText("[*].took, [0].id");
        Button close = Ui.iconButton(Feather.X, "Close", overlay::hide);
        HBox head = new HBox(Ui.label("Make this a test", "card-title"), Ui.spring(), close);
        head.getStyleClass().add("card-head");
        Button make = Ui.button("Make the test", this::make);
        make.setId("test-make");
        make.getStyleClass().add("accent");
        make.setDefaultButton(true);
        HBox buttons = new HBox(Ui.spring(), Ui.button("Cancel", overlay::hide), make);
        buttons.getStyleClass().add("card-buttons");
        Ui.show(problem, false);
        VBox body = new VBox(
                Ui.wrapped(said(), "card-text"),
                labelled("Name", name, "What the test is called here and by xooai test"),
                labelled("Numbers may differ by this part of themselves", near, "A number from 0; 0 for not at all"),
                labelled("Paths that are not compared", ignored, "Apart by commas; * stands for any one place"),
                problem,
                buttons);
        body.getStyleClass().add("export-body");
        VBox card = new VBox(head, body);
        card.getStyleClass().add("card-body");
        card.setId("make-test-card");
        card.setPrefWidth(480);
        overlay.show(card, () -> {});
        name.requestFocus();
        name.selectAll();
    }

    private String said() {
        String in = docs.size() == 1 ? "this 1 doc goes in" : "these " + docs.size() + " docs go in";
        String out = response.error() == null
                ? (response.docs().size() == 1
                        ? "the same 1 doc comes out"
                        : "the same " + response.docs().size() + " docs come out")
                : "it fails with " + response.error().code();
        return "From now on the flow is right when " + in + " and " + out + ". The test is kept in the flow's file;"
                + " F9 runs all of them here, and `xooai test` anywhere.";
    }

    private static Node labelled(String text, TextField field, String accessible) {
        field.setAccessibleText(text + ". " + accessible);
        VBox box = new VBox(Ui.label(text, "field-name"), field);
        box.getStyleClass().add("field");
        return box;
    }

    private void make() {
        Tolerance tolerance = tolerance(near.getText().strip());
        if (name.getText().isBlank()) {
            refuse("Give the test a name.", name);
        } else if (tolerance == null) {
            refuse("`" + near.getText() + "` is no number from 0, such as 1e-6.", near);
        } else {
            overlay.hide();
            model.make(name.getText().strip(), docs, own, response, tolerance, paths());
        }
    }

    private void refuse(String why, TextField field) {
        problem.setText(why);
        Ui.show(problem, true);
        field.requestFocus();
    }

    private List<String> paths() {
        return Arrays.stream(ignored.getText().split(","))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .toList();
    }

    private static @Nullable Tolerance tolerance(String text) {
        try {
            return new Tolerance(0, text.isEmpty() ? 0 : Double.parseDouble(text));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
