package xooai.drivers.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.ConnectSettings;
import xooai.driver.Connection;
import xooai.driver.Context;
import xooai.driver.Description;
import xooai.driver.Descriptions;
import xooai.driver.OpenCall;
import xooai.driver.ShownAddress;
import xooai.driver.Trust;

/// Calls to one address.
///
/// A call is sent once. What OkHttp may try again by itself is connecting: bodies are marked as sent only
/// once, so that nothing is repeated after its first byte has left. Redirects are not followed, so a token
/// goes to the host it was given for and to no other.
final class HttpCalls implements Connection {
    /// Shorter than servers keep connections, so that one is not closed over there just as it is taken here.
    private static final int KEEP_SECONDS = 30;
    private static final int KEEP = 512;

    private final HttpUrl address;
    private final ConnectSettings settings;
    private final OkHttpClient client;

    HttpCalls(URI address, ConnectSettings settings) {
        HttpUrl url = HttpUrl.parse(address.toString());
        if (url == null) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "`" + ShownAddress.of(address) + "` is no address of HTTP: expected http://host:port");
        }
        this.address = url;
        this.settings = settings;
        settings.checkToken(address, url.isHttps());
        OkHttpClient.Builder builder = new OkHttpClient.Builder();
        if (url.isHttps() && !settings.trust().equals(Trust.SYSTEM)) {
            trust(builder, settings.trust());
        }
        this.client = builder.connectionPool(new ConnectionPool(KEEP, KEEP_SECONDS, TimeUnit.SECONDS))
                .connectTimeout(settings.connectTimeout())
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(true)
                .build();
    }

    private static void trust(OkHttpClient.Builder builder, Trust trust) {
        X509TrustManager manager = trust.manager();
        builder.sslSocketFactory(trust.context(manager).getSocketFactory(), manager);
        if (trust.isPinned()) {
            // The one certificate that is believed was compared as a whole; its names prove nothing more.
            builder.hostnameVerifier((host, session) -> true);
        }
    }

    @Override
    public List<Description> describe(Context context) {
        HttpUrl url = address.resolve("/");
        Target target = new Target(null, Objects.requireNonNull(url));
        Request request = headers(target, Codec.JSON).build();
        Answer answer = send(target, request, context);
        if (answer.status != 200) {
            throw answer.refused();
        }
        try {
            if (answer.codec().readValue(answer.body, settings.limits()) instanceof Map<?, ?> value) {
                return Descriptions.fromValue(value);
            }
        } catch (XooaiException e) {
            throw answer.unreadable(e);
        }
        throw answer.unreadable(null);
    }

    @Override
    public xooai.codec.Response call(
            String executor, xooai.codec.Request request, Class<? extends Doc> docs, Context context) {
        Target target = target(executor, request.endpoint());
        Codec codec = settings.codec();
        context.check();
        long left = TimeUnit.NANOSECONDS.toMillis(context.remainingNanos());
        byte[] body = codec.writeRequest(sent(request, context.rid(), left));
        Request http = headers(target, codec)
                .header("xoo-timeout-ms", Long.toString(left))
                .post(new OnceBody(codec.mediaType(), body))
                .build();
        Answer answer = send(target, http, context);
        if (answer.mediaType == null || MediaTypes.named(answer.mediaType) == null) {
            throw answer.refused();
        }
        try {
            return answer.codec()
                    .readResponse(
                            answer.body,
                            docs,
                            settings.limits(),
                            context.within(settings.refs()).source());
        } catch (XooaiException e) {
            throw answer.unreadable(e);
        }
    }

    @Override
    public OpenCall open(
            String executor, xooai.codec.Request request, CallKind kind, Class<? extends Doc> docs, Context context) {
        throw target(executor, request.endpoint())
                .error(Code.UNIMPLEMENTED, "this driver calls no streams yet; call it for one answer", null);
    }

    // NullAway reads no nullness of type arguments from a record's canonical constructor in a class file.
    @SuppressWarnings("NullAway")
    private static xooai.codec.Request sent(xooai.codec.Request request, String rid, long millis) {
        return new xooai.codec.Request(
                rid, request.endpoint(), millis, request.params(), request.docs(), request.extra(), request.branches());
    }

    private Target target(String executor, @Nullable String endpoint) {
        HttpUrl.Builder url = address.newBuilder().encodedPath("/").query(null).fragment(null);
        url.addPathSegment(executor);
        if (endpoint != null && !endpoint.isEmpty()) {
            url.addPathSegment(endpoint);
        }
        return new Target(executor, url.build());
    }

    private Request.Builder headers(Target target, Codec codec) {
        Request.Builder builder = new Request.Builder()
                .url(target.url)
                .header("Accept", codec.mediaType())
                .header("Accept-Encoding", "identity");
        if (settings.token() != null) {
            builder.header("Authorization", "Bearer " + settings.token());
        }
        return builder;
    }

    private Answer send(Target target, Request request, Context context) {
        Call call = client.newCall(request);
        call.timeout().timeout(Math.max(1, context.remainingNanos()), TimeUnit.NANOSECONDS);
        try (Context.Registration _ = context.onCancel(call::cancel);
                Response response = call.execute()) {
            return new Answer(target, response.code(), response.header("Content-Type"), read(target, response));
        } catch (IOException e) {
            throw target.failed(e, context);
        }
    }

    /// Reads the whole answer, and no more than the limit.
    private byte[] read(Target target, Response response) throws IOException {
        int limit = settings.limits().bodyBytes();
        BufferedSource source = response.body().source();
        if (response.body().contentLength() > limit || source.request(limit + 1L)) {
            throw target.error(Code.RESOURCE_EXHAUSTED, "its answer is over the limit of " + limit + " bytes", null);
        }
        return source.readByteArray();
    }

    /// What is called, as messages name it.
    private record Target(@Nullable String executor, HttpUrl url) {

        XooaiException error(Code code, String why, @Nullable Throwable cause) {
            String shown = ShownAddress.of(url.uri());
            String what = executor == null ? shown : executor + " (" + shown + ")";
            return new XooaiException(CallError.of(code, "Tried to call " + what + ": " + why), cause);
        }

        XooaiException failed(IOException e, Context context) {
            if (context.isCancelled()) {
                return new XooaiException(context.cancellation(), e);
            }
            if (Thread.currentThread().isInterrupted()) {
                return error(Code.CANCELLED, "interrupted", e);
            }
            if (context.remainingNanos() == 0) {
                return error(Code.DEADLINE_EXCEEDED, "no answer within the deadline", e);
            }
            return error(Code.UNAVAILABLE, Failures.sayWhy(e), e);
        }
    }

    /// What came back.
    private static final class Answer {
        private final Target target;
        private final int status;
        private final @Nullable String mediaType;
        private final byte[] body;

        Answer(Target target, int status, @Nullable String mediaType, byte[] body) {
            this.target = target;
            this.status = status;
            this.mediaType = mediaType;
            this.body = body;
        }

        Codec codec() {
            Codec codec = mediaType == null ? null : MediaTypes.named(mediaType);
            if (codec == null) {
                throw refused();
            }
            return codec;
        }

        /// An answer that is none of ours: from a proxy in front, or from something else altogether.
        XooaiException refused() {
            String type = mediaType == null ? "no content type" : mediaType;
            String said = "it answered HTTP " + status + " with " + type + ", and not as an executor answers";
            return target.error(
                    status < 300 ? Code.DATA_LOSS : status < 400 ? Code.UNAVAILABLE : Refusal.codeOf(status),
                    said,
                    null);
        }

        XooaiException unreadable(@Nullable XooaiException e) {
            String why = e == null ? "it is no description" : e.error().message();
            boolean limit = e != null && e.code() == Code.RESOURCE_EXHAUSTED;
            return target.error(
                    limit ? Code.RESOURCE_EXHAUSTED : Code.DATA_LOSS, "its answer cannot be read: " + why, e);
        }
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
    }
}
