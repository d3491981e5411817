package xooai.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocType;
import xooai.doc.Extras;
import xooai.doc.Slot;
import xooai.doc.UntypedDoc;
import xooai.doc.XooaiException;

/// Turns docs into records of a class, and records into plain values, by the codecs' own rules.
public final class Docs {
    private Docs() {}

    /// The array with every doc as a record of that class; the very array when they are already, or when the
    /// class is [Doc] itself.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT, naming the doc and the field, when one does not fit
    public static <T extends Doc> DocArray<T> typed(DocArray<? extends Doc> docs, Class<T> type) {
        if (type == Doc.class || areAll(docs, type)) {
            return docs.cast();
        }
        List<Slot<T>> slots = new ArrayList<>(docs.size());
        for (int i = 0; i < docs.size(); i++) {
            try {
                slots.add(typedSlot(docs.slot(i), type));
            } catch (Malformed e) {
                String id = docs.id(i);
                throw e.toException("Tried to read doc " + (id == null ? "number " + i : "`" + id + "`") + " as "
                        + type.getSimpleName());
            }
        }
        return DocArray.ofSlots(slots);
    }

    private static boolean areAll(DocArray<? extends Doc> docs, Class<?> type) {
        for (Slot<? extends Doc> slot : docs.slots()) {
            if (slot.doc() != null && !type.isInstance(slot.doc())) {
                return false;
            }
        }
        return true;
    }

    private static <T extends Doc> Slot<T> typedSlot(Slot<? extends Doc> slot, Class<T> type) {
        Doc doc = slot.doc();
        if (doc == null) {
            return Slot.failed(slot.id(), Objects.requireNonNull(slot.error()));
        }
        if (type.isInstance(doc)) {
            return new Slot<>(slot.id(), type.cast(doc), null, slot.extras());
        }
        return typed(slot, type, Limits.DEFAULT.depth());
    }

    static <T extends Doc> Slot<T> typed(Slot<? extends Doc> slot, Class<? extends T> type, int depth) {
        UntypedDoc untyped = untyped(slot);
        if (!untyped.type().isEmpty() && !untyped.type().equals(type.getSimpleName())) {
            throw new Malformed("takes " + type.getSimpleName() + ", and is given " + Malformed.shown(untyped.type()));
        }
        TokenReader in = new ValueReader(untyped.fields(), depth);
        in.next();
        DocReader.Read read = new DocReader(in, untyped.source()).record(DocType.of(type), key -> false);
        return new Slot<>(slot.id(), type.cast(Objects.requireNonNull(read.value())), null, read.extras());
    }

    /// The doc of that slot as an [UntypedDoc], its unknown fields among the others.
    ///
    /// @throws XooaiException with the slot's error when it is in error
    public static UntypedDoc untyped(Slot<? extends Doc> slot) {
        Doc doc = slot.get();
        if (doc instanceof UntypedDoc already) {
            if (slot.extras().isEmpty()) {
                return already;
            }
            Map<String, @Nullable Object> all = new LinkedHashMap<>(already.fields());
            all.putAll(slot.extras().fields());
            return new UntypedDoc(already.type(), all, already.source());
        }
        ValueWriter out = new ValueWriter();
        DocWriter.writeFields(out, doc, slot.extras());
        return new UntypedDoc(DocWriter.typeName(doc), out.map(), Sources.strictest(doc));
    }

    /// A record of that class, made of a plain value by the rules for docs: for configurations.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT, naming every field that does not fit
    public static <R extends Record> R record(Map<String, ? extends @Nullable Object> value, Class<R> type) {
        List<String> misfits = misfits(value, type, Set.of());
        if (!misfits.isEmpty()) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "the configuration is no " + type.getSimpleName() + ": " + String.join("; ", misfits));
        }
        TokenReader in = new ValueReader(value, Limits.DEFAULT.depth());
        try {
            in.next();
            DocReader.Read read = new DocReader(in, ContentSource.standard()).record(DocType.of(type), key -> false);
            return type.cast(Objects.requireNonNull(read.value()));
        } catch (Malformed e) {
            throw e.toException("the configuration is no " + type.getSimpleName());
        }
    }

    /// What keeps a plain value from being a record of that class: unknown fields, missing ones, and those
    /// whose value does not fit; empty when nothing does. Constraints are not looked at, and nothing is made.
    ///
    /// @param open the fields whose values are not known yet
    public static List<String> misfits(
            Map<String, ? extends @Nullable Object> value, Class<? extends Record> type, Set<String> open) {
        List<DocType.Component> components = DocType.of(type).components();
        List<String> misfits = new ArrayList<>();
        for (DocType.Component component : components) {
            String name = component.name();
            if (!value.containsKey(name)) {
                if (component.java().isPrimitive()) {
                    misfits.add("`" + name + "` is missing");
                }
            } else if (!open.contains(name)) {
                addMisfits(value.get(name), component, misfits);
            }
        }
        List<String> names = components.stream().map(DocType.Component::name).toList();
        value.keySet().stream()
                .filter(key -> !names.contains(key))
                .map(key -> unknown(Malformed.shown(key)) + "; there are " + names)
                .forEach(misfits::add);
        return misfits;
    }

    private static void addMisfits(@Nullable Object value, DocType.Component component, List<String> misfits) {
        TokenReader in = new ValueReader(value, Limits.DEFAULT.depth());
        try {
            in.next();
            DocReader.Read read = new DocReader(in, ContentSource.standard())
                    .field(component.type(), component.java().isPrimitive());
            addUnknown(read.extras(), component.name() + ".", misfits);
        } catch (Malformed e) {
            misfits.add(e.in(component.name()).sentence());
        }
    }

    private static void addUnknown(Extras extras, String path, List<String> misfits) {
        extras.fields().keySet().forEach(name -> misfits.add(unknown(path + Malformed.shown(name))));
        extras.nested().forEach((name, nested) -> addUnknown(nested, path + Malformed.shown(name) + ".", misfits));
    }

    private static String unknown(String path) {
        return "there is no field `" + path + "`";
    }

    /// A record as a plain value: what [#record] makes a record of.
    public static Map<String, @Nullable Object> value(Record record) {
        ValueWriter out = new ValueWriter();
        DocWriter.writeRecord(out, record, Extras.NONE);
        return out.map();
    }
}
