package xooai.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.codec.Docs;
import xooai.codec.Sources;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocType;
import xooai.doc.Extras;
import xooai.doc.Media;
import xooai.doc.Merge;
import xooai.doc.Slot;
import xooai.doc.UntypedDoc;
import xooai.doc.Values;
import xooai.doc.XooaiException;

/// Merges what branches made of one doc, field by field, against the doc as it was where they parted.
///
/// A field changed nowhere keeps the base's value; one changed in one branch, or to equal values in several,
/// gets that value; one changed to different values is a conflict, and the nearest policy decides.
final class ThreeWayMerge {
    private final ConflictPolicy policy;

    private ThreeWayMerge(ConflictPolicy policy) {
        this.policy = policy;
    }

    /// What one branch made of the doc.
    record Branch(String node, Slot<Doc> slot) {}

    /// A value with what its class does not know of it.
    private record Value(@Nullable Object value, Extras extras) {
        static final Value ABSENT = new Value(null, Extras.NONE);

        boolean same(Value other) {
            return Values.equal(value, other.value) && extras.equals(other.extras);
        }
    }

    /// What one branch, or several alike, changed a value to.
    private record Change(List<String> nodes, Value value) {}

    /// Two branches changed one field to different values, and no policy decides.
    static final class Conflict extends RuntimeException {
        private final String path;
        private final List<String> writers;
        private final String why;

        Conflict(String path, List<String> writers, String why) {
            super(path, null, false, false);
            this.path = path;
            this.writers = writers;
            this.why = why;
        }

        String message() {
            return String.join(" and ", writers) + " changed `" + path + "` to different values, and " + why;
        }
    }

    static Slot<Doc> merge(@Nullable Slot<Doc> base, List<Branch> branches, ConflictPolicy policy) {
        if (branches.size() == 1 || allSame(branches)) {
            return branches.getFirst().slot();
        }
        List<Branch> alike = alike(branches);
        Slot<Doc> old = base == null ? null : likeThose(base, alike);
        Value before = old == null ? Value.ABSENT : of(old);
        List<Change> changes = new ArrayList<>();
        for (Branch branch : alike) {
            add(changes, branch.node(), of(branch.slot()), before);
        }
        String id = branches.getFirst().slot().id();
        if (changes.isEmpty()) {
            return alike.getFirst().slot();
        }
        Value merged = new ThreeWayMerge(policy).whole(before, changes);
        return new Slot<>(id, (Doc) Objects.requireNonNull(merged.value()), null, merged.extras());
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean allSame(List<Branch> branches) {
        Slot<Doc> first = branches.getFirst().slot();
        for (Branch branch : branches) {
            if (branch.slot() != first
                    && (branch.slot().doc() != first.doc()
                            || !branch.slot().extras().equals(first.extras()))) {
                return false;
            }
        }
        return true;
    }

    private static Value of(Slot<Doc> slot) {
        return new Value(slot.get(), slot.extras());
    }

    private static void add(List<Change> changes, String node, Value value, Value before) {
        if (value.same(before)) {
            return;
        }
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (change.value().same(value)) {
                List<String> nodes = new ArrayList<>(change.nodes());
                nodes.add(node);
                changes.set(i, new Change(nodes, value));
                return;
            }
        }
        changes.add(new Change(List.of(node), value));
    }

    /// The branches with all docs of one class: records where one of them is a record that the others can be
    /// read as, else untyped.
    private static List<Branch> alike(List<Branch> branches) {
        Set<Class<?>> classes = new LinkedHashSet<>();
        branches.forEach(branch -> classes.add(branch.slot().get().getClass()));
        if (classes.size() == 1) {
            return branches;
        }
        List<Branch> alike = new ArrayList<>();
        for (Branch branch : branches) {
            Slot<Doc> slot = branch.slot();
            for (Class<?> type : classes) {
                if (type != UntypedDoc.class) {
                    slot = readAs(slot, type.asSubclass(Doc.class));
                }
            }
            alike.add(new Branch(branch.node(), slot));
        }
        boolean same = alike.stream()
                        .map(branch -> branch.slot().get().getClass())
                        .distinct()
                        .count()
                == 1;
        return same
                ? alike
                : branches.stream()
                        .map(branch -> new Branch(branch.node(), untyped(branch.slot())))
                        .toList();
    }

    private static Slot<Doc> likeThose(Slot<Doc> base, List<Branch> branches) {
        Class<? extends Doc> type = branches.getFirst().slot().get().getClass();
        if (type.isInstance(base.get())) {
            return base;
        }
        return type == UntypedDoc.class ? untyped(base) : readAs(base, type);
    }

    private static Slot<Doc> untyped(Slot<Doc> slot) {
        return new Slot<>(slot.id(), Docs.untyped(slot), null, Extras.NONE);
    }

    private static Slot<Doc> readAs(Slot<Doc> slot, Class<? extends Doc> type) {
        if (!(slot.doc() instanceof UntypedDoc)) {
            return slot;
        }
        try {
            DocArray<? extends Doc> typed = Docs.typed(DocArray.ofSlots(List.of(slot)), type);
            return typed.<Doc>cast().slot(0);
        } catch (XooaiException e) {
            // It is of another type after all, and is merged as what it is.
            return slot;
        }
    }

    private Value whole(Value before, List<Change> changes) {
        if (changes.size() == 1) {
            return changes.getFirst().value();
        }
        return fields("", before, changes);
    }

    /// The merge of values of one field, given that some branch changed it.
    private Value field(String path, Value before, List<Change> changes, Merge.@Nullable Rule rule) {
        if (changes.size() == 1) {
            return changes.getFirst().value();
        }
        if (rule == null && areComposite(before, changes)) {
            return fields(path, before, changes);
        }
        return new Value(Resolution.of(path, rule, policy, before.value(), sides(changes)), extrasOfChosen(changes));
    }

    private static List<Resolution.Side> sides(List<Change> changes) {
        return changes.stream()
                .map(change ->
                        new Resolution.Side(change.nodes(), change.value().value()))
                .toList();
    }

    /// A list or another value that a policy put together has no unknown fields of its own.
    private static Extras extrasOfChosen(List<Change> changes) {
        return changes.getLast().value().extras();
    }

    private static boolean areComposite(Value before, List<Change> changes) {
        Object first = changes.getFirst().value().value();
        if (first instanceof Media || first == null) {
            return false;
        }
        if (first instanceof Record || first instanceof UntypedDoc) {
            return (before.value() == null || before.value().getClass() == first.getClass())
                    && changes.stream()
                            .allMatch(c -> c.value().value() != null
                                    && c.value().value().getClass() == first.getClass());
        }
        return first instanceof Map<?, ?> map
                && !isAtomic(map)
                && (before.value() == null || isGone(before) || before.value() instanceof Map<?, ?>)
                && changes.stream().allMatch(c -> c.value().value() instanceof Map<?, ?> each && !isAtomic(each));
    }

    /// Content and tensors, as plain values, are atomic as they are as records.
    private static boolean isAtomic(Map<?, ?> map) {
        return map.containsKey("ref")
                || map.get("bytes") instanceof byte[]
                || (map.containsKey("dtype") && map.containsKey("shape"))
                || (map.size() == 1 && map.get("text") instanceof String);
    }

    private Value fields(String path, Value before, List<Change> changes) {
        Object first = Objects.requireNonNull(changes.getFirst().value().value());
        if (first instanceof Media media) {
            return media(path, media, before, changes);
        }
        if (first instanceof UntypedDoc untyped) {
            Map<String, @Nullable Object> merged =
                    maps(path, before.value() instanceof UntypedDoc old ? old.fields() : Map.of(), changes);
            return new Value(new UntypedDoc(untyped.type(), merged, source(changes)), Extras.NONE);
        }
        return first instanceof Record
                ? record(path, DocType.of(first.getClass()), before, changes)
                : new Value(maps(path, keyed(before.value()), changes), Extras.NONE);
    }

    /// What a merged doc holds may come from any branch, and keeps to the rules of all of them.
    private static @Nullable ContentSource source(List<Change> changes) {
        ContentSource source = null;
        Doc before = null;
        for (Change change : changes) {
            if (change.value().value() instanceof Doc doc) {
                source = Sources.ofBoth(before == null ? doc : before, doc);
                before = new UntypedDoc("", Map.of(), source);
            }
        }
        return source;
    }

    private Value media(String path, Media first, Value before, List<Change> changes) {
        DocType type = DocType.of(first.getClass());
        List<Change> contents = new ArrayList<>();
        Object old = before.value() instanceof Media media ? media.content() : null;
        for (Change change : changes) {
            for (String node : change.nodes()) {
                add(
                        contents,
                        node,
                        new Value(((Media) Objects.requireNonNull(change.value().value())).content(), Extras.NONE),
                        new Value(old, Extras.NONE));
            }
        }
        String field = first.content().inlineText() != null ? "text" : "content";
        Object content = contents.isEmpty()
                ? old
                : field(path.isEmpty() ? field : path + "." + field, new Value(old, Extras.NONE), contents, null)
                        .value();
        return new Value(type.create(new Object[] {content}), extras(path, before, changes, Map.of()));
    }

    private Value record(String path, DocType type, Value before, List<Change> changes) {
        List<DocType.Component> components = type.components();
        @Nullable Object[] values = new Object[components.size()];
        Map<String, Extras> nested = new LinkedHashMap<>(0);
        for (int i = 0; i < values.length; i++) {
            DocType.Component component = components.get(i);
            Value old = component(type, i, component.name(), before);
            List<Change> changed = new ArrayList<>(changes.size());
            for (Change change : changes) {
                Value now = component(type, i, component.name(), change.value());
                for (String node : change.nodes()) {
                    add(changed, node, now, old);
                }
            }
            String at = path.isEmpty() ? component.name() : path + "." + component.name();
            Value merged = changed.isEmpty() ? old : field(at, old, changed, component.merge());
            Object fitting = Resolution.fitting(at, component, merged.value());
            values[i] = fitting;
            if (fitting != null && !merged.extras().isEmpty()) {
                nested.put(
                        component.name(),
                        new Extras(
                                fitting,
                                merged.extras().fields(),
                                merged.extras().nested()));
            }
        }
        return new Value(type.create(values), extras(path, before, changes, nested));
    }

    private static Value component(DocType type, int place, String name, Value of) {
        if (of.value() == null) {
            return Value.ABSENT;
        }
        Object value = type.get(of.value(), place);
        return new Value(value, of.extras().in(name, value));
    }

    /// The unknown fields, merged as a map is, with those of the nested values.
    private Extras extras(String path, Value before, List<Change> changes, Map<String, Extras> nested) {
        boolean none = before.extras().fields().isEmpty()
                && changes.stream()
                        .allMatch(change -> change.value().extras().fields().isEmpty());
        if (none && nested.isEmpty()) {
            return Extras.NONE;
        }
        List<Change> unknown = new ArrayList<>();
        for (Change change : changes) {
            unknown.add(
                    new Change(change.nodes(), new Value(change.value().extras().fields(), Extras.NONE)));
        }
        return new Extras(null, maps(path, before.extras().fields(), unknown), nested);
    }

    private Map<String, @Nullable Object> maps(
            String path, Map<String, @Nullable Object> before, List<Change> changes) {
        Set<String> keys = new LinkedHashSet<>(before.keySet());
        changes.forEach(change -> keys.addAll(keyed(change.value().value()).keySet()));
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        for (String key : keys) {
            Value old = entry(before, key);
            List<Change> changed = new ArrayList<>(changes.size());
            for (Change change : changes) {
                Map<String, @Nullable Object> now = keyed(change.value().value());
                for (String node : change.nodes()) {
                    add(changed, node, entry(now, key), old);
                }
            }
            Value value = changed.isEmpty() ? old : field(path.isEmpty() ? key : path + "." + key, old, changed, null);
            if (!isGone(value)) {
                merged.put(key, value.value());
            }
        }
        return merged;
    }

    /// Stands for an entry that is not there, which is another thing than an explicit null.
    private static final Object GONE = new Object() {
        @Override
        public String toString() {
            return "nothing";
        }
    };

    @SuppressWarnings("ReferenceEquality")
    private static boolean isGone(Value value) {
        return value.value() == GONE;
    }

    private static Value entry(Map<String, @Nullable Object> map, String key) {
        return new Value(map.containsKey(key) ? map.get(key) : GONE, Extras.NONE);
    }

    private static Map<String, @Nullable Object> keyed(@Nullable Object value) {
        Map<String, @Nullable Object> keyed = new LinkedHashMap<>();
        if (value instanceof UntypedDoc untyped) {
            return untyped.fields();
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> keyed.put(String.valueOf(key), each));
        }
        return keyed;
    }
}
