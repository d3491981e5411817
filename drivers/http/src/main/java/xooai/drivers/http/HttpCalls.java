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
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.ConnectSettings;
import xooai.driver.Connection;
import xooai.driver.Context;
import xooai.driver.Description;
import xooai.driver.Descriptions;
import xooai.driver.KeptSockets;
import xooai.driver.OpenCall;
import xooai.driver.ShownAddress;
import xooai.driver.StreamCall;
import xooai.driver.Trust;
import xooai.web.Framing;

/// Calls to one address.
///
/// A call is sent once. What OkHttp may try again by itself is connecting: bodies are marked as sent only
/// once, so that nothing is repeated after its first byte has left. Redirects are not followed, so a token
/// goes to the host it was given for and to no other.
final class HttpCalls implements Connection {
    /// Shorter than servers keep connections, so that one is not closed over there just as it is taken here.
    private static final int KEEP_SECONDS = 30;
    private static final int KEEP = 512;
    /// A time that nobody means as a deadline.
    private static final Duration LONG = Context.ENDLESS.dividedBy(2);

    private final HttpUrl address;
    private final ConnectSettings settings;
    private final OkHttpClient client;
    private final OkHttpClient upgraded;

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
        this.client = builder.socketFactory(new KeptSockets())
                .connectionPool(new ConnectionPool(KEEP, KEEP_SECONDS, TimeUnit.SECONDS))
                .connectTimeout(settings.connectTimeout())
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(true)
                .build();
        this.upgraded = ChattedFrames.client(client);
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
        if (answer.status() != 200) {
            throw answer.refused();
        }
        try {
            if (answer.codec().readValue(answer.body(), settings.limits()) instanceof Map<?, ?> value) {
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
        byte[] body = codec.writeRequest(request.withTime(context.rid(), left));
        Request http = headers(target, codec)
                .header("xoo-timeout-ms", Long.toString(left))
                .post(new OnceBody(codec.mediaType(), body))
                .build();
        return send(target, http, context).response(docs, settings, context);
    }

    @Override
    public OpenCall open(
            String executor, xooai.codec.Request request, CallKind kind, Class<? extends Doc> docs, Context context) {
        Target target = target(executor, request.endpoint());
        context.check();
        long left = context.remaining().compareTo(LONG) > 0
                ? -1
                : context.remaining().toMillis();
        Framing framing = Framing.of(settings.codec());
        xooai.codec.Request opening = request.withTime(context.rid(), left);
        if (kind == CallKind.BIDIRECTIONAL) {
            ChattedFrames frames = ChattedFrames.open(
                    upgraded,
                    target,
                    headers(target, settings.codec()),
                    settings.codec().writeRequest(opening),
                    docs,
                    settings,
                    context);
            return new StreamCall(target.shown(), true, frames, context);
        }
        StreamedBody body = kind.streamsIn() ? new StreamedBody(framing, framing.write(opening)) : null;
        RequestBody sent = body == null
                ? new OnceBody(settings.codec().mediaType(), settings.codec().writeRequest(opening))
                : body;
        Request http = headers(target, settings.codec())
                .header(
                        "Accept",
                        kind.streamsOut()
                                ? framing.mediaType()
                                : settings.codec().mediaType())
                .post(sent)
                .build();
        CalledFrames frames = new CalledFrames(target, client.newCall(http), docs, settings, context, body);
        return new StreamCall(target.shown(), kind.streamsIn(), frames, context);
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
                .url(target.url())
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
            return Answer.read(target, response, settings.limits().bodyBytes());
        } catch (IOException e) {
            throw target.failed(e, context);
        }
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
    }
}
