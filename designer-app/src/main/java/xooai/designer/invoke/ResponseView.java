package xooai.designer.invoke;

import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import xooai.codec.Response;
import xooai.designer.invoke.DocPart.ErrorPart;
import xooai.designer.invoke.DocPart.ShownDoc;
import xooai.designer.shared.Codes;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Ui;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;

/// An answer: how it ended, and every doc as what it is.
public final class ResponseView {
    private static final int SHOWN = 50;

    private ResponseView() {}

    /// An answer that took that long.
    public static Node of(Response response, Duration took) {
        VBox box = new VBox(head(response.code(), response.docs().size(), took));
        box.getStyleClass().add("response");
        CallError error = response.error();
        if (error != null) {
            box.getChildren().add(why(error));
        }
        box.getChildren().addAll(cards(response.docs()));
        if (error == null && response.docs().isEmpty()) {
            box.getChildren().add(Ui.label("The answer holds no docs.", "hint"));
        }
        return box;
    }

    /// Docs under a title, such as what went into a node.
    public static Node of(String title, @Nullable DocArray<?> docs) {
        VBox box = new VBox(Ui.label(title, "section-title"));
        box.getStyleClass().add("response");
        if (docs == null) {
            box.getChildren().add(Ui.label("nothing yet", "hint"));
        } else {
            box.getChildren().addAll(cards(docs));
        }
        return box;
    }

    /// The first of some docs under a title, and how many more there are.
    public static Node first(String title, DocArray<? extends Doc> docs, int most) {
        VBox box =
                new VBox(Ui.label(title + ", " + docs.size() + (docs.size() == 1 ? " doc" : " docs"), "section-title"));
        box.getStyleClass().add("response");
        box.getChildren().addAll(cards(docs, most));
        return box;
    }

    /// An error as a card.
    public static Node error(CallError error) {
        return PartViews.error(error);
    }

    /// A call that was given up has not failed.
    private static Node why(CallError error) {
        return error.code() == Code.CANCELLED ? Ui.wrapped(error.message(), "hint") : PartViews.error(error);
    }

    private static Node head(Code code, int docs, Duration took) {
        Label status = Ui.label(Codes.words(code), "status-chip", chip(code));
        HBox head = new HBox(status, Ui.label(docs + (docs == 1 ? " doc" : " docs"), "hint"));
        if (!took.isZero()) {
            head.getChildren().addAll(Ui.spring(), Icons.of(Feather.CLOCK, "dim"), Ui.label(Ui.took(took), "hint"));
        }
        head.getStyleClass().add("section-head");
        return head;
    }

    /// The style of a code: good, partly good, bad.
    public static String chip(Code code) {
        return switch (code) {
            case OK -> "chip-good";
            case PARTIAL, CANCELLED -> "chip-warn";
            default -> "chip-bad";
        };
    }

    private static List<Node> cards(DocArray<? extends Doc> docs) {
        return cards(docs, SHOWN);
    }

    private static List<Node> cards(DocArray<? extends Doc> docs, int most) {
        List<ShownDoc> shown = DocParts.of(docs);
        List<Node> cards = new java.util.ArrayList<>();
        for (ShownDoc doc : shown.subList(0, Math.min(most, shown.size()))) {
            cards.add(card(doc));
        }
        if (shown.size() > most) {
            cards.add(Ui.label("and " + (shown.size() - most) + " more docs", "hint"));
        }
        return cards;
    }

    private static Node card(ShownDoc doc) {
        if (doc.part() instanceof ErrorPart error) {
            return PartViews.error(error.error());
        }
        HBox head = new HBox(
                Ui.label(doc.id() == null ? "" : doc.id(), "doc-id"), Ui.spring(), Ui.label(doc.type(), "doc-type"));
        head.getStyleClass().add("doc-head");
        VBox card = new VBox(head, PartViews.of(doc.part()));
        card.getStyleClass().add("doc-card");
        return card;
    }
}
