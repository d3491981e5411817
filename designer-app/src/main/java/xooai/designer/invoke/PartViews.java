package xooai.designer.invoke;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.invoke.DocPart.AudioPart;
import xooai.designer.invoke.DocPart.ErrorPart;
import xooai.designer.invoke.DocPart.ImagePart;
import xooai.designer.invoke.DocPart.ListPart;
import xooai.designer.invoke.DocPart.NumberPart;
import xooai.designer.invoke.DocPart.ObjectPart;
import xooai.designer.invoke.DocPart.TensorPart;
import xooai.designer.invoke.DocPart.TextPart;
import xooai.designer.invoke.DocPart.ValuePart;
import xooai.designer.invoke.DocPart.VideoPart;
import xooai.designer.shared.Codes;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Ui;
import xooai.doc.CallError;

/// Draws each part of a doc as what it is.
final class PartViews {
    private static final int SHOWN = 50;

    private PartViews() {}

    static Node of(DocPart part) {
        return switch (part) {
            case TextPart text -> MediaViews.text(text.content());
            case ImagePart image -> MediaViews.picture(image.content());
            case AudioPart audio -> MediaViews.sound(audio.content());
            case VideoPart video -> MediaViews.film(video.content());
            case TensorPart tensor -> TensorView.of(tensor.tensor());
            case ValuePart value -> Ui.wrapped(value.text(), "doc-text");
            case NumberPart number -> Ui.wrapped(Numbers.text(number.number()), "doc-text");
            case ListPart list -> list(list);
            case ObjectPart object -> object(object);
            case ErrorPart error -> error(error.error());
        };
    }

    private static Node object(ObjectPart object) {
        if (object.type().isEmpty()
                && object.fields().size() > 1
                && object.fields().values().stream().allMatch(NumberPart.class::isInstance)) {
            Map<String, Double> numbers = new LinkedHashMap<>();
            object.fields()
                    .forEach((name, part) ->
                            numbers.put(name, ((NumberPart) part).number().doubleValue()));
            return Numbers.bars(numbers);
        }
        VBox box = new VBox();
        box.getStyleClass().add("doc-fields");
        for (Map.Entry<String, DocPart> field : object.fields().entrySet()) {
            box.getChildren().add(named(field.getKey(), field.getValue()));
        }
        if (object.fields().isEmpty()) {
            box.getChildren().add(Ui.label("no fields", "hint"));
        }
        return box;
    }

    private static Node named(String name, DocPart part) {
        Node body = of(part);
        if (isOneLine(part)) {
            HBox line = new HBox(Ui.label(name, "doc-field"), body);
            HBox.setHgrow(body, Priority.ALWAYS);
            line.getStyleClass().add("doc-line");
            return line;
        }
        if (part instanceof ObjectPart || part instanceof ListPart) {
            TitledPane pane = new TitledPane(name + "  " + DocParts.brief(part), body);
            pane.setAccessibleText(name);
            pane.getStyleClass().addAll("dense", "doc-tree");
            pane.setAnimated(false);
            pane.expandedProperty().subscribe(open -> pane.setText(open ? name : name + "  " + DocParts.brief(part)));
            return pane;
        }
        VBox block = new VBox(Ui.label(name, "doc-field"), body);
        block.getStyleClass().add("doc-block");
        return block;
    }

    private static boolean isOneLine(DocPart part) {
        return switch (part) {
            case ValuePart _, NumberPart _, TextPart _ -> true;
            case ListPart list -> list.elements().stream().allMatch(ValuePart.class::isInstance);
            default -> false;
        };
    }

    private static Node list(ListPart list) {
        if (isOneLine(list) && !list.elements().isEmpty()) {
            return chips(list);
        }
        if (list.elements().size() > 1 && list.elements().stream().allMatch(NumberPart.class::isInstance)) {
            Map<String, Double> numbers = new LinkedHashMap<>();
            for (int i = 0; i < list.elements().size(); i++) {
                numbers.put(
                        Integer.toString(i),
                        ((NumberPart) list.elements().get(i)).number().doubleValue());
            }
            return Numbers.bars(numbers);
        }
        VBox box = new VBox();
        box.getStyleClass().add("doc-fields");
        int count = Math.min(SHOWN, list.elements().size());
        for (int i = 0; i < count; i++) {
            box.getChildren().add(named(Integer.toString(i), list.elements().get(i)));
        }
        if (count < list.elements().size()) {
            box.getChildren().add(Ui.label("and " + (list.elements().size() - count) + " more", "hint"));
        }
        if (list.elements().isEmpty()) {
            box.getChildren().add(Ui.label("empty", "hint"));
        }
        return box;
    }

    private static Node chips(ListPart list) {
        FlowPane chips = new FlowPane();
        chips.getStyleClass().add("chips");
        chips.setPrefWrapLength(180);
        list.elements().stream()
                .limit(SHOWN)
                .forEach(element -> chips.getChildren().add(Ui.label(DocParts.brief(element), "chip")));
        return chips;
    }

    /// An error with what is behind it.
    static Node error(CallError error) {
        Label head = Ui.label(Codes.words(error.code()) + where(error), "error-code");
        HBox line = new HBox(Icons.of(Feather.ALERT_TRIANGLE, "error-icon"), head);
        line.getStyleClass().add("error-head");
        VBox box = new VBox(line, Ui.wrapped(error.message(), "error-message"));
        if (error.retryable()) {
            box.getChildren().add(Ui.label("The same call may succeed later.", "hint"));
        }
        for (CallError cause : error.cause()) {
            box.getChildren()
                    .add(Ui.wrapped("because " + cause.code() + where(cause) + ": " + cause.message(), "error-cause"));
        }
        box.getStyleClass().add("error-card");
        return box;
    }

    private static String where(CallError error) {
        return error.node() == null ? "" : " at " + error.node();
    }
}
