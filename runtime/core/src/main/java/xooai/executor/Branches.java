package xooai.executor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;

/// The branches that an endpoint takes apart: a doc that is in error in one of them is kept from all.
///
/// @param good the branches without the docs that are in error in any
/// @param all every doc once, in order of first appearance, in error where any branch has it so
record Branches(Map<String, DocArray<? extends Doc>> good, DocArray<Doc> all) {

    static Branches of(Map<String, DocArray<? extends Doc>> branches) {
        List<DocArray<Doc>> arrays = new ArrayList<>();
        branches.values().forEach(docs -> arrays.add(docs.cast()));
        Set<String> ids = new LinkedHashSet<>();
        arrays.forEach(docs -> docs.slots().forEach(slot -> {
            if (slot.id() != null) {
                ids.add(slot.id());
            }
        }));
        List<Map<@Nullable String, Slot<Doc>>> byId = new ArrayList<>();
        for (DocArray<Doc> docs : arrays) {
            Map<@Nullable String, Slot<Doc>> slots = new HashMap<>();
            docs.slots().forEach(slot -> slots.put(slot.id(), slot));
            byId.add(slots);
        }
        List<Slot<Doc>> all = new ArrayList<>();
        Set<String> failed = new LinkedHashSet<>();
        for (String id : ids) {
            List<@Nullable Slot<Doc>> slots = new ArrayList<>();
            byId.forEach(docs -> slots.add(docs.get(id)));
            CallError error = CallError.combined(slots.stream()
                    .filter(Objects::nonNull)
                    .map(Slot::error)
                    .filter(Objects::nonNull)
                    .toList());
            if (error != null) {
                failed.add(id);
                all.add(Slot.failed(id, error));
            } else {
                slots.stream().filter(slot -> slot != null).findFirst().ifPresent(all::add);
            }
        }
        Map<String, DocArray<? extends Doc>> good = new LinkedHashMap<>();
        branches.forEach((node, docs) -> good.put(node, without(docs.cast(), failed)));
        return new Branches(good, DocArray.ofSlots(all));
    }

    private static DocArray<Doc> without(DocArray<Doc> docs, Set<String> failed) {
        List<Slot<Doc>> kept = docs.slots().stream()
                .filter(slot -> slot.isOk() && (slot.id() == null || !failed.contains(slot.id())))
                .toList();
        return kept.size() == docs.size() ? docs : DocArray.ofSlots(kept);
    }
}
