package xooai.drivers.quic;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Request;
import xooai.codec.Response;
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
import xooai.driver.StreamCall;
import xooai.driver.Ticker;

/// Calls to one address, each a stream of one connection.
final class QuicCalls implements Connection {
    private final URI address;
    private final ConnectSettings settings;
    private final Link link;

    QuicCalls(URI address, ConnectSettings settings) {
        if (address.getHost() == null) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "`" + ShownAddress.of(address) + "` is no address of QUIC: expected quic://host:port");
        }
        this.address = address;
        this.settings = settings;
        this.link = new Link(address, settings);
    }

    @Override
    public List<Description> describe(Context context) {
        Codec codec = settings.codec();
        String what = ShownAddress.of(address);
        Message opening = new Opening("", "", CallKind.UNARY, settings.token()).message(codec);
        CallStream stream = stream(what, List.of(opening), CallKind.UNARY, Doc.class, context);
        Ticker.Look look = () -> endLate(what, context);
        Ticker.add(look);
        try (Context.Registration _ = context.onCancel(stream::close)) {
            Message answer = stream.message();
            if (answer != null && answer.kind() == Message.Kind.DESCRIPTION) {
                return Descriptions.fromValue(codec.readValue(answer.body(), settings.limits()));
            }
            throw refused(what, answer);
        } catch (IOException e) {
            throw context.isCancelled()
                    ? new XooaiException(context.cancellation(), e)
                    : failed(what, Code.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        } finally {
            Ticker.remove(look);
            stream.close();
        }
    }

    private static void endLate(String what, Context context) {
        if (context.remainingNanos() == 0) {
            context.cancel(
                    CallError.of(Code.DEADLINE_EXCEEDED, "Tried to call " + what + ": no answer within the deadline"));
        }
    }

    private XooaiException refused(String what, @Nullable Message answer) {
        if (answer != null && answer.kind() == Message.Kind.FRAME) {
            var frame = answer.codec()
                    .readFrame(
                            answer.body(),
                            Doc.class,
                            settings.limits(),
                            settings.refs().source());
            if (frame instanceof xooai.codec.Frame.End(var end) && end != null && end.error() != null) {
                return failed(what, end.error().code(), end.error().message(), null);
            }
        }
        return answer == null
                ? failed(what, Code.UNAVAILABLE, "the stream was cut before its end", null)
                : failed(what, Code.DATA_LOSS, "its answer is no description", null);
    }

    private static XooaiException failed(String what, Code code, String why, @Nullable Throwable cause) {
        return new XooaiException(code, "Tried to call " + what + ": " + why, cause);
    }

    @Override
    public Response call(String executor, Request request, Class<? extends Doc> docs, Context context) {
        try (OpenCall call = open(executor, request, CallKind.UNARY, docs, context)) {
            return call.response();
        }
    }

    @Override
    public OpenCall open(String executor, Request request, CallKind kind, Class<? extends Doc> docs, Context context) {
        context.check();
        String endpoint = request.endpoint() == null ? "" : request.endpoint();
        String what = executor + " (" + ShownAddress.of(address) + ")";
        Codec codec = settings.codec();
        List<Message> first = List.of(
                new Opening(executor, endpoint, kind, settings.token()).message(codec),
                new Message(Message.Kind.REQUEST, codec, codec.writeRequest(sent(request, context))));
        CallStream stream = stream(what, first, kind, docs, context);
        return new StreamCall(what, kind.streamsIn(), stream, context);
    }

    private CallStream stream(
            String what, List<Message> first, CallKind kind, Class<? extends Doc> docs, Context context) {
        return new CallStream(
                        link,
                        what,
                        settings.codec(),
                        docs,
                        settings.limits(),
                        context.within(settings.refs()).source(),
                        first,
                        kind.streamsIn())
                .start();
    }

    private static Request sent(Request request, Context context) {
        boolean endless = context.remaining().compareTo(Context.ENDLESS.dividedBy(2)) > 0;
        return request.withTime(
                context.rid(), endless ? -1 : context.remaining().toMillis());
    }

    @Override
    public void close() {
        link.close();
    }
}
