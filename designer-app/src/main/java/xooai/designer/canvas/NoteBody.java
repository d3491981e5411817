package xooai.designer.canvas;

import java.net.URI;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import xooai.designer.notes.NoteBlock;
import xooai.designer.notes.NoteText;

/// The text of a note as it is read, block under block.
final class NoteBody extends VBox {
    private static final double INDENT = 16;
    private static final int MOST_BLOCKS = 400;

    private String shown = "";

    NoteBody() {
        getStyleClass().add("note-body");
    }

    void show(String markdown) {
        if (markdown.equals(shown)) {
            return;
        }
        shown = markdown;
        getChildren().clear();
        NoteText.blocks(markdown).stream()
                .limit(MOST_BLOCKS)
                .forEach(block -> getChildren().add(node(block)));
    }

    private static Node node(NoteBlock block) {
        if (block.kind() == NoteBlock.Kind.RULE) {
            Region rule = new Region();
            rule.getStyleClass().add("note-rule");
            return rule;
        }
        TextFlow flow = new TextFlow();
        flow.getStyleClass().add("note-" + style(block));
        block.spans().forEach(span -> flow.getChildren().add(text(block, span)));
        if (block.kind() != NoteBlock.Kind.ITEM) {
            return flow;
        }
        Label mark = new Label(block.mark());
        mark.getStyleClass().add("note-mark");
        mark.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(mark, flow);
        HBox.setHgrow(flow, Priority.ALWAYS);
        line.setStyle("-fx-padding: 0 0 0 " + INDENT * (block.level() - 1) + ";");
        return line;
    }

    private static String style(NoteBlock block) {
        return switch (block.kind()) {
            case HEADING -> "heading";
            case CODE -> "code-block";
            case QUOTE -> "quote";
            case TEXT, ITEM, RULE -> "text";
        };
    }

    private static Text text(NoteBlock block, NoteBlock.Span span) {
        Text text = new Text(span.text());
        text.getStyleClass().add("note-span");
        if (block.kind() == NoteBlock.Kind.HEADING) {
            text.getStyleClass().add("note-h" + Math.min(block.level(), 3));
        }
        if (span.bold()) {
            text.getStyleClass().add("note-bold");
        }
        if (span.italic()) {
            text.getStyleClass().add("note-italic");
        }
        if (span.code() || block.kind() == NoteBlock.Kind.CODE) {
            text.getStyleClass().add("note-code");
        }
        if (span.link() != null) {
            text.getStyleClass().add("note-link");
            text.setUserData(span.link());
        }
        return text;
    }

    /// Where the link leads that is at a point of the scene, or null.
    @Nullable
    URI linkAt(Point2D scene) {
        return linkAt(this, scene);
    }

    private static @Nullable URI linkAt(Node node, Point2D scene) {
        if (node instanceof Text text && text.getUserData() instanceof URI uri) {
            return text.getBoundsInLocal().contains(text.sceneToLocal(scene)) ? uri : null;
        }
        if (node instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                URI found = linkAt(child, scene);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
