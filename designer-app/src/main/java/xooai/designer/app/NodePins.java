package xooai.designer.app;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Edit;
import xooai.designer.design.NodeStatus;
import xooai.designer.design.Pins;
import xooai.designer.design.Refusal;
import xooai.designer.form.ContentChooser;
import xooai.designer.runs.PinCard;
import xooai.designer.shared.Notices;
import xooai.designer.shared.Overlay;
import xooai.doc.DocArray;
import xooai.doc.DocSchema;
import xooai.doc.XooaiException;
import xooai.flow.NodeEvent;
import xooai.flow.NodeSpec;

/// Pins what the selected node gave, takes the pin away, and has it edited.
final class NodePins {
    /// The states of a node of which is known what it gives: also one that failed, of which some docs did not.
    private static final Set<NodeStatus.State> FRESH = Set.of(
            NodeStatus.State.DONE,
            NodeStatus.State.FROM_CACHE,
            NodeStatus.State.PINNED,
            NodeStatus.State.SKIPPED,
            NodeStatus.State.FAILED);

    private final Models models;
    private final Overlay overlay;
    private final Notices notices;
    private final ContentChooser contents;
    private final Supplier<String> editKey;

    /// @param editKey the key of editing a pin in brackets; empty for none
    NodePins(Models models, Overlay overlay, Notices notices, ContentChooser contents, Supplier<String> editKey) {
        this.editKey = editKey;
        this.models = models;
        this.overlay = overlay;
        this.notices = notices;
        this.contents = contents;
    }

    /// What [#toggle()] would do now.
    String title() {
        NodeSpec node = models.design.selectedNode();
        return node != null && node.pin() != null ? "Take the pin away" : "Pin what the node gave";
    }

    /// Pins what the selected node gave last, if it would give that now; takes the pin away where there is one.
    void toggle() {
        NodeSpec node = selected();
        if (node == null) {
            return;
        }
        if (node.pin() != null) {
            apply(new Edit.SetPin(node.name(), null));
            return;
        }
        String stale = notFresh(node);
        if (stale != null) {
            notices.fail(stale);
            return;
        }
        List<?> given = given(node.name());
        if (given != null) {
            apply(new Edit.SetPin(node.name(), given));
        }
    }

    /// Has a person edit what is pinned to the selected node; what it gave last where nothing is.
    void edit() {
        NodeSpec node = selected();
        if (node == null) {
            return;
        }
        List<?> docs = node.pin() != null ? node.pin() : hasGiven(node.name()) ? given(node.name()) : List.of();
        if (docs == null) {
            return;
        }
        DocSchema schema = models.design.ports().output(node).schema();
        String name = node.name();
        new PinCard(name, schema == null ? new DocSchema.AnySchema() : schema, docs, contents, overlay)
                .onPin(changed -> apply(new Edit.SetPin(name, changed)))
                .onUnpin(node.pin() == null ? null : () -> apply(new Edit.SetPin(name, null)))
                .show();
    }

    private @Nullable NodeSpec selected() {
        NodeSpec node = models.design.selectedNode();
        if (node == null) {
            notices.say("Select one node to pin what it gives");
        }
        return node;
    }

    private boolean hasGiven(String name) {
        NodeEvent event = models.runs.event(name);
        return event != null && event.output() != null;
    }

    /// Why what the node gave last is not what it would give now; null where it is, or where it gave nothing.
    private @Nullable String notFresh(NodeSpec node) {
        String name = node.name();
        String mend = ": run it, then pin what it gave; or write a pin" + editKey.get();
        if (!hasGiven(name)) {
            return null;
        }
        if (!models.runs.showsNow()) {
            return "The run that is shown is not the latest, and " + name + " may have given something else since"
                    + mend;
        }
        NodeStatus.State state = models.design.status(name).state();
        if (!FRESH.contains(state)) {
            return name + " is " + state.text() + ", and what it gave last may be something else than it gives now"
                    + mend;
        }
        NodeSpec ran = models.runs.ranAs(name);
        return ran != null && !isSame(ran, node) ? name + " was changed since it gave what is shown" + mend : null;
    }

    private static boolean isSame(NodeSpec ran, NodeSpec now) {
        return Objects.equals(ran.use(), now.use())
                && Objects.equals(ran.on(), now.on())
                && ran.config().equals(now.config())
                && ran.needs().size() == now.needs().size();
    }

    /// What the node gave last, as it can be pinned; null where it cannot, which is said.
    private @Nullable List<?> given(String name) {
        NodeEvent event = models.runs.event(name);
        DocArray<?> docs = event == null ? null : event.output();
        if (docs == null) {
            notices.fail(
                    name + " has given nothing yet: run it, then pin what it gave; or write a pin" + editKey.get());
            return null;
        }
        try {
            return Pins.of(name, docs);
        } catch (XooaiException e) {
            notices.fail(e.error().message());
            return null;
        }
    }

    private @Nullable String apply(Edit edit) {
        Refusal refusal = models.design.apply(edit);
        if (refusal != null) {
            notices.fail(refusal.reason());
            return refusal.reason();
        }
        notices.say(edit.title());
        return null;
    }
}
