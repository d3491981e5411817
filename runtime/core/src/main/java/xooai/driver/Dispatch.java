package xooai.driver;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.XooaiException;

/// Answers one encoded call: what every driver does between its transport and a [Service], done once.
public final class Dispatch {
    private Dispatch() {}

    /// An answer, ready to be sent.
    ///
    /// @param code how the call ended
    /// @param body the encoded envelope
    /// @param error why the call failed; null when it did not
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    public record Encoded(Code code, byte[] body, @Nullable CallError error) {}

    /// Decodes a call, has it answered, and encodes the answer. Every failure is an answer.
    ///
    /// @param endpoint the endpoint that the address names; empty for the one of a flow
    /// @param timeout the longest that the transport grants; the envelope can only shorten it; null when
    ///     it names none
    /// @param opened is given the call's context before the call starts, so that the transport can cancel it
    public static Encoded answer(
            Service service,
            String endpoint,
            Codec in,
            byte[] body,
            Codec out,
            @Nullable Duration timeout,
            ServeSettings settings,
            Consumer<Context> opened) {
        Response response = respond(service, endpoint, in, body, timeout, settings, opened);
        return encode(response, out);
    }

    /// Encodes an answer that was made before any call was.
    public static Encoded failed(CallError error, Codec out) {
        return encode(Response.failed(null, error), out);
    }

    /// Encodes an answer; one that cannot be written becomes one that says so.
    public static Encoded encode(Response response, Codec out) {
        try {
            return new Encoded(response.code(), out.writeResponse(response), response.error());
        } catch (RuntimeException e) {
            CallError error = CallError.of(
                    Code.INTERNAL,
                    "Tried to write the answer as " + out.name() + ": "
                            + XooaiException.errorOf(e).message());
            return new Encoded(Code.INTERNAL, out.writeResponse(Response.failed(response.rid(), error)), error);
        }
    }

    /// Reads what opens a call of any kind.
    ///
    /// @param endpoint the endpoint that the address names; empty for the one of a flow
    /// @throws XooaiException when it cannot be read, or names another endpoint, or there is no such endpoint
    public static Request read(Service service, String endpoint, Codec in, byte[] body, ServeSettings settings) {
        Class<? extends Doc> docs = service.docsOf(endpoint);
        Request request =
                in.readRequest(body, docs, settings.limits(), settings.refs().source());
        checkEndpoint(request, endpoint);
        return request;
    }

    /// Checks that a request names the endpoint that its address names, or none.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when it names another
    public static void checkEndpoint(Request request, String endpoint) {
        if (request.endpoint() != null && !request.endpoint().equals(endpoint)) {
            String named = endpoint.isEmpty() ? "names no endpoint" : "names the endpoint `" + endpoint + "`";
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, "the address " + named + " and the body `" + request.endpoint() + "`");
        }
    }

    private static Response respond(
            Service service,
            String endpoint,
            Codec in,
            byte[] body,
            @Nullable Duration timeout,
            ServeSettings settings,
            Consumer<Context> opened) {
        Request request;
        try {
            request = read(service, endpoint, in, body, settings);
        } catch (XooaiException e) {
            return Response.failed(null, e.error());
        }
        return answer(service, endpoint, request, timeout, settings, opened);
    }

    /// Has a call answered that a driver made itself of what came. Every failure is an answer.
    ///
    /// @param endpoint the endpoint that the address names; empty for the one of a flow
    /// @param timeout the longest that the transport grants; the request can only shorten it; null when it
    ///     names none
    /// @param opened is given the call's context before the call starts, so that the transport can cancel it
    public static Response answer(
            Service service,
            String endpoint,
            Request request,
            @Nullable Duration timeout,
            ServeSettings settings,
            Consumer<Context> opened) {
        try (Context context = context(request, timeout, settings)) {
            Response response = served(service, endpoint, request, context, opened);
            Crossing crossing = Crossing.toCaller(request, settings);
            try {
                return crossing.crossed(response, context);
            } catch (XooaiException e) {
                return Response.failed(context.rid(), crossing.told(e.error()));
            }
        }
    }

    /// Sends an answer while its call lasts.
    @FunctionalInterface
    public interface Sending {
        /// Sends it.
        ///
        /// @param context the call's: its deadline and its cancellation
        void send(Response response, Context context) throws IOException;
    }

    /// Has a call answered as [#answer(Service, String, Request, Duration, ServeSettings, Consumer)] does, with its
    /// docs as the service gave them: for a driver that sends their content by itself.
    ///
    /// @throws IOException as the sending does
    public static void unsent(
            Service service,
            String endpoint,
            Request request,
            @Nullable Duration timeout,
            ServeSettings settings,
            Consumer<Context> opened,
            Sending sending)
            throws IOException {
        try (Context context = context(request, timeout, settings)) {
            Response response = served(service, endpoint, request, context, opened);
            sending.send(Crossing.toCaller(request, settings).told(response), context);
        }
    }

    private static Context context(Request request, @Nullable Duration timeout, ServeSettings settings) {
        String rid = request.rid() == null ? Rid.next() : request.rid();
        Duration granted = least(settings.longest(), shorter(request.timeoutMillis(), timeout));
        return Context.of(rid, granted, request.params(), settings.refs());
    }

    private static Response served(
            Service service, String endpoint, Request request, Context context, Consumer<Context> opened) {
        try {
            opened.accept(context);
            return service.serve(
                    request.withTime(context.rid(), request.timeoutMillis()).withEndpoint(endpoint), context);
        } catch (XooaiException e) {
            return Response.failed(context.rid(), e.error());
        }
    }

    private static Duration shorter(long millis, @Nullable Duration timeout) {
        if (millis < 0) {
            return timeout == null ? Context.DEFAULT_TIMEOUT : timeout;
        }
        Duration asked = Duration.ofMillis(millis);
        return timeout == null ? asked : least(asked, timeout);
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
