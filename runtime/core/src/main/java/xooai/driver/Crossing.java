package xooai.driver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.UntypedDoc;
import xooai.doc.XooaiException;
import xooai.store.FetchPolicy;
import xooai.store.FileSignatures;
import xooai.store.Store;
import xooai.store.StoreRef;
import xooai.store.Stores;
import xooai.store.Transfers;

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

    private final Stores stores;
    private final Transfers transfers;
    private final Supplier<Set<String>> theirs;
    private final long most;
    private final boolean answer;
    private final boolean remembers;
    private final Map<String, Content> originals = new HashMap<>();

    private Crossing(FetchPolicy refs, Supplier<Set<String>> theirs, long most, boolean answer, boolean remembers) {
        this.stores = refs.stores();
        this.transfers = refs.transfers();
        this.theirs = theirs;
        this.most = most;
        this.answer = answer;
        this.remembers = remembers;
    }

    /// The way to an executor.
    ///
    /// @param reads gives the names of the stores that the other side reads; asked when there is something to put
    public static Crossing toExecutor(ConnectSettings settings, Supplier<Set<String>> reads) {
        return new Crossing(settings.refs(), reads, settings.limits().bodyBytes(), false, true);
    }

    /// The way of a stream to an executor. There is no end to what a stream brings, so nothing is remembered of it.
    public static Crossing ofStreamToExecutor(ConnectSettings settings, Supplier<Set<String>> reads) {
        return new Crossing(settings.refs(), reads, settings.limits().bodyBytes(), false, false);
    }

    /// The way back to a caller, who reads the stores that the request names, and those that its refs point at.
    public static Crossing toCaller(Request request, ServeSettings settings) {
        return new Crossing(
                settings.refs(), () -> readBy(request), settings.limits().bodyBytes(), true, false);
    }

    private static Set<String> readBy(Request request) {
        Set<String> names = new HashSet<>(request.stores());
        List<DocArray<? extends Doc>> all = new ArrayList<>(request.branches().values());
        all.add(request.docs());
        for (DocArray<? extends Doc> docs : all) {
            for (Slot<? extends Doc> slot : docs.slots()) {
                Doc doc = slot.doc();
                if (doc != null) {
                    Contents.map(doc, content -> noted(content, names));
                }
            }
        }
        return names;
    }

    private static Content noted(Content content, Set<String> names) {
        StoreRef ref = StoreRef.parse(content.ref());
        if (ref != null) {
            names.add(ref.store());
        }
        return content;
    }

    /// The request as it is sent.
    ///
    /// @throws XooaiException when content cannot be read or put, or the call is no longer wanted
    public Request crossed(Request request, Context context) {
        DocArray<? extends Doc> docs = crossed(request.docs(), context);
        Map<String, DocArray<? extends Doc>> branches = new LinkedHashMap<>();
        request.branches().forEach((node, each) -> branches.put(node, crossed(each, context)));
        return request.withDocs(docs, branches).withStores(stores.names());
    }

    /// The answer as it is sent. A doc whose content cannot be read or put is in error.
    public Response crossed(Response response, Context context) {
        DocArray<? extends Doc> docs = crossed(response.docs(), context);
        boolean failed = docs.hasErrors() && response.code() == Code.OK;
        return new Response(
                response.rid(), failed ? Code.PARTIAL : response.code(), docs, response.error(), response.extra());
    }

    /// Docs as they are sent.
    ///
    /// @throws XooaiException when content cannot be read or put, or the call is no longer wanted
    public DocArray<? extends Doc> crossed(DocArray<? extends Doc> docs, Context context) {
        try (Passage passage = new Passage(context)) {
            return mapped(docs, passage::of);
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
        return mapped(docs, slot -> withDoc(slot, Contents.map(slot.get(), this::original)));
    }

    private Content original(Content content) {
        String signature = content.signature();
        return signature == null ? content : originals.getOrDefault(signature, content);
    }

    /// What changes a slot that holds a doc.
    private interface Change {
        Slot<Doc> of(Slot<Doc> slot);
    }

    @SuppressWarnings("ReferenceEquality")
    private static DocArray<? extends Doc> mapped(DocArray<? extends Doc> docs, Change change) {
        List<Slot<Doc>> changed = null;
        List<Slot<Doc>> slots = docs.<Doc>cast().slots();
        for (int i = 0; i < slots.size(); i++) {
            Slot<Doc> before = slots.get(i);
            Slot<Doc> after = before.isOk() ? change.of(before) : before;
            if (after != before && changed == null) {
                changed = new ArrayList<>(slots);
            }
            if (changed != null) {
                changed.set(i, after);
            }
        }
        return changed == null ? docs : DocArray.ofSlots(changed);
    }

    @SuppressWarnings("ReferenceEquality")
    private static Slot<Doc> withDoc(Slot<Doc> slot, Doc doc) {
        return doc == slot.doc() ? slot : slot.with(doc);
    }

    /// Docs on their way, while the call is wanted.
    private final class Passage implements AutoCloseable {
        private final Context context;
        private @Nullable Hurry hurry;

        Passage(Context context) {
            this.context = context;
        }

        /// From now on this may take time.
        private void hurry() {
            if (hurry == null) {
                hurry = new Hurry(context, "content was read and put into the store");
            }
            context.check();
        }

        Slot<Doc> of(Slot<Doc> slot) {
            try {
                Doc doc = slot.get();
                boolean known = !(doc instanceof UntypedDoc);
                return withDoc(slot, Contents.map(doc, content -> known ? sent(content) : sentOrKept(content)));
            } catch (XooaiException e) {
                if (context.isCancelled()) {
                    throw new XooaiException(context.cancellation(), e);
                }
                if (!answer) {
                    throw new XooaiException(e.error().ofDoc(slot.id()), e);
                }
                return slot.failed(e.error());
            }
        }

        /// An object with a `ref` in a doc of an unknown class may be no content at all: what cannot be read goes as
        /// it is, and is refused where it is opened.
        private Content sentOrKept(Content content) {
            if (content.ref() == null || StoreRef.parse(content.ref()) != null) {
                return sent(content);
            }
            try {
                return sent(content);
            } catch (XooaiException e) {
                if (context.isCancelled() || e.code() == Code.RESOURCE_EXHAUSTED) {
                    throw e;
                }
                return content;
            }
        }

        private Content sent(Content content) {
            String ref = content.ref();
            if (ref == null) {
                return isLarge(content) && place() != Place.MESSAGE ? changed(content, put(content)) : content;
            }
            if (isOfThisMachine(ref)) {
                // A ref of the caller's that passes through an executor is nothing that this machine's user wrote.
                return answer && content.source() != null ? content : changed(content, file(content));
            }
            StoreRef stored = StoreRef.parse(ref);
            return stored == null || theirs.get().contains(stored.store()) ? content : opened(content, stored);
        }

        private Content changed(Content before, Content after) {
            if (remembers) {
                originals.put(Objects.requireNonNull(after.signature()), before);
            }
            return after;
        }

        /// Where large content goes.
        private Place place() {
            if (stores.isEmpty()) {
                return Place.MESSAGE;
            }
            if (!stores.of(theirs.get()).isEmpty()) {
                return Place.STORE;
            }
            return !answer && stores.givesLinks() ? Place.LINK : Place.MESSAGE;
        }

        private Content put(Content content) {
            hurry();
            try {
                boolean link = place() == Place.LINK;
                Content stored = (link ? stores : stores.of(theirs.get())).put(content, transfers);
                return link ? linked(stored) : stored;
            } catch (IOException e) {
                throw unreadable(content, e);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        private Content linked(Content stored) {
            String link = link(Objects.requireNonNull(StoreRef.parse(stored.ref())));
            if (link == null) {
                throw new XooaiException(Code.UNAVAILABLE, "the store gave no link for " + stored.ref());
            }
            return Content.at(link, stored.signature(), stored.size(), stored.mediaType());
        }

        private @Nullable String link(StoreRef ref) {
            Store store = stores.get(ref.store());
            return store == null ? null : store.link(ref.signature());
        }

        private XooaiException interrupted(Exception e) {
            return context.isCancelled()
                    ? new XooaiException(context.cancellation(), e)
                    : new XooaiException(Code.CANCELLED, "the thread was interrupted", e);
        }

        private XooaiException unreadable(Content content, IOException e) {
            if (e instanceof java.io.InterruptedIOException) {
                return interrupted(e);
            }
            return new XooaiException(
                    Code.INVALID_ARGUMENT, "Tried to read " + content + " to send it: " + e.getMessage(), e);
        }

        /// A file of this machine, which the other side could not open.
        private Content file(Content content) {
            hurry();
            try {
                byte[] small;
                try (InputStream in = content.open()) {
                    small = in.readNBytes(LARGE + 1);
                    if (small.length <= LARGE || place() == Place.MESSAGE) {
                        return inMessage(content, small, in);
                    }
                }
                return put(signed(content));
            } catch (IOException e) {
                throw unreadable(content, e);
            }
        }

        private Content inMessage(Content content, byte[] beginning, InputStream rest) throws IOException {
            byte[] more = rest.readNBytes((int) Math.min(most - beginning.length + 1, Integer.MAX_VALUE - LARGE * 2L));
            if (beginning.length + (long) more.length > most) {
                throw new XooaiException(
                        Code.RESOURCE_EXHAUSTED,
                        "Tried to send " + content + ": it is larger than the " + most
                                + " bytes of a message; what is larger goes through a store that both sides know");
            }
            byte[] all = java.util.Arrays.copyOf(beginning, beginning.length + more.length);
            System.arraycopy(more, 0, all, beginning.length, more.length);
            return Content.ofOwnedBytes(all, content.mediaType());
        }

        /// The same file with its signature, so that a store that has it is not sent it again.
        private Content signed(Content content) throws IOException {
            Path path = pathOf(Objects.requireNonNull(content.ref()));
            if (path == null || content.signature() != null) {
                return content;
            }
            String signature = FileSignatures.of(path, transfers);
            Content signed = Content.at(content.ref(), signature, Files.size(path), content.mediaType());
            return content.source() == null ? signed : signed.from(content.source());
        }

        /// What a ref points at that the other side could not open.
        private Content opened(Content content, StoreRef ref) {
            Store store = stores.get(ref.store());
            if (store == null) {
                return content;
            }
            String link = store.link(ref.signature());
            if (link != null) {
                return Content.at(link, ref.signature(), content.size(), content.mediaType());
            }
            hurry();
            try (InputStream in = content.open()) {
                return changed(content, inMessage(content, new byte[0], in));
            } catch (IOException e) {
                throw unreadable(content, e);
            }
        }

        @Override
        public void close() {
            if (hurry != null) {
                hurry.close();
            }
        }
    }

    private enum Place {
        STORE,
        LINK,
        MESSAGE
    }

    private static boolean isLarge(Content content) {
        String text = content.inlineText();
        // A character has at most three bytes: what is short need not be counted.
        return (text == null || text.length() > LARGE / 3) && content.size() > LARGE;
    }

    private static boolean isOfThisMachine(String ref) {
        String scheme = scheme(ref);
        return scheme.isEmpty() || scheme.equals("file");
    }

    private static String scheme(String ref) {
        return FetchPolicy.scheme(ref);
    }

    private static @Nullable Path pathOf(String ref) {
        try {
            return scheme(ref).isEmpty() ? Path.of(ref) : Path.of(java.net.URI.create(ref));
        } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException _) {
            return null;
        }
    }
}
