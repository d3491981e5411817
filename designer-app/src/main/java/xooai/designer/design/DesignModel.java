package xooai.designer.design;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import xooai.driver.Description;
import xooai.flow.ActiveNodes;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Problem;
import xooai.flow.SubFlows;

/// One open flow: its history, what is selected, what is known of its executors, and what became of its nodes.
///
/// Confined to one thread, the one that draws. Listeners are called on it, after the change, in the order
/// they came.
public final class DesignModel {
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final NodeStates states = new NodeStates();
    private History history;
    private Levels levels = Levels.FILE;
    private Design shown;
    private Runnable onLevels = () -> {};
    private final List<Runnable> typing = new CopyOnWriteArrayList<>();
    private Selection selection = Selection.NONE;
    private Function<NodeSpec, @Nullable Description> describe = _ -> null;
    private @Nullable String locked;
    private Consumer<String> onLocked = _ -> {};
    private @Nullable PortTypes ports;
    private @Nullable ActiveNodes active;
    private @Nullable Insides insides;

    /// A model of that design.
    public DesignModel(Design start) {
        history = History.of(start);
        shown = start;
    }

    /// Calls the listener after each change, until the result is run.
    public Runnable listen(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// The design now: of the file's flow, or of the sub-flow that is shown.
    public Design design() {
        return shown;
    }

    /// The design of the whole file, whatever of it is shown.
    public Design file() {
        return history.current();
    }

    /// How deep in the file one looks.
    public Levels levels() {
        return levels;
    }

    /// Calls the listener when another level of the file is shown, after the change of the design.
    public void addOnLevels(Runnable listener) {
        Runnable before = onLevels;
        onLevels = () -> {
            before.run();
            listener.run();
        };
    }

    /// Calls the listener before another level, step or file is shown, so that what is being typed becomes an edit of
    /// what it was typed for; until the result is run.
    public Runnable addOnLeaving(Runnable listener) {
        typing.add(listener);
        return () -> typing.remove(listener);
    }

    /// Has what is being typed taken over.
    public void takeTyped() {
        typing.forEach(Runnable::run);
    }

    /// Shows the inside of a node that is a sub-flow; or does nothing and says why.
    public @Nullable Refusal enter(String name) {
        takeTyped();
        NodeSpec node = design().node(name);
        String flow = node == null ? null : SubFlows.nameOf(node);
        if (flow == null) {
            return new Refusal(name + " is no sub-flow of this file");
        }
        if (SubFlows.inside(file().spec(), flow) == null) {
            return new Refusal("there is no sub-flow " + flow + " in this file");
        }
        if (levels.holds(flow)) {
            return new Refusal(name + " is the sub-flow " + flow + ", in which it stands: it would have no end");
        }
        look(levels.plus(new Levels.Level(name, flow)));
        return null;
    }

    /// Shows an outer level again: 0 for the file's flow.
    public void leaveTo(int depth) {
        takeTyped();
        if (depth < levels.path().size()) {
            String entered = levels.path().get(depth).node();
            look(levels.first(depth));
            selectNode(entered);
        }
    }

    private void look(Levels wanted) {
        Design before = shown;
        levels = wanted;
        shown = Design.of(levels.inside(file().spec()));
        forget();
        select(Selection.NONE);
        tell(new Change.OfDesign(before, shown));
        onLevels.run();
    }

    private void forget() {
        ports = null;
        active = null;
    }

    /// What can be undone and redone.
    public History history() {
        return history;
    }

    /// Does an edit as one step; or does nothing and says why. An edit that changes nothing is no step.
    public @Nullable Refusal apply(Edit edit) {
        Refusal refusal = refusal(edit);
        if (refusal != null) {
            return refusal;
        }
        Design after = edit.apply(design());
        if (!after.equals(design())) {
            Design whole = switch (edit) {
                case Edit.RemoveNodes _ -> withoutLeft(whole(after));
                case Edit.UnpackSubFlow _ -> withoutLeft(whole(withAllSubFlows(after)));
                default -> whole(after);
            };
            Selection wanted = selection;
            if (edit instanceof Edit.RenameNode rename) {
                states.rename(rename.name(), rename.newName());
                wanted = selection.renamed(rename.name(), rename.newName());
            }
            move(history.plus(edit.title(), whole));
            select(wanted);
        }
        return null;
    }

    private @Nullable Refusal refusal(Edit edit) {
        String why = locked;
        if (why != null) {
            onLocked.accept(why);
            return new Refusal(why);
        }
        return edit.refusal(design());
    }

    /// Lets nothing change the design that is open, until another is.
    ///
    /// @param why is the refusal of each edit, and told to the listener
    public void lock(String why, Consumer<String> told) {
        locked = why;
        onLocked = told;
    }

    /// Why nothing can be changed; null where all can.
    public @Nullable String locked() {
        return locked;
    }

    /// Does an edit as a part of the last step, so that both are undone at once; or does nothing and says why.
    public @Nullable Refusal amend(Edit edit) {
        Refusal refusal = refusal(edit);
        if (refusal == null) {
            move(history.amended(edit.title(), whole(edit.apply(design()))));
        }
        return refusal;
    }

    /// Puts another design in the place of the whole file, as one step.
    public void replaceFile(String title, Design with) {
        takeTyped();
        String why = locked;
        if (why != null) {
            onLocked.accept(why);
        } else if (!with.equals(file())) {
            move(history.plus(title, with));
        }
    }

    /// A sub-flow goes with the last node that it was; with undo it is there again.
    private Design withoutLeft(Design after) {
        FlowSpec kept = SubFlows.withoutLeft(file().spec(), after.spec());
        return kept.equals(after.spec()) ? after : after.edited(kept);
    }

    /// What is shown does not know who uses its sub-flows further out: they stay until the whole file is looked at.
    private Design withAllSubFlows(Design after) {
        Object flows = file().spec().extra().get(SubFlows.KEY);
        return after.edited(after.spec().withExtra(SubFlows.KEY, flows));
    }

    private Design whole(Design after) {
        return levels.path().isEmpty() ? after : file().edited(levels.put(file().spec(), after.spec()));
    }

    /// Undoes the last step, if there is one.
    public void undo() {
        takeTyped();
        move(history.undo());
    }

    /// Does the step again that was undone last, if there is one.
    public void redo() {
        takeTyped();
        move(history.redo());
    }

    /// Says that the file holds the design now.
    public void markSaved() {
        move(history.saved());
    }

    /// Says that the file holds that design.
    public void markSavedAs(Design inFile) {
        move(history.savedAs(inFile));
    }

    /// Says that no file holds the design now, as after a recovery.
    public void markUnsaved() {
        move(history.unsaved());
    }

    /// Whether the file holds another design.
    public boolean dirty() {
        return history.dirty();
    }

    /// Forgets everything and starts with that design, as when a file is opened.
    public void open(Design design) {
        open(History.of(design));
    }

    /// Forgets everything and starts with that history, as after a recovery.
    public void open(History start) {
        select(Selection.NONE);
        setStatuses(Map.of());
        locked = null;
        boolean inside = !levels.path().isEmpty();
        levels = Levels.FILE;
        move(start);
        if (inside) {
            onLevels.run();
        }
    }

    /// Puts the steps that led to where this history starts before it, so that they can be undone too; nothing when
    /// they led elsewhere.
    public void precede(History earlier) {
        move(earlier.continuedBy(history));
    }

    private void move(History after) {
        History before = history;
        if (after == before) {
            return;
        }
        history = after;
        Design seen = shown;
        Levels left = levels.within(after.current().spec());
        boolean out = left.path().size() < levels.path().size();
        levels = left;
        if (!after.current().equals(before.current()) || out || levels.path().isEmpty()) {
            shown = levels.path().isEmpty()
                    ? after.current()
                    : out ? Design.of(levels.inside(file().spec())) : seen.edited(levels.inside(file().spec()));
        }
        if (!shown.hasNodesOf(seen) || !Objects.equals(flows(after), flows(before))) {
            forget();
        }
        if (!shown.equals(seen)) {
            tell(new Change.OfDesign(seen, shown));
            select(selection.within(shown));
        }
        if (out) {
            onLevels.run();
        }
        tell(new Change.OfHistory(before, after));
    }

    private static @Nullable Object flows(History history) {
        return history.current().spec().extra().get(SubFlows.KEY);
    }

    /// What is selected.
    public Selection selection() {
        return selection;
    }

    /// Selects that and nothing else; what is not in the design is left out.
    public void select(Selection wanted) {
        Selection before = selection;
        Selection after = wanted.within(design());
        if (!after.equals(before)) {
            selection = after;
            tell(new Change.OfSelection(before, after));
        }
    }

    /// Changes what is selected.
    public void select(UnaryOperator<Selection> change) {
        select(change.apply(selection));
    }

    /// Selects that node alone.
    public void selectNode(String name) {
        select(Selection.of(name));
    }

    /// Selects every node, every group and every note.
    public void selectAll() {
        Set<Piece> pieces = new HashSet<>();
        design().drawing().groups().keySet().forEach(id -> pieces.add(new Piece.OfGroup(id)));
        design().drawing().notes().keySet().forEach(id -> pieces.add(new Piece.OfNote(id)));
        select(new Selection(design().names(), Set.of(), pieces));
    }

    /// The one node that is selected, or null for none or several.
    public @Nullable NodeSpec selectedNode() {
        return selection.nodes().size() == 1
                ? design().node(selection.nodes().iterator().next())
                : null;
    }

    /// The group, note or point of a wire that alone is selected, or null.
    public @Nullable Piece selectedPiece() {
        return selection.nodes().isEmpty()
                        && selection.wires().isEmpty()
                        && selection.pieces().size() == 1
                ? selection.pieces().iterator().next()
                : null;
    }

    /// What became of that node; of one that does not run as the flow is written, that, and of one of which nothing
    /// is known but that it is not configured, that.
    public NodeStatus status(String name) {
        return states.status(name, active());
    }

    /// What of the design does its work.
    public ActiveNodes active() {
        ActiveNodes known = active;
        if (known == null) {
            known = ActiveNodes.of(design().spec());
            active = known;
        }
        return known;
    }

    /// Which sub-flows of the file have changed since somebody looked.
    public Insides insides() {
        Insides known = insides;
        if (known == null || !known.isOf(file())) {
            known = new Insides(file());
            insides = known;
        }
        return known;
    }

    /// Sets what became of every node; nodes that are not named are ready.
    public void setStatuses(Map<String, NodeStatus> wanted) {
        Set<String> changed = states.set(wanted);
        if (!changed.isEmpty()) {
            tell(new Change.OfStatuses(changed));
        }
    }

    /// Sets what became of some nodes; the others stay as they are.
    public void updateStatuses(Map<String, NodeStatus> some) {
        setStatuses(states.with(some));
    }

    /// What is wrong with that node; a name of "" for what is wrong with the flow as a whole.
    public List<Problem> problems(String name) {
        return states.problems(name);
    }

    /// Everything that is wrong.
    public List<Problem> problems() {
        return states.problems();
    }

    /// Sets everything that is wrong.
    public void setProblems(List<Problem> found) {
        setProblems(found, Set.of());
    }

    /// Sets everything that is wrong, and the nodes among them whose configuration is missing or wrong.
    public void setProblems(List<Problem> found, Set<String> notConfigured) {
        if (states.setProblems(found, notConfigured)) {
            tell(new Change.OfProblems());
        }
    }

    /// Sets who knows what a node's executor says of itself. It is asked often and on the thread that draws,
    /// so it answers at once, with null while it does not know.
    public void setDescribe(Function<NodeSpec, @Nullable Description> known) {
        describe = known;
        ports = null;
        tell(new Change.OfDescriptions());
    }

    /// Says that more is known of executors than before.
    public void descriptionsChanged() {
        ports = null;
        tell(new Change.OfDescriptions());
    }

    /// Who knows what a node's executor says of itself.
    public Function<NodeSpec, @Nullable Description> describe() {
        return describe;
    }

    /// What that node's executor says of itself, or null when that is not known.
    public @Nullable Description describe(NodeSpec node) {
        return describe.apply(node);
    }

    /// What goes into the nodes of the design as it is now, what comes out, and which wires do not fit.
    public PortTypes ports() {
        PortTypes known = ports;
        if (known == null) {
            known = new PortTypes(design().spec(), describe);
            ports = known;
        }
        return known;
    }

    private void tell(Change change) {
        listeners.forEach(listener -> listener.accept(change));
    }
}
