package xooai.designer.canvas;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import xooai.designer.design.NodeStatus;
import xooai.designer.design.PortInfo;

/// The icons of states and kinds, and the pseudo-classes by which the stylesheet colours them.
final class Looks {
    static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    static final PseudoClass HOVERED = PseudoClass.getPseudoClass("hovered");
    static final PseudoClass GHOST = PseudoClass.getPseudoClass("ghost");
    static final PseudoClass BEHIND = PseudoClass.getPseudoClass("behind");
    static final PseudoClass BROKEN = PseudoClass.getPseudoClass("broken");
    static final PseudoClass SHORT = PseudoClass.getPseudoClass("short");
    static final PseudoClass FITTING = PseudoClass.getPseudoClass("fitting");
    static final PseudoClass CONVERTING = PseudoClass.getPseudoClass("converting");
    static final PseudoClass MISFIT = PseudoClass.getPseudoClass("misfit");
    static final PseudoClass ONE = PseudoClass.getPseudoClass("one");
    static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
    static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");
    static final PseudoClass STREAM = PseudoClass.getPseudoClass("stream");
    static final PseudoClass TARGET = PseudoClass.getPseudoClass("target");
    static final PseudoClass FADED = PseudoClass.getPseudoClass("faded");

    private static final Map<PortInfo.Kind, PseudoClass> KINDS = pseudoClasses(PortInfo.Kind.class);
    private static final Map<NodeStatus.State, PseudoClass> STATES = pseudoClasses(NodeStatus.State.class);
    private static final Map<NodeFace.Kind, PseudoClass> SORTS = pseudoClasses(NodeFace.Kind.class);

    private Looks() {}

    private static <E extends Enum<E>> Map<E, PseudoClass> pseudoClasses(Class<E> type) {
        Map<E, PseudoClass> classes = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            classes.put(
                    value,
                    PseudoClass.getPseudoClass(
                            // `disabled` is JavaFX's own, of controls that cannot be used.
                            value == NodeStatus.State.DISABLED
                                    ? "off"
                                    : value.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        return classes;
    }

    static void set(Node node, PortInfo.Kind kind) {
        KINDS.forEach((one, pseudoClass) -> node.pseudoClassStateChanged(pseudoClass, one == kind));
    }

    static void set(Node node, NodeStatus.State state) {
        STATES.forEach((one, pseudoClass) -> node.pseudoClassStateChanged(pseudoClass, one == state));
    }

    static void set(Node node, NodeFace.Kind kind) {
        SORTS.forEach((one, pseudoClass) -> node.pseudoClassStateChanged(pseudoClass, one == kind));
    }

    static Ikon icon(NodeStatus.State state) {
        return switch (state) {
            case NOT_CONFIGURED -> Feather.ALERT_TRIANGLE;
            case READY -> Feather.CIRCLE;
            case STALE -> Feather.REFRESH_CW;
            case QUEUED -> Feather.CLOCK;
            case RUNNING -> Feather.LOADER;
            case DONE -> Feather.CHECK_CIRCLE;
            case FROM_CACHE -> Feather.ARCHIVE;
            case PINNED -> Feather.MAP_PIN;
            case FAILED -> Feather.X_CIRCLE;
            case SKIPPED -> Feather.SKIP_FORWARD;
            case NOT_NEEDED -> Feather.MINUS_CIRCLE;
            case CANCELLED -> Feather.SLASH;
            case BYPASSED -> Feather.CORNER_DOWN_RIGHT;
            case DISABLED -> Feather.POWER;
        };
    }

    static Ikon icon(NodeFace.Kind kind) {
        return switch (kind) {
            case LOCAL -> Feather.BOX;
            case REMOTE -> Feather.GLOBE;
            case FLOW -> Feather.LAYERS;
            case JOIN -> Feather.GIT_MERGE;
        };
    }
}
