package xooai.designer.app;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.actions.Actions;
import xooai.designer.shared.Ui;

/// What the first start says: what is open, and what else one may begin with.
final class Welcome {
    private Welcome() {}

    static Node bar(Actions actions, Consumer<Node> close) {
        FlowPane links = new FlowPane(
                link(actions, "flow.run", "Run this sample"),
                link(actions, "file.sample", "Open another sample"),
                link(actions, "file.new", "New flow"),
                link(actions, "file.open", "Open a file"),
                link(actions, "file.add-remote", "Add a remote address"),
                link(actions, "help.keys", "Keys"));
        links.setPrefWrapLength(760);
        links.getStyleClass().add("welcome-links");
        VBox text = new VBox(
                Ui.wrapped(
                        "Welcome. This sample runs as it is: press Run, then select a node to look inside.",
                        "welcome-text"),
                links);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox bar = new HBox();
        bar.getChildren().addAll(text, Ui.iconButton(Feather.X, "Close the welcome", () -> close.accept(bar)));
        bar.getStyleClass().add("welcome");
        return bar;
    }

    private static Hyperlink link(Actions actions, String id, String text) {
        Hyperlink link = new Hyperlink(text);
        link.setAccessibleText(text);
        link.setOnAction(_ -> actions.get(id).runIfEnabled());
        return link;
    }
}
