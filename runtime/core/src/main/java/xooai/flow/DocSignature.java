package xooai.flow;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Contents;
import xooai.codec.Docs;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.UntypedDoc;
import xooai.doc.XooaiException;
import xooai.store.FetchPolicy;

/// The signature of docs: SHA-256 over ids, types, fields and errors, in a form that is the same every time.
///
/// Content counts by its own signature, and is never fetched: where it is is not looked at. A file without a
/// signature counts by its path, its size and when it was written, which are looked up each time. What is at a ref
/// elsewhere, without a signature, can be another thing at any time, so docs with such a ref have none.
final class DocSignature {
    private boolean known = true;
    private boolean lasting = true;

    private DocSignature() {}

    /// What can be said of docs.
    ///
    /// @param signature null where it cannot be told
    /// @param lasting whether it is the same as long as the docs are the same: no file is looked at for it
    record Signed(@Nullable String signature, boolean lasting) {}

    /// The signature of those docs, or null where it cannot be told.
    static @Nullable String of(DocArray<? extends Doc> docs) {
        return signed(docs).signature();
    }

    static Signed signed(DocArray<? extends Doc> docs) {
        DocSignature signature = new DocSignature();
        CanonicalHash hash = new CanonicalHash();
        for (Slot<? extends Doc> slot : docs.slots()) {
            hash.add(slot.id());
            if (slot.doc() == null) {
                hash.add(String.valueOf(slot.error()));
            } else {
                signature.add(hash, slot);
            }
            if (!signature.known) {
                return new Signed(null, signature.lasting);
            }
        }
        return new Signed(hash.hex(), signature.lasting);
    }

    private <T extends Doc> void add(CanonicalHash hash, Slot<T> slot) {
        try {
            boolean untyped = slot.doc() instanceof UntypedDoc;
            UntypedDoc plain = Docs.untyped(untyped ? slot : slot.with(Contents.map(slot.get(), this::signed)));
            hash.add(plain.type()).add(untyped ? signed(plain.fields()) : plain.fields());
        } catch (XooaiException _) {
            // It is no record, and so has no form that is the same every time.
            known = false;
        }
    }

    /// The content with its signature in place of what it is and where.
    private Content signed(Content content) {
        String signature = content.signature();
        return signature != null
                ? Content.at("", signature, -1, content.mediaType())
                : Content.at(looked(String.valueOf(content.ref())), null, -1, content.mediaType());
    }

    /// The value with every ref in it replaced by what is known of what it points at: in a doc whose class is not
    /// known, every object that has a `ref` may be content.
    private @Nullable Object signed(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> {
                List<@Nullable Object> all = new ArrayList<>(list.size());
                list.forEach(each -> all.add(signed(each)));
                yield all;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> all = LinkedHashMap.newLinkedHashMap(map.size());
                map.forEach((key, each) -> all.put(String.valueOf(key), signed(each)));
                if (map.get("ref") instanceof String ref) {
                    boolean signed = map.get("sig") instanceof String;
                    all.put("ref", signed ? "" : looked(ref));
                    all.remove("size");
                }
                yield all;
            }
            case null, default -> value;
        };
    }

    /// The ref with what is known of the file that it names.
    private String looked(String ref) {
        String scheme = FetchPolicy.scheme(ref);
        if (scheme.equals("data")) {
            return ref; // It is its own content.
        }
        if (!scheme.isEmpty() && !scheme.equals("file")) {
            known = false;
            return ref;
        }
        lasting = false;
        try {
            Path path = scheme.isEmpty() ? Path.of(ref) : Path.of(new URI(ref));
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return ref + "\n" + now.size() + " " + now.lastModifiedTime().toInstant() + " " + now.fileKey();
        } catch (IOException | URISyntaxException | IllegalArgumentException _) {
            return ref + "\nnot there"; // Whoever opens it says why.
        }
    }
}
