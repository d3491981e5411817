package xooai.drivers.s3;

import io.minio.Xml;
import io.minio.errors.XmlParserException;
import io.minio.messages.ErrorResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import xooai.driver.KeptSockets;
import xooai.driver.Trust;

/// Sends requests in the thread that asks for it, which may be interrupted.
///
/// What was cut, and what the server says will pass, is sent again, twice at most; what was met by silence is not.
final class Wire implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final int MOST_IDLE = 8;
    private static final int IDLE_SECONDS = 20;
    private static final int MOST_ERROR_BYTES = 1 << 16;

    /// A server may be silent for long while it makes one object of many parts.
    private static final int PATIENT = 10;

    private final OkHttpClient client;
    private final OkHttpClient patient;
    private final OkHttpClient hasty;
    private final Keys keys;
    private final Duration pause;

    Wire(S3Address address, Keys keys, Tuning tuning) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                // Version 2 would have threads of its own, which nobody interrupts, and one connection for all.
                .protocols(List.of(Protocol.HTTP_1_1))
                .socketFactory(new KeptSockets())
                // Else it would connect in threads of its own.
                .fastFallback(false)
                .connectionPool(new ConnectionPool(MOST_IDLE, IDLE_SECONDS, TimeUnit.SECONDS))
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(tuning.connect())
                .readTimeout(tuning.silence())
                .writeTimeout(tuning.silence());
        if (address.endpoint().getScheme().equals("https")) {
            trust(builder, address.authorities() == null ? Trust.SYSTEM : Trust.of(address.authorities()));
        }
        this.client = builder.build();
        this.patient = client.newBuilder()
                .readTimeout(tuning.silence().multipliedBy(PATIENT))
                .build();
        this.hasty = client.newBuilder().callTimeout(tuning.connect()).build();
        this.keys = keys;
        this.pause = tuning.pause();
    }

    private static void trust(OkHttpClient.Builder builder, Trust trust) {
        X509TrustManager manager = trust.manager();
        builder.sslSocketFactory(trust.context(manager).getSocketFactory(), manager);
    }

    /// Sends a request that may be sent more than once.
    ///
    /// @throws Refusal when the server answers with anything but success
    /// @throws IOException when there is no answer; [Unsendable] when it is not the connection that failed
    Reply send(Request request) throws IOException, Refusal {
        return send(client, request);
    }

    /// The same, for what takes the server long.
    Reply sendPatiently(Request request) throws IOException, Refusal {
        return send(patient, request);
    }

    /// The same, for what is of use only when it is done soon.
    Reply sendHastily(Request request) throws IOException, Refusal {
        return send(hasty, request);
    }

    /// Sends a request once.
    Reply sendOnce(Request request) throws IOException, Refusal {
        return sendOnce(client, request);
    }

    private Reply send(OkHttpClient by, Request request) throws IOException, Refusal {
        for (int attempt = 1; ; attempt++) {
            try {
                return sendOnce(by, request);
            } catch (Refusal refusal) {
                if (attempt == ATTEMPTS || !refusal.mayPass()) {
                    throw refusal;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS || !wasCut(e)) {
                    throw e;
                }
                // Those that were not used for a while may have been cut as well, by the same restart of the server.
                client.connectionPool().evictAll();
            }
            pause(attempt);
        }
    }

    private Reply sendOnce(OkHttpClient by, Request request) throws IOException, Refusal {
        Call call = by.newCall(request);
        Interrupts watched = new Interrupts(call);
        Response response = null;
        boolean done = false;
        try {
            response = watched.wait(call::execute);
            if (!response.isSuccessful()) {
                throw refusal(request, response);
            }
            done = true;
            return new Reply(call, response, watched);
        } finally {
            if (!done) {
                watched.close();
                if (response != null) {
                    response.close();
                }
            }
        }
    }

    private static boolean wasCut(IOException e) {
        return !(e instanceof Unsendable
                || e instanceof InterruptedIOException
                || e instanceof ConnectException
                || e instanceof UnknownHostException
                || e instanceof SSLException
                || Thread.currentThread().isInterrupted());
    }

    /// Waits before the next attempt, a little longer each time, and not as long as others who were refused with us.
    void pause(int attempt) throws InterruptedIOException {
        long longest = pause.toMillis() << (attempt - 1);
        try {
            TimeUnit.MILLISECONDS.sleep(
                    longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private Refusal refusal(Request request, Response response) throws IOException {
        byte[] body = response.body().byteStream().readNBytes(MOST_ERROR_BYTES);
        ErrorResponse error = error(new String(body, StandardCharsets.UTF_8));
        String code = error == null ? "" : Objects.requireNonNullElse(error.code(), "");
        String message = error == null ? "" : Objects.requireNonNullElse(error.message(), "");
        if (code.isEmpty() && response.code() == 404 && request.method().equals("HEAD")) {
            code = "NoSuchKey";
        }
        return new Refusal(response.code(), shown(code), shown(message), response.header("x-amz-bucket-region"));
    }

    /// What a body says, or null when it is not the XML of an error.
    static @Nullable ErrorResponse error(String body) {
        if (!body.contains("<Error")) {
            return null;
        }
        try {
            return Xml.unmarshal(ErrorResponse.class, body);
        } catch (XmlParserException _) {
            return null;
        }
    }

    /// A text of the server as a message may show it.
    String shown(String text) {
        return AddressQuery.shown(keys.withoutSecrets(text));
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }
}
