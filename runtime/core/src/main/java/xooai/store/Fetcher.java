package xooai.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.ContentSource;
import xooai.doc.SignedStream;
import xooai.doc.XooaiException;

/// Opens refs under one [FetchPolicy]: files and `data:` itself, other schemes by the [RefFetcher]s installed.
/// It counts what it opened and read, up to the totals of the policy. Safe for use by many threads.
final class Fetcher implements ContentSource {
    private static final System.Logger LOG = System.getLogger(Fetcher.class.getName());

    private final FetchPolicy policy;
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicLong read = new AtomicLong();
    /// What the cache gave, each by its ref and signature.
    private final Set<String> cached = ConcurrentHashMap.newKeySet();

    Fetcher(FetchPolicy policy) {
        this.policy = policy;
    }

    /// The fetchers on the class path, found when the first of their schemes is asked for.
    private static final class Installed {
        static final List<RefFetcher> FETCHERS = ServiceLoader.load(RefFetcher.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    @Override
    public InputStream open(String ref) throws IOException {
        return open(ref, null, -1);
    }

    @Override
    public InputStream open(String ref, @Nullable String signature, long size) throws IOException {
        String scheme = FetchPolicy.scheme(ref);
        return switch (scheme) {
            case "data" -> new Bounded(data(ref), policy.maxBytes(), null);
            case "", "file" -> counted(file(ref, scheme));
            case StoreRef.SCHEME -> stored(ref, signature, size);
            default -> remote(ref, scheme, signature, size);
        };
    }

    @Override
    public void damaged(String ref, String signature) {
        Cache cache = policy.cache();
        // What somebody says of bytes that came from elsewhere says nothing of the cache.
        if (cache == null || !cached.contains(ref + ' ' + signature)) {
            return;
        }
        try {
            cache.damaged(signature);
        } catch (XooaiException e) {
            LOG.log(System.Logger.Level.WARNING, "what is damaged in the cache stays there: {0}", e.getMessage());
        }
    }

    private InputStream cached(Cache cache, String ref, String signature, long size, Cache.Fetch fetch)
            throws IOException {
        InputStream in = cache.open(signature, ref, size, fetch);
        if (in instanceof Cache.Kept) {
            cached.add(ref + ' ' + signature);
        }
        return in;
    }

    /// Content of a store, under the store's own limits.
    private InputStream stored(String ref, @Nullable String signature, long size) throws IOException {
        StoreRef at = StoreRef.parse(ref);
        if (at == null) {
            throw refused(ref, "a ref into a store is `store://<name>/` and the 64 digits of a signature");
        }
        if (signature != null && !signature.equals(at.signature())) {
            throw refused(ref, "its signature is said to be another one, " + signature);
        }
        Store store = policy.stores().get(at.store());
        if (store == null) {
            Set<String> known = policy.stores().names();
            throw refused(
                    ref,
                    "no store `" + at.store() + "` is known here" + (known.isEmpty() ? "" : ", but " + known)
                            + "; --store " + at.store() + "=ADDRESS makes it known");
        }
        Cache cache = policy.cache();
        try {
            return checked(at, ref, signature, openedOf(store, cache, at, ref, size));
        } catch (XooaiException e) {
            if (e.code() != Code.NOT_FOUND) {
                throw e;
            }
            // Where the store is, is none of a caller's business.
            throw new XooaiException(
                    Code.NOT_FOUND,
                    "Tried to read " + ref + ": the store `" + at.store() + "` here has no such content; do both sides"
                            + " mean the same place by that name?",
                    e);
        }
    }

    private InputStream openedOf(Store store, @Nullable Cache cache, StoreRef at, String ref, long size)
            throws IOException {
        return cache == null || store.isLocal()
                ? got(ref, size, store.get(at.signature()))
                : cached(cache, ref, at.signature(), size, () -> got(ref, size, store.get(at.signature())));
    }

    /// Whoever gives a signature checks it; the ref's own is checked here otherwise.
    private InputStream checked(StoreRef at, String ref, @Nullable String signature, InputStream in) {
        return signature != null ? in : new SignedStream(in, at.signature(), ref, () -> damaged(ref, at.signature()));
    }

    /// What moves is told to whoever listens.
    private InputStream got(String ref, long size, InputStream in) {
        int query = ref.indexOf('?');
        String shown = query < 0 ? ref : ref.substring(0, query);
        return policy.transfers().watched(Transfers.Way.GET, shown, size, in);
    }

    /// What `data:` holds has arrived already, so it counts for nothing.
    private InputStream counted(InputStream stream) {
        return new Bounded(stream, policy.maxBytes(), read);
    }

    private void countOpened() {
        if (policy.maxFetches() != Integer.MAX_VALUE && opened.incrementAndGet() > policy.maxFetches()) {
            throw new XooaiException(
                    Code.RESOURCE_EXHAUSTED,
                    "more refs of one message are opened than the limit of " + policy.maxFetches());
        }
    }

    private InputStream file(String ref, String scheme) throws IOException {
        if (!policy.files()) {
            throw refused(ref, "files are read only for docs that this machine's user wrote");
        }
        try {
            Path path = scheme.isEmpty() ? Path.of(ref) : Path.of(new URI(ref));
            if (!Files.isRegularFile(path)) {
                throw Files.exists(path)
                        ? new IOException(path + " is not a file")
                        : new NoSuchFileException(path.toString(), null, "no such file");
            }
            return Files.newInputStream(path);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException("it is no path: " + e.getMessage(), e);
        }
    }

    private InputStream data(String ref) throws IOException {
        if (!policy.schemes().contains("data")) {
            throw refused(ref, "`data:` is not allowed");
        }
        int comma = ref.indexOf(',');
        if (comma < 0) {
            throw new IOException("a data: URI has a comma before its data");
        }
        byte[] body = percentDecoded(ref.substring(comma + 1));
        try {
            return new ByteArrayInputStream(
                    ref.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64")
                            ? Base64.getDecoder().decode(body)
                            : body);
        } catch (IllegalArgumentException e) {
            throw new IOException("the data of a data: URI is not valid base64", e);
        }
    }

    /// The bytes that a text with `%` escapes says; they need not be UTF-8.
    private static byte[] percentDecoded(String text) throws IOException {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                decoded.write(raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new IOException("the data of a data: URI has a `%` without two hexadecimal digits");
            }
            decoded.write(high << 4 | low);
            i += 2;
        }
        return decoded.toByteArray();
    }

    private InputStream remote(String ref, String scheme, @Nullable String signature, long size) throws IOException {
        if (!policy.schemes().contains(scheme)) {
            throw refused(ref, "`" + scheme + ":` is not allowed; --allow-ref HOST allows what is at that host");
        }
        try {
            URI uri = new URI(ref);
            countOpened();
            for (RefFetcher fetcher : Installed.FETCHERS) {
                if (fetcher.schemes().contains(scheme)) {
                    return fetched(fetcher, uri, signature, size);
                }
            }
        } catch (URISyntaxException e) {
            throw new IOException("it is no URI: " + e.getReason(), e);
        }
        throw new IOException("no driver for `" + scheme + ":` is installed");
    }

    private InputStream fetched(RefFetcher fetcher, URI ref, @Nullable String signature, long size) throws IOException {
        Cache cache = policy.cache();
        if (cache == null || signature == null) {
            return counted(got(ref.toString(), size, fetcher.open(ref, policy)));
        }
        fetcher.check(ref, policy);
        Cache.Fetch fetch = () -> counted(got(ref.toString(), size, fetcher.open(ref, policy)));
        return new Bounded(cached(cache, ref.toString(), signature, size, fetch), policy.maxBytes(), null);
    }

    private static XooaiException refused(String ref, String rule) {
        String shown = ref.length() > 120 ? ref.substring(0, 120) + "…" : ref;
        int query = shown.indexOf('?');
        return new XooaiException(
                Code.PERMISSION_DENIED,
                "Tried to read " + (query < 0 ? shown : shown.substring(0, query) + "?…") + ": refused, " + rule);
    }

    /// Ends with an error where more comes than the policy allows.
    private final class Bounded extends CountedStream {
        private final long max;
        private final @Nullable AtomicLong total;

        Bounded(InputStream in, long max, @Nullable AtomicLong total) {
            super(in);
            this.max = max;
            this.total = total;
        }

        @Override
        protected void counted(long count, long sofar) {
            if (sofar > max) {
                throw new XooaiException(
                        Code.RESOURCE_EXHAUSTED, "the content is larger than the limit of " + max + " bytes");
            }
            if (total != null && total.addAndGet(count) > policy.maxTotalBytes()) {
                throw new XooaiException(
                        Code.RESOURCE_EXHAUSTED,
                        "the refs of one message bring more than the limit of " + policy.maxTotalBytes()
                                + " bytes together");
            }
        }
    }
}
