package xooai.designer.design;

import java.util.Set;

/// What changed in a [DesignModel].
public sealed interface Change {

    /// The design, by an edit, undo, redo or another file.
    record OfDesign(Design before, Design after) implements Change {}

    /// What is selected.
    record OfSelection(Selection before, Selection after) implements Change {}

    /// What became of those nodes.
    record OfStatuses(Set<String> nodes) implements Change {
        public OfStatuses {
            nodes = Set.copyOf(nodes);
        }
    }

    /// What is known of executors, and so of every port.
    record OfDescriptions() implements Change {}

    /// What is wrong with the flow.
    record OfProblems() implements Change {}

    /// What can be undone or is saved; comes after the change of the design that caused it.
    record OfHistory(History before, History after) implements Change {}
}
