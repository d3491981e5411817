package xooai.designer.invoke;

import java.time.Duration;
import java.util.function.BiFunction;
import javafx.scene.Node;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.shared.ContentFacts;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Ui;
import xooai.designer.shared.Work;
import xooai.doc.Content;

/// Where content is shown once it is looked at, off the FX thread: what becomes of it, why that is not possible, or,
/// where it is too large to be read unasked, what is known of it and buttons that do it nevertheless.
///
/// @param <T> what is shown
final class MediaPlace<T> {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Content content;
    private final Feather icon;
    private final Preview.Reader<T> reader;
    private final BiFunction<T, ContentFacts, Node> view;
    private final StackPane place = new StackPane();

    private MediaPlace(
            Content content, Feather icon, Preview.Reader<T> reader, BiFunction<T, ContentFacts, Node> view) {
        this.content = content;
        this.icon = icon;
        this.reader = reader;
        this.view = view;
        place.getStyleClass().add("media-place");
    }

    /// @param icon what stands for such content while it is not shown itself
    static <T> Node of(
            Content content, Feather icon, Preview.Reader<T> reader, BiFunction<T, ContentFacts, Node> view) {
        MediaPlace<T> made = new MediaPlace<>(content, icon, reader, view);
        made.load(false);
        return made.place;
    }

    private void load(boolean anyway) {
        ProgressIndicator busy = new ProgressIndicator();
        busy.setAccessibleText("Fetching");
        busy.getStyleClass().add("tiny");
        HBox waiting = new HBox(busy, Ui.label("Fetching " + content, "hint"));
        waiting.getStyleClass().add("section-head");
        place.getChildren().setAll(waiting);
        Work<Preview<T>> work = Work.start(
                "look at content",
                PATIENCE,
                _ -> Preview.of(content, anyway, reader),
                outcome -> place.getChildren().setAll(ended(outcome)));
        if (anyway) {
            waiting.getChildren().addAll(Ui.spring(), small("Stop", work::cancel));
        }
    }

    private Node ended(Outcome<Preview<T>> outcome) {
        return switch (outcome) {
            case Outcome.Done<Preview<T>> done -> shown(done.value());
            case Outcome.Failed<Preview<T>> failed -> PartViews.error(failed.error());
            case Outcome.Cancelled<Preview<T>> _ ->
                new HBox(Ui.label("not fetched", "hint"), Ui.spring(), small("Load", () -> load(true)));
        };
    }

    private Node shown(Preview<T> found) {
        return switch (found) {
            case Preview.Shown<T> shown -> view.apply(shown.value(), shown.facts());
            case Preview.TooLarge<T> large -> tooLarge(large.facts());
        };
    }

    private Node tooLarge(ContentFacts facts) {
        HBox head = new HBox(Icons.of(icon, "dim"), Ui.label(facts.name(), "content-name"));
        head.getStyleClass().add("section-head");
        FlowPane buttons = new FlowPane(small("Load anyway", () -> load(true)), SaveContent.button(content));
        buttons.getStyleClass().add("chips");
        VBox card = new VBox(head, Ui.wrapped(facts.detail() + ". Too large to be shown unasked.", "hint"), buttons);
        card.getStyleClass().add("large-content");
        return card;
    }

    private static Node small(String text, Runnable run) {
        var button = Ui.button(text, run);
        button.getStyleClass().add("small");
        return button;
    }
}
