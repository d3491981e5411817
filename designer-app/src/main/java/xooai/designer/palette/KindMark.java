package xooai.designer.palette;

import javafx.css.PseudoClass;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Line;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.shared.Icons;
import xooai.designer.shared.Ui;
import xooai.driver.EndpointDescription;

/// What an endpoint takes and gives, each with a line before it as wires are drawn: solid for one message, dashed
/// for a stream.
final class KindMark {
    private static final PseudoClass STREAM = PseudoClass.getPseudoClass("stream");
    private static final double LENGTH = 13;

    private KindMark() {}

    static HBox of(EndpointDescription endpoint) {
        HBox mark = new HBox(
                line(endpoint.kind().streamsIn()),
                Ui.label(endpoint.input().typeName(), "item-types"),
                Icons.of(Feather.CHEVRON_RIGHT, "dim"),
                line(endpoint.kind().streamsOut()),
                Ui.label(endpoint.output().typeName(), "item-types"));
        mark.getStyleClass().add("kind-mark");
        return mark;
    }

    private static Line line(boolean stream) {
        Line line = new Line(0, 0, LENGTH, 0);
        line.getStyleClass().add("kind-line");
        line.pseudoClassStateChanged(STREAM, stream);
        return line;
    }
}
