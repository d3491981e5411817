package xooai.executor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import xooai.codec.Contents;
import xooai.codec.Docs;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocType;
import xooai.doc.Slot;
import xooai.doc.XooaiException;

/// What happens to docs where they enter and leave an endpoint.
final class CallDocs {
    private CallDocs() {}

    /// The docs as records of the class that the endpoint takes, each validated; one that is not valid is in
    /// error.
    static DocArray<Doc> entering(Class<? extends Doc> type, DocArray<? extends Doc> docs) {
        DocArray<Doc> typed = Docs.typed(docs, type).cast();
        return mayBeInvalid(type, typed) ? validated(typed, Code.INVALID_ARGUMENT) : typed;
    }

    private static boolean mayBeInvalid(Class<? extends Doc> type, DocArray<Doc> docs) {
        if (type != Doc.class) {
            return DocType.hasConstraints(type);
        }
        for (Slot<Doc> slot : docs.slots()) {
            if (slot.doc() != null && DocType.hasConstraints(slot.doc().getClass())) {
                return true;
            }
        }
        return false;
    }

    private static DocArray<Doc> validated(DocArray<Doc> docs, Code code) {
        List<Slot<Doc>> slots = new ArrayList<>(docs.size());
        for (Slot<Doc> slot : docs.slots()) {
            slots.add(validated(slot, code));
        }
        return DocArray.ofSlots(slots);
    }

    private static Slot<Doc> validated(Slot<Doc> slot, Code code) {
        Doc doc = slot.doc();
        if (doc == null) {
            return slot;
        }
        try {
            doc.validate();
            return slot;
        } catch (XooaiException e) {
            return slot.failed(CallError.of(code, e.error().message()));
        }
    }

    /// What an endpoint gave for the good docs of an array: each doc that is an input's very instance in its
    /// slot, all validated, and the docs that were in error before back in their places.
    static DocArray<Doc> leaving(DocArray<Doc> in, DocArray<Doc> good, DocArray<Doc> given) {
        DocArray<Doc> carried = sameArray(good, given) ? given : carried(good, given);
        DocArray<Doc> valid = mayBeInvalid(Doc.class, carried) ? validated(carried, Code.INTERNAL) : carried;
        return good.size() == in.size() ? valid : withErrors(in, valid);
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean sameArray(DocArray<Doc> a, DocArray<Doc> b) {
        return a == b;
    }

    private static DocArray<Doc> carried(DocArray<Doc> good, DocArray<Doc> given) {
        boolean allCarried = true;
        for (Slot<Doc> slot : given.slots()) {
            allCarried &= slot.id() != null;
        }
        if (allCarried) {
            return given;
        }
        IdentityHashMap<Doc, Slot<Doc>> inputs = new IdentityHashMap<>(good.size());
        good.slots().forEach(slot -> inputs.putIfAbsent(slot.get(), slot));
        for (Slot<Doc> slot : given.slots()) {
            if (slot.id() != null) {
                inputs.values().removeIf(input -> Objects.equals(input.id(), slot.id()));
            }
        }
        List<Slot<Doc>> slots = new ArrayList<>(given.size());
        for (Slot<Doc> slot : given.slots()) {
            Slot<Doc> input =
                    slot.id() == null && slot.doc() != null && slot.extras().isEmpty()
                            ? inputs.remove(slot.doc())
                            : null;
            slots.add(input == null ? slot : input);
        }
        return DocArray.ofSlots(slots);
    }

    /// The docs with those that were in error before put back: each after the input doc that it stood after.
    static DocArray<Doc> withErrors(DocArray<Doc> in, DocArray<Doc> given) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < given.size(); i++) {
            String id = given.id(i);
            if (id != null) {
                places.put(id, i);
            }
        }
        Map<Integer, List<Slot<Doc>>> after = new HashMap<>();
        int anchor = -1;
        int good = 0;
        for (Slot<Doc> slot : in.slots()) {
            if (slot.isOk()) {
                anchor = slot.id() == null ? Math.min(good, given.size() - 1) : places.getOrDefault(slot.id(), anchor);
                good++;
            } else if (slot.id() == null || !places.containsKey(slot.id())) {
                after.computeIfAbsent(anchor, key -> new ArrayList<>()).add(slot);
            }
        }
        List<Slot<Doc>> slots = new ArrayList<>(in.size());
        slots.addAll(after.getOrDefault(-1, List.of()));
        for (int i = 0; i < given.size(); i++) {
            slots.add(given.slot(i));
            slots.addAll(after.getOrDefault(i, List.of()));
        }
        return DocArray.ofSlots(slots);
    }

    /// That error, said of the doc whose content it tells of: a content knows nothing of the doc that holds it, but an
    /// error of reading it names its ref or its signature.
    static CallError named(CallError error, DocArray<? extends Doc> docs) {
        if (error.docId() != null || !error.message().startsWith("Tried to ")) {
            return error;
        }
        for (Slot<? extends Doc> slot : docs.slots()) {
            Doc doc = slot.doc();
            boolean[] found = {false};
            if (doc != null && slot.id() != null) {
                Contents.map(doc, content -> {
                    String ref = content.ref();
                    String signature = ref == null ? null : content.signature();
                    found[0] |= ref != null
                            && (error.message().contains(ref)
                                    || (signature != null && error.message().contains(signature)));
                    return content;
                });
            }
            if (found[0]) {
                return error.ofDoc(slot.id());
            }
        }
        return error;
    }

    /// The docs of an endpoint that takes them one by one.
    static final class Each {
        private final List<Slot<Doc>> slots;

        Each(int size) {
            this.slots = new ArrayList<>(size);
        }

        void keep(Slot<Doc> slot) {
            slots.add(slot);
        }

        void put(Slot<Doc> slot, Doc doc) {
            slots.add(
                    DocType.hasConstraints(doc.getClass()) ? validated(slot.with(doc), Code.INTERNAL) : slot.with(doc));
        }

        void fail(Slot<Doc> slot, CallError error) {
            slots.add(slot.failed(error));
        }

        DocArray<Doc> docs() {
            return DocArray.ofSlots(slots);
        }
    }
}
