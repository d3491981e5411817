package xooai.flow;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
///
/// In a doc whose class is not known nobody can tell content from an object of the same fields, so there every field
/// counts as it is, and what its refs point at counts besides: a wrong guess never makes different docs the same.
final class DocSignature {
    private static final Pattern SIGNATURE = Pattern.compile("sha256:[0-9a-f]{64}");

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
            if (slot.doc() instanceof UntypedDoc) {
                UntypedDoc plain = Docs.untyped(slot);
                List<String> seen = new ArrayList<>();
                look(plain.fields(), seen);
                hash.add(plain.type()).add(plain.fields()).add(seen);
            } else {
                UntypedDoc plain = Docs.untyped(slot.with(Contents.map(slot.get(), this::signed)));
                hash.add(plain.type()).add(plain.fields());
            }
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

    /// Looks at what every ref in that value points at, if it may be content without a signature.
    private void look(@Nullable Object value, List<String> seen) {
        switch (value) {
            case List<?> list -> list.forEach(each -> look(each, seen));
            case Map<?, ?> map -> {
                if (map.get("ref") instanceof String ref && !isSignature(map.get("sig"))) {
                    seen.add(looked(ref));
                }
                map.keySet().stream().map(String::valueOf).sorted().forEach(key -> look(map.get(key), seen));
            }
            case null, default -> {}
        }
    }

    private static boolean isSignature(@Nullable Object value) {
        return value instanceof String text && SIGNATURE.matcher(text).matches();
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
            return ref + "\n" + FileLook.of(path);
        } catch (IOException | URISyntaxException | IllegalArgumentException _) {
            return ref + "\nnot there"; // Whoever opens it says why.
        }
    }
}
