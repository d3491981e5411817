package xooai.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;

/// The stores that a program was given, by the names under which all who share them know them. Content is put into
/// the first one; all are read.
///
/// Immutable and safe for use by many threads. Whoever opened the stores closes them.
public final class Stores {
    /// None: content travels in its message.
    public static final Stores NONE = new Stores(Map.of());

    private static final System.Logger LOG = System.getLogger(Stores.class.getName());
    private static final Turns PUTTING = new Turns();

    private final Map<String, Store> named;

    private Stores(Map<String, Store> named) {
        this.named = Collections.unmodifiableMap(named);
    }

    /// One store of that name.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when the name is none
    public static Stores of(String name, Store store) {
        return NONE.and(name, store);
    }

    /// Opens stores as a person names them, each as `name=address`. Whoever opens them closes them; when one cannot be
    /// opened, those before it are closed.
    ///
    /// @param environment where credentials are found
    /// @throws XooaiException with INVALID_ARGUMENT when a name or an address is none or a name comes twice, and
    ///     whatever [StoreProvider#open] says
    public static Stores open(List<String> named, Map<String, String> environment) {
        Stores opened = NONE;
        try {
            for (String each : named) {
                int equals = each.indexOf('=');
                String name = StoreRef.checkName(equals < 0 ? "" : each.substring(0, equals));
                if (opened.get(name) != null) {
                    throw new XooaiException(Code.INVALID_ARGUMENT, "there are two stores `" + name + "`");
                }
                opened = opened.and(name, StoreProvider.open(each.substring(equals + 1), environment));
            }
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /// Closes all of them.
    public void close() {
        named.values().forEach(Store::close);
    }

    /// These stores and that one after them.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when the name is none
    public Stores and(String name, Store store) {
        Map<String, Store> more = new LinkedHashMap<>(named);
        more.put(StoreRef.checkName(name), store);
        return new Stores(more);
    }

    /// The stores that are among these and among those.
    @SuppressWarnings("ReferenceEquality") // two objects may be at the same place with other rights
    public Stores inBoth(Stores other) {
        return kept((name, store) -> store == other.named.get(name));
    }

    /// The stores of those names.
    public Stores of(Set<String> names) {
        return kept((name, store) -> names.contains(name));
    }

    private Stores kept(BiPredicate<String, Store> kept) {
        Map<String, Store> fewer = new LinkedHashMap<>(named);
        fewer.entrySet().removeIf(each -> !kept.test(each.getKey(), each.getValue()));
        return fewer.isEmpty() ? NONE : new Stores(fewer);
    }

    /// Their names, the one that content is put into first.
    public Set<String> names() {
        return named.keySet();
    }

    /// Whether there is none.
    public boolean isEmpty() {
        return named.isEmpty();
    }

    /// How many bytes content may have that is put.
    ///
    /// @throws IllegalStateException when there is no store
    public long contentBytes() {
        return first().getValue().contentBytes();
    }

    /// Whether the store that content is put into gives links.
    public boolean givesLinks() {
        return named.values().stream().limit(1).anyMatch(Store::givesLinks);
    }

    /// An error without the places of these stores: a caller is told their names, and the log has the places.
    public CallError withoutPlaces(CallError error) {
        String message = error.message();
        for (Map.Entry<String, Store> each : named.entrySet()) {
            message = message.replace(each.getValue().toString(), "`" + each.getKey() + "`");
        }
        if (!message.equals(error.message())) {
            LOG.log(System.Logger.Level.WARNING, "{0}", error.message());
        }
        return error.withMessage(message)
                .causedBy(error.cause().stream().map(this::withoutPlaces).toList());
    }

    /// The store of that name, or null.
    public @Nullable Store get(String name) {
        return named.get(name);
    }

    /// Puts content into the first store, unless it is there. Content that is new to it and that several threads put
    /// at once is sent by one of them.
    ///
    /// @return the same content at its place in the store
    /// @throws IOException when the content cannot be read
    /// @throws InterruptedException when the thread is interrupted while another one puts the same
    /// @throws IllegalStateException when there is no store
    public Content put(Content content) throws IOException, InterruptedException {
        return put(content, Transfers.NONE);
    }

    /// Puts content as [#put(Content)] does.
    ///
    /// @param transfers is told how far it is
    public Content put(Content content, Transfers transfers) throws IOException, InterruptedException {
        Map.Entry<String, Store> first = first();
        String name = first.getKey();
        return stored(name, putOnce(name, first.getValue(), content, transfers), content.mediaType());
    }

    /// Puts what the stream gives, once, into the first store.
    ///
    /// @return the content at its place in the store
    /// @throws IOException when the stream cannot be read
    /// @throws IllegalStateException when there is no store
    public Content put(InputStream in, @Nullable String mediaType) throws IOException {
        Map.Entry<String, Store> first = first();
        return stored(first.getKey(), first.getValue().put(in), mediaType);
    }

    private Map.Entry<String, Store> first() {
        return named.entrySet().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no store to put content into"));
    }

    private static Content stored(String name, Store.Stored stored, @Nullable String mediaType) {
        StoreRef ref = new StoreRef(name, stored.signature());
        return Content.at(ref.toString(), stored.signature(), stored.size(), mediaType);
    }

    private static Store.Stored putOnce(String name, Store store, Content content, Transfers transfers)
            throws IOException, InterruptedException {
        String signature = content.signature();
        if (signature == null) {
            return putTold(store, content, transfers);
        }
        String key = name + ' ' + System.identityHashCode(store) + ' ' + signature;
        PUTTING.take(key);
        try {
            return putTold(store, content, transfers);
        } finally {
            PUTTING.give(key);
        }
    }

    private static Store.Stored putTold(Store store, Content content, Transfers transfers) throws IOException {
        if (transfers.equals(Transfers.NONE)) {
            return store.put(content);
        }
        Transfers.Transfer transfer = transfers.begin(Transfers.Way.PUT, content.toString(), content.size());
        try {
            return store.put(Transfers.watched(content, transfer));
        } finally {
            transfer.end();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Stores that && named.equals(that.named);
    }

    @Override
    public int hashCode() {
        return named.hashCode();
    }

    @Override
    public String toString() {
        return named.toString();
    }
}
