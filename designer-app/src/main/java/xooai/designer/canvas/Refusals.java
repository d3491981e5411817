package xooai.designer.canvas;

import java.util.Set;
import javafx.geometry.Point2D;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Wire;
import xooai.designer.wires.WireFixes;
import xooai.designer.wires.WireFixes.WireFix;
import xooai.designer.wires.WireVerdict;
import xooai.flow.Point;

/// Says of wires why they cannot be, for 4 s, and mends them.
final class Refusals {
    private final FlowCanvas region;
    private final Desk desk;
    private final WireNotice notice;

    Refusals(FlowCanvas region, Desk desk, WireNotice notice) {
        this.region = region;
        this.desk = desk;
        this.notice = notice;
    }

    /// Says why, beside that point and not over that node, with what would mend it as buttons.
    void refuse(Wire wire, WireVerdict verdict, String node, Point at) {
        WireFix converter = verdict.ofTypes() ? WireFixes.converter(desk.model(), wire) : null;
        notice.show(
                verdict,
                converter,
                () -> {
                    if (converter != null) {
                        insert(converter);
                    }
                },
                verdict.ofTypes() ? () -> changeType(wire, at) : null,
                at,
                desk.canvas().screenBox(node),
                desk.overlay().area());
    }

    /// Says of a wire of the flow that does not fit why not, where it ends.
    void explain(Wire wire) {
        if (desk.model().ports().misfits().containsKey(wire)) {
            Box box = desk.canvas().screenBox(wire.to());
            WireVerdict verdict = WireVerdict.ofTypes(desk.model().ports().wires(), wire.from(), wire.to());
            refuse(wire, verdict, wire.to(), new Point(box.x(), box.centerY()));
        }
    }

    /// Puts a converter into the flow, and shows it.
    private void insert(WireFix converter) {
        Set<String> before = desk.model().design().names();
        desk.model().apply(converter.edit());
        region.requestFocus();
        desk.model().design().names().stream()
                .filter(name -> !before.contains(name))
                .findFirst()
                .ifPresent(region::reveal);
    }

    /// Asks for another type where the choice covers neither end of the wire, if there is such a place.
    private void changeType(Wire wire, Point at) {
        Box ends = desk.canvas().screenBox(wire.from()).joined(desk.canvas().screenBox(wire.to()));
        Point place = desk.besides(ends, at.x(), at.y());
        Point2D screen = region.localToScreen(place.x(), place.y());
        desk.host()
                .changeType(
                        wire, screen == null ? place.x() : screen.getX(), screen == null ? place.y() : screen.getY());
    }

    /// Shows field by field what the wire that is drawn or refused needs and gets, or no longer; whether there is one.
    boolean toggleFields(@Nullable WireGesture drawn) {
        if (drawn != null) {
            drawn.toggleFields();
        } else if (notice.isVisible()) {
            notice.toggleFields();
        } else {
            return false;
        }
        return true;
    }
}
