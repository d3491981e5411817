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
import xooai.doc.XooaiException;

/// A request as it crosses a remote edge: `file:` and relative refs are read here, since nobody else can, and
/// the
/// caller's own form is put back in the answer.
///
/// @param request the request to send
/// @param originals the contents that were read, by signature
record Carried(Request request, Map<String, Content> originals) {

    static Carried of(Request request) {
        Map<String, Content> originals = new HashMap<>();
        UnaryOperator<Content> read = content -> isLocal(content) ? read(content, originals) : content;
        DocArray<? extends Doc> docs = map(request.docs(), read);
        Map<String, DocArray<? extends Doc>> branches = new LinkedHashMap<>();
        request.branches().forEach((node, each) -> branches.put(node, map(each, read)));
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

    Response restored(Response response) {
        if (originals.isEmpty()) {
            return response;
        }
        DocArray<? extends Doc> docs = map(response.docs(), content -> {
            Content original = content.isInline() ? originals.get(String.valueOf(content.signature())) : null;
            return original == null ? content : original;
        });
        return new Response(response.rid(), response.code(), docs, response.error(), response.extra());
    }

    @SuppressWarnings("ReferenceEquality")
    private static DocArray<? extends Doc> map(DocArray<? extends Doc> docs, UnaryOperator<Content> change) {
        List<Slot<Doc>> slots = new ArrayList<>(docs.size());
        boolean changed = false;
        for (Slot<? extends Doc> slot : docs.slots()) {
            Doc before = slot.doc();
            @Nullable Doc after = before == null ? null : Contents.map(before, change);
            changed |= before != after;
            slots.add(new Slot<>(slot.id(), after, slot.error(), slot.extras()));
        }
        return changed ? DocArray.ofSlots(slots) : docs;
    }
}
