package xooai.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.XooaiException;

/// How branches that meet become one array. Everything here depends on the branches and the order of `needs`,
/// and on nothing else: the same inputs give the same output every time.
final class Joins {
    private Joins() {}

    /// What a node is given.
    ///
    /// @param docs the docs, joined
    /// @param branches the docs of each branch, for a node that takes them apart; empty else
    record Joined(DocArray<Doc> docs, Map<String, DocArray<? extends Doc>> branches) {}

    /// Joins what the branches of that node brought, as the plan says. Not for a join by `first`.
    ///
    /// @param apart whether the node takes the branches apart
    /// @param branches the docs of each, in order of `needs`
    /// @param base the docs as they were where the branches parted
    static Joined join(Plan plan, int place, boolean apart, List<DocArray<Doc>> branches, DocArray<Doc> base) {
        List<String> nodes = Arrays.stream(plan.predecessors()[place])
                .mapToObj(plan.names()::get)
                .toList();
        if (apart && !nodes.isEmpty()) {
            return apart(nodes, branches);
        }
        if (branches.size() == 1) {
            return new Joined(branches.getFirst(), Map.of());
        }
        DocArray<Doc> docs = plan.joins()[place] == Join.CONCAT
                ? concat(nodes, branches)
                : merge(
                        base,
                        nodes,
                        branches,
                        plan.policies()[place],
                        plan.names().get(place));
        return new Joined(docs, Map.of());
    }

    /// The branches as they are, each by its node.
    private static Joined apart(List<String> nodes, List<DocArray<Doc>> branches) {
        Map<String, DocArray<? extends Doc>> apart = new LinkedHashMap<>();
        List<Slot<Doc>> all = new ArrayList<>();
        Set<@Nullable String> seen = new HashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            apart.put(nodes.get(i), branches.get(i));
            for (Slot<Doc> slot : branches.get(i).slots()) {
                if (seen.add(slot.id())) {
                    all.add(slot);
                }
            }
        }
        return new Joined(DocArray.ofSlots(all), apart);
    }

    /// The branches one after another; ids that stand in several get the suffix `#node`.
    static DocArray<Doc> concat(List<String> nodes, List<DocArray<Doc>> branches) {
        Map<String, Integer> counts = new HashMap<>();
        branches.forEach(docs ->
                docs.slots().forEach(slot -> counts.merge(String.valueOf(slot.id()), 1, Integer::sum)));
        List<Slot<Doc>> all = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (Slot<Doc> slot : branches.get(i).slots()) {
                String id = String.valueOf(slot.id());
                all.add(counts.getOrDefault(id, 0) > 1 ? slot.withId(id + "#" + nodes.get(i)) : slot);
            }
        }
        return DocArray.ofSlots(all);
    }

    /// The three-way merge of the branches against the base, doc by doc.
    ///
    /// @param base the docs as they were where the branches parted
    /// @param node the node at which they meet, for errors; empty for the flow's output
    static DocArray<Doc> merge(
            DocArray<Doc> base, List<String> nodes, List<DocArray<Doc>> branches, ConflictPolicy policy, String node) {
        if (allSame(branches)) {
            return branches.getFirst();
        }
        List<Slots> found = new ArrayList<>(branches.size());
        branches.forEach(docs -> found.add(new Slots(docs)));
        Slots before = new Slots(base);
        List<Slot<Doc>> merged = new ArrayList<>(base.size());
        int place = 0;
        for (String id : order(base, branches)) {
            merged.add(mergeSlot(id, place++, before, nodes, found, policy, node));
        }
        return DocArray.ofSlots(merged);
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean allSame(List<DocArray<Doc>> branches) {
        for (DocArray<Doc> docs : branches) {
            if (docs != branches.getFirst()) {
                return false;
            }
        }
        return true;
    }

    /// The ids of all docs that at least one branch returned: the base's order, then new ones in the order of
    /// `needs`.
    private static Set<String> order(DocArray<Doc> base, List<DocArray<Doc>> branches) {
        Set<String> returned = new LinkedHashSet<>();
        branches.forEach(docs -> docs.slots().forEach(slot -> returned.add(String.valueOf(slot.id()))));
        Set<String> ordered = new LinkedHashSet<>();
        for (Slot<Doc> slot : base.slots()) {
            String id = String.valueOf(slot.id());
            if (returned.contains(id)) {
                ordered.add(id);
            }
        }
        ordered.addAll(returned);
        return ordered;
    }

    private static Slot<Doc> mergeSlot(
            String id,
            int place,
            Slots before,
            List<String> nodes,
            List<Slots> branches,
            ConflictPolicy policy,
            String node) {
        List<ThreeWayMerge.Branch> present = new ArrayList<>(branches.size());
        List<CallError> errors = new ArrayList<>(0);
        for (int i = 0; i < branches.size(); i++) {
            Slot<Doc> slot = branches.get(i).find(id, place);
            if (slot != null && slot.error() != null) {
                errors.add(slot.error());
            } else if (slot != null) {
                present.add(new ThreeWayMerge.Branch(nodes.get(i), slot));
            }
        }
        if (!errors.isEmpty()) {
            return Slot.failed(id, Objects.requireNonNull(CallError.combined(errors)));
        }
        Slot<Doc> old = before.find(id, place);
        try {
            return ThreeWayMerge.merge(old == null || !old.isOk() ? null : old, present, policy);
        } catch (ThreeWayMerge.Conflict e) {
            CallError error = CallError.of(Code.ABORTED, e.message());
            return Slot.failed(id, node.isEmpty() ? error : error.atNode(node));
        } catch (XooaiException e) {
            // The doc's own constructor refuses what the branches made of it together.
            return Slot.failed(id, node.isEmpty() ? e.error() : e.error().atNode(node));
        }
    }

    /// The slots of an array by id. Branches mostly keep the order of the base, so that the first look is at
    /// the same place; a map is made only when that fails.
    private static final class Slots {
        private final DocArray<Doc> docs;
        private @Nullable Map<@Nullable String, Slot<Doc>> byId;

        Slots(DocArray<Doc> docs) {
            this.docs = docs;
        }

        @Nullable
        Slot<Doc> find(String id, int hint) {
            if (hint < docs.size() && id.equals(docs.id(hint))) {
                return docs.slot(hint);
            }
            if (byId == null) {
                byId = new HashMap<>();
                for (Slot<Doc> slot : docs.slots()) {
                    byId.put(slot.id(), slot);
                }
            }
            return byId.get(id);
        }
    }
}
