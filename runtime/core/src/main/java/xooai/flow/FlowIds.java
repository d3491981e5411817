package xooai.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;

/// Gives docs the ids that they lack: the same request gives the same ids every time.
final class FlowIds {
    private FlowIds() {}

    /// The flow's input: a doc without an id gets its place in the array.
    static DocArray<Doc> ofInput(DocArray<Doc> docs) {
        return ofInput(docs, 0);
    }

    /// A part of the flow's input, before which that many docs came.
    static DocArray<Doc> ofInput(DocArray<Doc> docs, long before) {
        return filled(docs, "", before);
    }

    /// What a node gave: a doc without an id gets `<node>:<index>`, one that a nested flow made `<node>/<its
    /// id>`, and an error that arose there is said of the node.
    static DocArray<Doc> ofNode(String node, boolean isFlow, DocArray<Doc> taken, DocArray<Doc> given) {
        return ofNode(node, isFlow, taken, given, 0);
    }

    /// A part of what a node gave, before which it gave that many docs.
    static DocArray<Doc> ofNode(String node, boolean isFlow, DocArray<Doc> taken, DocArray<Doc> given, long before) {
        DocArray<Doc> named = isFlow || given.hasErrors() ? named(node, isFlow, taken, given) : given;
        return filled(named, node + ":", before);
    }

    private static DocArray<Doc> named(String node, boolean isFlow, DocArray<Doc> taken, DocArray<Doc> given) {
        Map<@Nullable String, Slot<Doc>> inputs = new HashMap<>();
        taken.slots().forEach(slot -> inputs.put(slot.id(), slot));
        List<Slot<Doc>> slots = new ArrayList<>(given.size());
        for (Slot<Doc> slot : given.slots()) {
            String id = slot.id();
            Slot<Doc> before = id == null ? null : inputs.get(id);
            Slot<Doc> named = isFlow && id != null && before == null ? slot.withId(node + "/" + id) : slot;
            CallError error = named.error();
            boolean fresh = error != null && (before == null || before.error() == null);
            slots.add(fresh && error != null ? named.failed(nestedIn(node, error)) : named);
        }
        return DocArray.ofSlots(slots);
    }

    /// The error as it is seen from outside of that node: an error of a nested flow keeps the name of its node.
    static CallError nestedIn(String node, CallError error) {
        String inner = error.node();
        return inner == null
                ? error.atNode(node)
                : new CallError(
                        error.code(),
                        error.message(),
                        node + "/" + inner,
                        error.attempt(),
                        error.endpoint(),
                        error.docId(),
                        error.retryable(),
                        error.cause());
    }

    private static DocArray<Doc> filled(DocArray<Doc> docs, String prefix, long before) {
        boolean complete = true;
        for (Slot<Doc> slot : docs.slots()) {
            complete &= slot.id() != null;
        }
        if (complete) {
            return docs;
        }
        Set<@Nullable String> used = new HashSet<>();
        docs.slots().forEach(slot -> used.add(slot.id()));
        List<Slot<Doc>> slots = new ArrayList<>(docs.size());
        for (int i = 0; i < docs.size(); i++) {
            Slot<Doc> slot = docs.slot(i);
            slots.add(slot.id() == null ? slot.withId(free(prefix + (before + i), used)) : slot);
        }
        return DocArray.ofSlots(slots);
    }

    /// An id that a caller has given another doc already is passed over, in a way that is the same every time.
    private static String free(String wanted, Set<@Nullable String> used) {
        String id = wanted;
        while (!used.add(id)) {
            id += "'";
        }
        return id;
    }
}
