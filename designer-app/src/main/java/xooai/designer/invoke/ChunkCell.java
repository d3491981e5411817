package xooai.designer.invoke;

import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.invoke.DocPart.ShownDoc;
import xooai.designer.invoke.StreamLog.Chunk;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Ui;

/// One chunk of a stream: which way it went, which one it is, its docs, and when it passed.
final class ChunkCell extends ListCell<Chunk> {
    private static final int SHOWN = 3;

    private @Nullable Chunk drawn;

    ChunkCell() {
        setPrefWidth(0);
        getStyleClass().add("chunk-cell");
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // The very chunk; comparing its docs would be dear.
    protected void updateItem(@Nullable Chunk chunk, boolean empty) {
        super.updateItem(chunk, empty);
        Chunk now = empty ? null : chunk;
        if (now != drawn) {
            drawn = now;
            setGraphic(now == null ? null : row(now));
            setAccessibleText(now == null ? null : spoken(now));
        }
    }

    private static String spoken(Chunk chunk) {
        List<ShownDoc> docs = DocParts.of(chunk.docs());
        String first =
                docs.isEmpty() ? "no docs" : DocParts.brief(docs.getFirst().part());
        return (chunk.outgoing() ? "Sent " : "Came ") + chunk.number() + ": " + first;
    }

    private static HBox row(Chunk chunk) {
        Label number = Ui.label(String.format(Locale.ROOT, "%3d", chunk.number()), "chunk-number");
        number.setMinWidth(Region.USE_PREF_SIZE);
        Label at = Ui.label(Ui.took(chunk.at()), "hint");
        at.setMinWidth(Region.USE_PREF_SIZE);
        VBox docs = docs(DocParts.of(chunk.docs()));
        HBox.setHgrow(docs, Priority.ALWAYS);
        HBox row = new HBox(
                Icons.of(
                        chunk.outgoing() ? Feather.ARROW_UP_RIGHT : Feather.ARROW_DOWN_LEFT,
                        chunk.outgoing() ? "accent-icon" : "dim"),
                number,
                docs,
                at);
        row.getStyleClass().add("chunk-row");
        return row;
    }

    private static VBox docs(List<ShownDoc> all) {
        VBox docs = new VBox();
        docs.setMinWidth(0);
        docs.getStyleClass().add("chunk-docs");
        all.stream().limit(SHOWN).forEach(doc -> docs.getChildren().add(PartViews.of(doc.part())));
        if (all.size() > SHOWN) {
            docs.getChildren().add(Ui.label("and " + (all.size() - SHOWN) + " more docs", "hint"));
        }
        return docs;
    }
}
