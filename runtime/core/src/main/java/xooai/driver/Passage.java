package xooai.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xooai.codec.Contents;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.Slot;
import xooai.doc.UntypedDoc;
import xooai.doc.XooaiException;
import xooai.store.FetchPolicy;
import xooai.store.FileSignatures;
import xooai.store.Store;
import xooai.store.StoreRef;
import xooai.store.Stores;

/// Docs on their way, while the call is wanted.
final class Passage implements AutoCloseable {
    private final Edge edge;
    private final Context context;
    private final BiConsumer<Content, Content> onChange;
    private @Nullable Hurry hurry;

    /// @param onChange hears of each content that was changed, and of what it became
    Passage(Edge edge, Context context, BiConsumer<Content, Content> onChange) {
        this.edge = edge;
        this.context = context;
        this.onChange = onChange;
    }

    /// An edge to another process, in one direction.
    ///
    /// @param refs has the stores, and who listens
    /// @param theirs gives the names of the stores that the other side reads
    /// @param given gives what the caller sent, on the way back to him
    /// @param most how many bytes a message holds
    /// @param answer whether it is the way back to a caller
    record Edge(FetchPolicy refs, Supplier<Set<String>> theirs, Supplier<Given> given, long most, boolean answer) {
        Stores stores() {
            return refs.stores();
        }

        /// The stores that both sides know.
        Stores shared() {
            return stores().of(theirs.get());
        }
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
            return Crossing.withDoc(slot, Contents.map(doc, content -> known ? sent(content) : sentOrKept(content)));
        } catch (XooaiException e) {
            if (context.isCancelled()) {
                throw new XooaiException(context.cancellation(), e);
            }
            if (!edge.answer()) {
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
            return !edge.stores().isEmpty() && isLarge(content) ? large(content) : content;
        }
        if (isOfThisMachine(ref)) {
            return isOfTheCaller(content, ref) ? content : changed(content, file(content));
        }
        StoreRef stored = StoreRef.parse(ref);
        return stored == null || edge.theirs().get().contains(stored.store()) ? content : opened(content, stored);
    }

    /// A ref that a caller sent is nothing that this machine's user wrote, whatever an executor has made of it.
    private boolean isOfTheCaller(Content content, String ref) {
        return edge.answer()
                && (content.source() != null || edge.given().get().refs().contains(ref));
    }

    private Content large(Content content) {
        hurry();
        return place() == Place.MESSAGE ? content : changed(content, put(content));
    }

    private Content changed(Content before, Content after) {
        onChange.accept(before, after);
        return after;
    }

    /// Where large content goes.
    private Place place() {
        if (edge.stores().isEmpty()) {
            return Place.MESSAGE;
        }
        if (!edge.shared().isEmpty()) {
            return Place.STORE;
        }
        return !edge.answer() && edge.stores().givesLinks() ? Place.LINK : Place.MESSAGE;
    }

    private Content put(Content content) {
        hurry();
        try {
            boolean link = place() == Place.LINK;
            Content stored = (link ? edge.stores() : edge.shared())
                    .put(content, edge.refs().transfers());
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
        Store store = edge.stores().get(ref.store());
        return store == null ? null : store.link(ref.signature());
    }

    private XooaiException interrupted(Exception e) {
        return context.isCancelled()
                ? new XooaiException(context.cancellation(), e)
                : new XooaiException(Code.CANCELLED, "the thread was interrupted", e);
    }

    private XooaiException unreadable(Content content, IOException e) {
        if (e instanceof InterruptedIOException) {
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
                small = in.readNBytes(Crossing.LARGE + 1);
                if (small.length <= Crossing.LARGE || place() == Place.MESSAGE) {
                    return inMessage(content, small, in);
                }
            }
            return put(signed(content));
        } catch (IOException e) {
            throw unreadable(content, e);
        }
    }

    private Content inMessage(Content content, byte[] beginning, InputStream rest) throws IOException {
        byte[] more = rest.readNBytes(
                (int) Math.min(edge.most() - beginning.length + 1, Integer.MAX_VALUE - Crossing.LARGE * 2L));
        if (beginning.length + (long) more.length > edge.most()) {
            throw new XooaiException(
                    Code.RESOURCE_EXHAUSTED,
                    "Tried to send " + content + ": it is larger than the " + edge.most()
                            + " bytes of a message; what is larger goes through a store that both sides know");
        }
        byte[] all = Arrays.copyOf(beginning, beginning.length + more.length);
        System.arraycopy(more, 0, all, beginning.length, more.length);
        return Content.ofOwnedBytes(all, content.mediaType());
    }

    /// The same file with its signature, so that a store that has it is not sent it again.
    private Content signed(Content content) throws IOException {
        Path path = pathOf(Objects.requireNonNull(content.ref()));
        if (path == null || content.signature() != null) {
            return content;
        }
        String signature = FileSignatures.of(path, edge.refs().transfers());
        Content signed = Content.at(content.ref(), signature, Files.size(path), content.mediaType());
        return content.source() == null ? signed : signed.from(content.source());
    }

    /// What a ref points at that the other side could not open.
    private Content opened(Content content, StoreRef ref) {
        Store store = edge.stores().get(ref.store());
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

    private enum Place {
        STORE,
        LINK,
        MESSAGE
    }

    private static boolean isLarge(Content content) {
        String text = content.inlineText();
        // A character has at most three bytes: what is short need not be counted.
        return (text == null || text.length() > Crossing.LARGE / 3) && content.size() > Crossing.LARGE;
    }

    private static boolean isOfThisMachine(String ref) {
        String scheme = FetchPolicy.scheme(ref);
        return scheme.isEmpty() || scheme.equals("file");
    }

    private static @Nullable Path pathOf(String ref) {
        try {
            return FetchPolicy.scheme(ref).isEmpty() ? Path.of(ref) : Path.of(URI.create(ref));
        } catch (IllegalArgumentException | FileSystemNotFoundException _) {
            return null;
        }
    }
}
