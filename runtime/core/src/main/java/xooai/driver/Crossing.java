package xooai.driver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xooai.codec.Contents;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.XooaiException;

/// How docs cross the edge to another process, in one direction.
///
/// Content that is at hand and larger than [#LARGE], and files of this machine of that size, are put into the store
/// that both sides know, and travel as a ref to it with their signature; where there is none they travel in the
/// message. A `store:` ref that the other side could not open becomes a link, where the store gives them, or what it
/// points at. Everything else passes as it is, and is fetched by nobody.
///
/// A crossing remembers what it changed, so that the caller's own form can be put back into the answer.
public final class Crossing {
    /// Content of more bytes than that goes through a store.
    public static final int LARGE = 64 << 10;

    private final Passage.Edge edge;
    private final boolean remembers;
    private final Map<String, Content> originals = new HashMap<>();

    private Crossing(Passage.Edge edge, boolean remembers) {
        this.edge = edge;
        this.remembers = remembers;
    }

    /// The way to an executor.
    ///
    /// @param reads gives the names of the stores that the other side reads; asked when there is something to put
    public static Crossing toExecutor(ConnectSettings settings, Supplier<Set<String>> reads) {
        return toExecutor(settings, reads, true);
    }

    /// The way of a stream to an executor. There is no end to what a stream brings, so nothing is remembered of it.
    public static Crossing ofStreamToExecutor(ConnectSettings settings, Supplier<Set<String>> reads) {
        return toExecutor(settings, reads, false);
    }

    private static Crossing toExecutor(ConnectSettings settings, Supplier<Set<String>> reads, boolean remembers) {
        long most = settings.limits().bodyBytes();
        return new Crossing(new Passage.Edge(settings.refs(), reads, () -> Given.NOTHING, most, false), remembers);
    }

    /// The way back to a caller, who reads the stores that the request names, and those that its refs point at.
    public static Crossing toCaller(Request request, ServeSettings settings) {
        Supplier<Given> given = new Supplier<>() {
            private @Nullable Given known;

            @Override
            public Given get() {
                Given found = known == null ? Given.of(request) : known;
                known = found;
                return found;
            }
        };
        long most = settings.limits().bodyBytes();
        return new Crossing(new Passage.Edge(settings.refs(), () -> given.get().stores(), given, most, true), false);
    }

    /// The request as it is sent.
    ///
    /// @throws XooaiException when content cannot be read or put, or the call is no longer wanted
    public Request crossed(Request request, Context context) {
        DocArray<? extends Doc> docs = crossed(request.docs(), context);
        Map<String, DocArray<? extends Doc>> branches = new LinkedHashMap<>();
        request.branches().forEach((node, each) -> branches.put(node, crossed(each, context)));
        return request.withDocs(docs, branches).withStores(edge.stores().names());
    }

    /// The answer as it is sent. A doc whose content cannot be read or put is in error.
    public Response crossed(Response response, Context context) {
        DocArray<? extends Doc> docs = crossed(response.docs(), context);
        boolean failed = docs.hasErrors() && response.code() == Code.OK;
        CallError error = response.error();
        return new Response(
                response.rid(),
                failed ? Code.PARTIAL : response.code(),
                docs,
                error == null ? null : told(error),
                response.extra());
    }

    /// An error as it is sent: a caller is told nothing of where this server's stores are.
    public CallError told(CallError error) {
        boolean hides = edge.answer() && !edge.refs().files() && !edge.stores().isEmpty();
        return hides ? edge.stores().withoutPlaces(error) : error;
    }

    /// An answer as it is sent by whoever sends the content of its docs itself.
    public Response told(Response response) {
        CallError error = response.error();
        return new Response(
                response.rid(),
                response.code(),
                mapped(response.docs(), this::told),
                error == null ? null : told(error),
                response.extra());
    }

    private Slot<Doc> told(Slot<Doc> slot) {
        CallError error = slot.error();
        return error == null ? slot : slot.failed(told(error));
    }

    /// Docs as they are sent.
    ///
    /// @throws XooaiException when content cannot be read or put, or the call is no longer wanted
    public DocArray<? extends Doc> crossed(DocArray<? extends Doc> docs, Context context) {
        try (Passage passage = new Passage(edge, context, this::changed)) {
            return mapped(docs, slot -> told(slot.isOk() ? passage.of(slot) : slot));
        }
    }

    /// The answer with the caller's own form of everything that was changed on its way there.
    public Response restored(Response response) {
        return originals.isEmpty()
                ? response
                : new Response(
                        response.rid(), response.code(), restored(response.docs()), response.error(), response.extra());
    }

    private DocArray<? extends Doc> restored(DocArray<? extends Doc> docs) {
        return mapped(docs, slot -> slot.isOk() ? withDoc(slot, Contents.map(slot.get(), this::original)) : slot);
    }

    private Content original(Content content) {
        String signature = content.signature();
        Content original = signature == null ? null : originals.get(signature);
        if (original == null) {
            return content;
        }
        // What the executor says of its type is more than how it travelled.
        return Objects.equals(original.mediaType(), content.mediaType()) ? original : original.as(content.mediaType());
    }

    /// What changes a slot, or leaves it.
    private interface Change {
        Slot<Doc> of(Slot<Doc> slot);
    }

    @SuppressWarnings("ReferenceEquality")
    private static DocArray<? extends Doc> mapped(DocArray<? extends Doc> docs, Change change) {
        List<Slot<Doc>> changed = null;
        List<Slot<Doc>> slots = docs.<Doc>cast().slots();
        for (int i = 0; i < slots.size(); i++) {
            Slot<Doc> before = slots.get(i);
            Slot<Doc> after = change.of(before);
            if (after != before && changed == null) {
                changed = new ArrayList<>(slots);
            }
            if (changed != null) {
                changed.set(i, after);
            }
        }
        return changed == null ? docs : DocArray.ofSlots(changed);
    }

    private void changed(Content before, Content after) {
        if (remembers) {
            originals.put(Objects.requireNonNull(after.signature()), before);
        }
    }

    /// The slot with that doc, or the very slot where it has it.
    @SuppressWarnings("ReferenceEquality")
    static Slot<Doc> withDoc(Slot<Doc> slot, Doc doc) {
        return doc == slot.doc() ? slot : slot.with(doc);
    }
}
