package xooai.executor;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.UntypedDoc;
import xooai.doc.XooaiException;

/// A request as it crosses a remote edge: `file:` and relative refs are read here, since nobody else can, and
/// the caller's own form is put back in the answer.
///
/// @param request the request to send
/// @param originals the contents that were read, by signature
record Carried(Request request, Map<String, Content> originals) {

    static Carried of(Request request) {
        Map<String, Content> originals = new HashMap<>();
        UnaryOperator<Content> read = content -> isLocal(content) ? read(content, originals) : content;
        UnaryOperator<Content> tryToRead = content -> isLocal(content) ? readOrKept(content, originals) : content;
        DocArray<? extends Doc> docs = map(request.docs(), read, tryToRead);
        Map<String, DocArray<? extends Doc>> branches = new LinkedHashMap<>();
        request.branches().forEach((node, each) -> branches.put(node, map(each, read, tryToRead)));
        if (originals.isEmpty()) {
            return new Carried(request, Map.of());
        }
        Request sent = new Request(
                request.rid(),
                request.endpoint(),
                request.timeoutMillis(),
                request.params(),
                docs,
                request.extra(),
                branches);
        return new Carried(sent, originals);
    }

    private static boolean isLocal(Content content) {
        String ref = content.ref();
        if (ref == null) {
            return false;
        }
        int colon = ref.indexOf(':');
        return colon < 2
                || ref.toLowerCase(Locale.ROOT).startsWith("file:")
                || !ref.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*");
    }

    private static Content read(Content content, Map<String, Content> originals) {
        try (InputStream in = content.open()) {
            Content inline = Content.ofOwnedBytes(in.readAllBytes(), content.mediaType());
            originals.put(String.valueOf(inline.signature()), content);
            return inline;
        } catch (IOException e) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, "Tried to read " + content + " to send it: " + e.getMessage(), e);
        }
    }

    /// An object with a `ref` in a doc of an unknown class may be no content at all: what cannot be read goes
    /// as it is, and is refused where it is opened.
    private static Content readOrKept(Content content, Map<String, Content> originals) {
        try {
            return read(content, originals);
        } catch (XooaiException e) {
            return content;
        }
    }

    Response restored(Response response) {
        if (originals.isEmpty()) {
            return response;
        }
        UnaryOperator<Content> restore = content -> {
            Content original = content.isInline() ? originals.get(String.valueOf(content.signature())) : null;
            return original == null ? content : original;
        };
        DocArray<? extends Doc> docs = map(response.docs(), restore, restore);
        return new Response(response.rid(), response.code(), docs, response.error(), response.extra());
    }

    @SuppressWarnings("ReferenceEquality")
    private static DocArray<? extends Doc> map(
            DocArray<? extends Doc> docs, UnaryOperator<Content> change, UnaryOperator<Content> inUntyped) {
        List<Slot<Doc>> slots = new ArrayList<>(docs.size());
        boolean changed = false;
        for (Slot<? extends Doc> slot : docs.slots()) {
            Doc before = slot.doc();
            @Nullable
            Doc after = before == null ? null : Contents.map(before, before instanceof UntypedDoc ? inUntyped : change);
            changed |= before != after;
            slots.add(new Slot<>(slot.id(), after, slot.error(), slot.extras()));
        }
        return changed ? DocArray.ofSlots(slots) : docs;
    }
}
