package xooai.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Extras;
import xooai.doc.Slot;
import xooai.doc.UntypedDoc;
import xooai.doc.Weight;

/// Docs reduced to what may be written of them without content: id, type, size, error.
final class DocSizes {
    /// The key of the size in bytes of a doc that is not written itself.
    static final String SIZE = "recordedBytes";

    private static final String TYPE = "of";

    private DocSizes() {}

    static DocArray<Doc> of(DocArray<?> docs) {
        List<Slot<Doc>> slots = new ArrayList<>(docs.size());
        for (Slot<Doc> slot : docs.<Doc>cast().slots()) {
            Doc doc = slot.doc();
            slots.add(new Slot<>(slot.id(), doc == null ? null : size(doc), slot.error(), Extras.NONE));
        }
        return DocArray.ofSlots(slots);
    }

    private static Doc size(Doc doc) {
        if (doc instanceof UntypedDoc known && known.fields().keySet().equals(java.util.Set.of(TYPE, SIZE))) {
            return doc;
        }
        String type = doc instanceof UntypedDoc untyped
                ? untyped.type()
                : doc.getClass().getSimpleName();
        // Not as one of the built-in types: without content it would be none.
        return new UntypedDoc("", Map.of(TYPE, type, SIZE, (long) Weight.of(DocArray.of(doc))), null);
    }
}
