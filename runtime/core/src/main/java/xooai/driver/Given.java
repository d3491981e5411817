package xooai.driver;

import java.util.HashSet;
import java.util.Set;
import xooai.codec.Contents;
import xooai.codec.Request;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.store.StoreRef;

/// What a request tells of its caller.
///
/// @param stores the names of the stores that he reads: those that he says, and those that his refs point at
/// @param refs all refs that he sent
record Given(Set<String> stores, Set<String> refs) {
    static final Given NOTHING = new Given(Set.of(), Set.of());

    static Given of(Request request) {
        Given given = new Given(new HashSet<>(request.stores()), new HashSet<>());
        given.note(request.docs());
        request.branches().values().forEach(given::note);
        return given;
    }

    private void note(DocArray<? extends Doc> docs) {
        for (Slot<? extends Doc> slot : docs.slots()) {
            Doc doc = slot.doc();
            if (doc != null) {
                Contents.map(doc, this::noted);
            }
        }
    }

    private Content noted(Content content) {
        String ref = content.ref();
        StoreRef stored = StoreRef.parse(ref);
        if (ref != null) {
            refs.add(ref);
        }
        if (stored != null) {
            stores.add(stored.store());
        }
        return content;
    }
}
