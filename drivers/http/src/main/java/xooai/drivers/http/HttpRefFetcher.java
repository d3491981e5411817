package xooai.drivers.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Failures;
import xooai.driver.ShownAddress;
import xooai.store.FetchPolicy;
import xooai.store.RefFetcher;

/// Fetches `http:` and `https:` refs, and reaches no address that the policy forbids.
///
/// A host is resolved once, each of its addresses is checked, and the connection goes to those that were
/// checked: a name that says something else a moment later gains nothing. Redirects are followed here, each
/// as a ref of its own. Proxies are not used, because they would resolve names by themselves.
public final class HttpRefFetcher implements RefFetcher {
    private static final int MAX_REDIRECTS = 5;

    private final Dns resolver;
    private final Supplier<OkHttpClient> anyAddress;
    private final Supplier<OkHttpClient> publicAddress;

    /// A fetcher; [java.util.ServiceLoader] makes it.
    public HttpRefFetcher() {
        this(Dns.SYSTEM);
    }

    /// A fetcher that resolves hosts by that resolver. Its clients are apart for the two kinds of policies: a
    /// connection that one opened is never the other's.
    HttpRefFetcher(Dns resolver) {
        this.resolver = resolver;
        this.anyAddress = once(() -> client(resolver));
        this.publicAddress = once(() -> client(this::publicAddresses));
    }

    private static OkHttpClient client(Dns dns) {
        return new OkHttpClient.Builder()
                .dns(dns)
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }

    @Override
    public Set<String> schemes() {
        return Set.of("http", "https");
    }

    @Override
    public void check(URI ref, FetchPolicy policy) throws IOException {
        check(url(ref), policy);
    }

    private static HttpUrl url(URI ref) throws IOException {
        HttpUrl url = HttpUrl.parse(ref.toString());
        if (url == null) {
            throw new IOException("it is no address of HTTP");
        }
        return url;
    }

    @Override
    public InputStream open(URI ref, FetchPolicy policy) throws IOException {
        HttpUrl url = url(ref);
        long until = System.nanoTime() + policy.total().toNanos();
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            check(url, policy);
            Response response = send(url, policy, until, 0, null);
            String location = response.header("Location");
            if (!response.isRedirect() || location == null) {
                return content(url, response, policy, until);
            }
            response.close();
            HttpUrl next = url.resolve(location);
            if (next == null) {
                throw new IOException(shown(url) + " redirects to what is no address of HTTP");
            }
            url = next;
        }
        throw refused(url, "more than " + MAX_REDIRECTS + " redirects");
    }

    private static void check(HttpUrl url, FetchPolicy policy) throws IOException {
        if (!policy.schemes().contains(url.scheme())) {
            throw refused(url, "`" + url.scheme() + ":` is not allowed");
        }
        if (!policy.hosts().isEmpty() && !isListed(url, policy.hosts())) {
            throw refused(url, "`" + url.host() + ":" + url.port() + "` is not one of the hosts that are allowed");
        }
        // OkHttp asks no resolver for an address that is written out.
        if (!policy.privateAddresses() && isWrittenOut(url.host())) {
            checkWrittenOut(url);
        }
    }

    private static void checkWrittenOut(HttpUrl url) {
        try {
            String why = Addresses.reserved(InetAddress.ofLiteral(url.host()));
            if (why != null) {
                throw refused(url, "the address is " + why + ", and only public ones are allowed");
            }
        } catch (IllegalArgumentException e) {
            throw refused(url, "the host is written like an address and is none");
        }
    }

    /// @param from the first byte that is wanted
    /// @param validator what the content was when it was first asked for; null where it is asked for now
    private Response send(HttpUrl url, FetchPolicy policy, long until, long from, @Nullable String validator)
            throws IOException {
        OkHttpClient client = (policy.privateAddresses() ? anyAddress : publicAddress).get();
        Call call = client.newBuilder()
                .connectTimeout(policy.firstByte())
                .readTimeout(policy.firstByte())
                .build()
                .newCall(request(url, from, validator));
        call.timeout().timeout(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        AtomicBoolean arrived = new AtomicBoolean();
        Executor later = CompletableFuture.delayedExecutor(policy.firstByte().toNanos(), TimeUnit.NANOSECONDS);
        later.execute(() -> {
            if (!arrived.getAndSet(true)) {
                call.cancel();
            }
        });
        try {
            Response response = call.execute();
            if (arrived.getAndSet(true)) {
                response.close();
                throw new SocketTimeoutException();
            }
            return response;
        } catch (NotPublic e) {
            throw refused(url, e.rule);
        } catch (IOException e) {
            boolean late = arrived.getAndSet(true) || System.nanoTime() - until > 0;
            throw new IOException(
                    "fetching " + shown(url) + " failed: " + (late ? "it took too long" : Failures.sayWhy(e)), e);
        }
    }

    private static Request request(HttpUrl url, long from, @Nullable String validator) {
        Request.Builder request = new Request.Builder().url(url).header("Accept-Encoding", "identity");
        if (validator != null) {
            request.header("Range", "bytes=" + from + "-").header("If-Range", validator);
        }
        return request.build();
    }

    private InputStream content(HttpUrl url, Response response, FetchPolicy policy, long until) throws IOException {
        long length = response.body().contentLength();
        if (!response.isSuccessful()) {
            response.close();
            throw new IOException("fetching " + shown(url) + " failed: it answered HTTP " + response.code());
        }
        if (length > policy.maxBytes()) {
            response.close();
            throw new XooaiException(
                    Code.RESOURCE_EXHAUSTED,
                    "Tried to fetch " + shown(url) + ": its " + length + " bytes are over the limit of "
                            + policy.maxBytes());
        }
        return new ResumedBody(response, (from, validator) -> send(url, policy, until, from, validator), shown(url));
    }

    /// Entries are `host`, which is at the port that its scheme has by default, or `host:port`.
    private static boolean isListed(HttpUrl url, Set<String> hosts) {
        String host = url.host();
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
        return hosts.stream()
                .map(listed -> listed.toLowerCase(Locale.ROOT))
                .anyMatch(listed -> listed.equals(bracketed + ":" + url.port())
                        || (usual && (listed.equals(host) || listed.equals(bracketed))));
    }

    private static boolean isWrittenOut(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    /// The addresses of a host, all of them public: a name that points at both kinds is no accident.
    private List<InetAddress> publicAddresses(String host) throws UnknownHostException {
        List<InetAddress> found = resolver.lookup(host);
        for (InetAddress address : found) {
            String why = Addresses.reserved(address);
            if (why != null) {
                throw new NotPublic("its address " + address.getHostAddress() + " is " + why
                        + ", and only public ones are allowed");
            }
        }
        return found;
    }

    /// A host that is not looked for at its address. OkHttp expects a resolver to fail in this way.
    private static final class NotPublic extends UnknownHostException {
        private final String rule;

        NotPublic(String rule) {
            super(rule);
            this.rule = rule;
        }
    }

    private static <T> Supplier<T> once(Supplier<T> make) {
        return new Supplier<>() {
            private volatile @Nullable T made;

            @Override
            public synchronized T get() {
                T value = made;
                if (value == null) {
                    value = make.get();
                    made = value;
                }
                return value;
            }
        };
    }

    private static XooaiException refused(HttpUrl url, String rule) {
        return new XooaiException(Code.PERMISSION_DENIED, "Tried to fetch " + shown(url) + ": refused, " + rule);
    }

    private static String shown(HttpUrl url) {
        return ShownAddress.of(url.uri());
    }
}
