package xooai.designer.design;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.flow.ConflictPolicy;
import xooai.flow.Drawing;
import xooai.flow.FlowSpec;
import xooai.flow.Join;
import xooai.flow.NodeMode;
import xooai.flow.NodeSpec;
import xooai.flow.Point;
import xooai.flow.TestCase;

/// One change of a design, as the undo menu names it.
///
/// An edit is a value: [#apply(Design)] is total and changes nothing but its result. What cannot be done is
/// said by [#refusal(Design)]; applied all the same, it gives back the design as it was.
public sealed interface Edit {

    /// What the undo menu calls it, such as `Move e1`.
    String title();

    /// Why it cannot be done to that design, or null when it can.
    default @Nullable Refusal refusal(Design design) {
        return null;
    }

    /// The design after it; the same design when it is refused or changes nothing.
    default Design apply(Design design) {
        return refusal(design) == null ? Rewrite.apply(this, design) : design;
    }

    /// Adds a node. Its needs are kept as they are.
    record AddNode(NodeSpec node, Point at) implements Edit {
        @Override
        public String title() {
            return "Add " + node.name();
        }

        @Override
        public @Nullable Refusal refusal(Design design) {
            return design.refusesName(node.name());
        }
    }

    /// Takes nodes away with their wires.
    ///
    /// @param heal whether what needed them then needs what they needed
    record RemoveNodes(Set<String> names, boolean heal) implements Edit {
        public RemoveNodes {
            names = Set.copyOf(names);
        }

        @Override
        public String title() {
            return (heal ? "Delete and heal " : "Delete ") + Rewrite.countOf(names);
        }
    }

    /// Puts nodes elsewhere.
    record MoveNodes(Map<String, Point> to) implements Edit {
        public MoveNodes {
            to = Map.copyOf(to);
        }

        @Override
        public String title() {
            return "Move " + Rewrite.countOf(to.keySet());
        }
    }

    /// Puts every node where a layout says.
    record Layout(Map<String, Point> to) implements Edit {
        public Layout {
            to = Map.copyOf(to);
        }

        @Override
        public String title() {
            return "Tidy";
        }
    }

    /// Makes one node need another; refused when that closes a circle.
    record Connect(String from, String to) implements Edit {
        @Override
        public String title() {
            return "Connect " + from + " → " + to;
        }

        @Override
        public @Nullable Refusal refusal(Design design) {
            return design.refusesWire(from, to);
        }
    }

    /// Takes a wire away.
    record Disconnect(String from, String to) implements Edit {
        @Override
        public String title() {
            return "Disconnect " + from + " → " + to;
        }
    }

    /// Puts a node that is there into a wire: from → node → to, at the same place of the needs of `to`.
    record InsertOnWire(String node, Wire wire) implements Edit {
        @Override
        public String title() {
            return "Insert " + node + " into " + wire;
        }

        @Override
        public @Nullable Refusal refusal(Design design) {
            return Rewrite.refusesInsert(design, node, wire);
        }
    }

    /// Puts the needs of a node in another order; needs that are not named come last.
    record ReorderNeeds(String node, List<String> order) implements Edit {
        public ReorderNeeds {
            order = List.copyOf(order);
        }

        @Override
        public String title() {
            return "Reorder needs of " + node;
        }
    }

    /// Calls a node otherwise, everywhere it is named.
    record RenameNode(String name, String newName) implements Edit {
        @Override
        public String title() {
            return "Rename " + name + " to " + newName;
        }

        @Override
        public @Nullable Refusal refusal(Design design) {
            if (!design.has(name)) {
                return new Refusal("there is no node " + name);
            }
            return name.equals(newName) ? null : design.refusesName(newName);
        }
    }

    /// Sets what a node runs.
    record SetUse(String node, @Nullable String use) implements Edit {
        @Override
        public String title() {
            return "Set executor of " + node;
        }
    }

    /// Sets the endpoint of a node.
    record SetOn(String node, @Nullable String on) implements Edit {
        @Override
        public String title() {
            return "Set endpoint of " + node;
        }
    }

    /// Sets the configuration of a node.
    record SetConfig(String node, Map<String, @Nullable Object> config) implements Edit {
        // Written out: the class file of the short form loses that values may be null.
        public SetConfig(String node, Map<String, @Nullable Object> config) {
            this.node = node;
            this.config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        }

        @Override
        public String title() {
            return "Configure " + node;
        }
    }

    /// Sets how the branches of a node meet.
    record SetJoin(String node, @Nullable Join join) implements Edit {
        @Override
        public String title() {
            return "Set join of " + node;
        }
    }

    /// Sets what a node does with conflicting changes.
    record SetOnConflict(String node, @Nullable ConflictPolicy onConflict) implements Edit {
        @Override
        public String title() {
            return "Set conflict policy of " + node;
        }
    }

    /// Sets how long a call of a node may take.
    record SetTimeout(String node, @Nullable Duration timeout) implements Edit {
        @Override
        public String title() {
            return "Set timeout of " + node;
        }
    }

    /// Sets how many instances of a node's executor work side by side.
    record SetReplicas(String node, int replicas) implements Edit {
        @Override
        public String title() {
            return "Set replicas of " + node;
        }

        @Override
        public @Nullable Refusal refusal(Design design) {
            return replicas < 1 ? new Refusal("a node has at least 1 replica, not " + replicas) : null;
        }
    }

    /// Pins docs to a node, as they stand in a file: runs of the designer take them instead of calling it.
    ///
    /// @param docs the docs, or null to take the pin away
    record SetPin(String node, @Nullable List<?> docs) implements Edit {
        public SetPin(String node, @Nullable List<?> docs) {
            this.node = node;
            this.docs = docs == null ? null : Collections.unmodifiableList(new ArrayList<>(docs));
        }

        @Override
        public String title() {
            return (docs == null ? "Unpin " : "Pin ") + node;
        }

        @Override
        public @Nullable Refusal refusal(Design design) {
            return design.has(node)
                    ? docs == null ? null : Pins.refuses(node, docs)
                    : new Refusal("there is no node " + node);
        }
    }

    /// Lets nodes run, bypasses them, or disables them.
    record SetMode(Set<String> nodes, NodeMode mode) implements Edit {
        public SetMode {
            nodes = Set.copyOf(nodes);
        }

        @Override
        public String title() {
            String verb = switch (mode) {
                case RUNS -> "Enable ";
                case BYPASSED -> "Bypass ";
                case DISABLED -> "Disable ";
            };
            return verb + Rewrite.countOf(nodes);
        }
    }

    /// Makes one node of those, which is a sub-flow of the same file.
    ///
    /// @param apart the nodes that are known to take the branches of a join apart
    record MakeSubFlow(Set<String> nodes, String name, Set<String> apart) implements Edit {
        public MakeSubFlow {
            nodes = Set.copyOf(nodes);
            apart = Set.copyOf(apart);
        }

        @Override
        public String title() {
            return "Make sub-flow " + name;
        }

        @Override
        public @Nullable Refusal refusal(Design design) {
            return new SubFlowCut(design, nodes, apart).refusal(name);
        }
    }

    /// Puts the nodes of a sub-flow in the place of the node that it is; names that are taken are renewed.
    ///
    /// @param apart the nodes inside that are known to take the branches of a join apart
    record UnpackSubFlow(String node, Set<String> apart) implements Edit {
        public UnpackSubFlow {
            apart = Set.copyOf(apart);
        }

        @Override
        public String title() {
            return "Unpack sub-flow " + node;
        }

        @Override
        public @Nullable Refusal refusal(Design design) {
            return new SubFlowPaste(design, node, apart).refusal();
        }

        /// What each node inside is called once it is unpacked in that design.
        public Map<String, String> newNames(Design design) {
            return new SubFlowPaste(design, node, apart).names();
        }
    }

    /// Takes the insides of sub-flows as they are now as seen.
    record AcceptInside(Set<String> nodes) implements Edit {
        public AcceptInside {
            nodes = Set.copyOf(nodes);
        }

        @Override
        public String title() {
            return "Take " + Rewrite.countOf(nodes) + " as it is now";
        }
    }

    /// Sets the flow's name.
    record SetFlowName(String name) implements Edit {
        @Override
        public String title() {
            return "Rename flow to " + name;
        }
    }

    /// Sets the flow's gateway.
    record SetGateway(@Nullable String gateway) implements Edit {
        @Override
        public String title() {
            return "Set gateway";
        }
    }

    /// Sets how the flow's sinks become its output.
    record SetFlowJoin(Join join) implements Edit {
        @Override
        public String title() {
            return "Set join of the flow";
        }
    }

    /// Sets the conflict policy of the flow.
    record SetFlowOnConflict(ConflictPolicy onConflict) implements Edit {
        @Override
        public String title() {
            return "Set conflict policy of the flow";
        }
    }

    /// Keeps a test with the flow, in the place of one of the same name.
    record PutTest(TestCase test) implements Edit {
        @Override
        public String title() {
            return "Keep the test " + test.name();
        }
    }

    /// Takes a test away.
    record RemoveTest(String name) implements Edit {
        @Override
        public String title() {
            return "Remove the test " + name;
        }
    }

    /// Adds copies of nodes under fresh names, their top left corner at that point.
    record Paste(Fragment fragment, Point at) implements Edit {
        @Override
        public String title() {
            return fragment.size() == fragment.names().size()
                    ? "Paste " + Rewrite.countOf(fragment.names())
                    : "Paste " + fragment.size() + " things";
        }

        /// What each node of the fragment is called in that design once it is pasted.
        public Map<String, String> newNames(Design design) {
            return fragment.freshNames(design);
        }
    }

    /// Takes the sub-flows of a clipboard that the file does not have, before its nodes are pasted.
    record TakeSubFlows(FlowSpec clip) implements Edit {
        @Override
        public String title() {
            return "Paste sub-flows";
        }
    }

    /// Draws otherwise around the nodes: groups, notes, points of wires, bookmarks; refused past a limit.
    ///
    /// @param drawing all that is drawn then
    record Draw(String title, Drawing drawing) implements Edit {
        @Override
        public @Nullable Refusal refusal(Design design) {
            String refusal = drawing.refusal();
            return refusal == null ? null : new Refusal(refusal);
        }
    }

    /// Puts another design in the place of this one.
    record Replace(String title, Design with) implements Edit {}

    /// Several edits as one step; refused as a whole when one of them is.
    record Together(String title, List<Edit> edits) implements Edit {
        public Together {
            edits = List.copyOf(edits);
        }

        @Override
        public @Nullable Refusal refusal(Design design) {
            Design at = design;
            for (Edit edit : edits) {
                Refusal refusal = edit.refusal(at);
                if (refusal != null) {
                    return refusal;
                }
                at = Rewrite.apply(edit, at);
            }
            return null;
        }
    }
}
