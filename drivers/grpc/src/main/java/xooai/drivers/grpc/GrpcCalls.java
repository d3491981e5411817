package xooai.drivers.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Request;
import xooai.codec.Response;
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
import xooai.driver.Trust;

/// Calls to one address. A call is sent once; nothing is tried again.
final class GrpcCalls implements Connection {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final int KEEP_ALIVE_SECONDS = 60;

    private final URI address;
    private final ConnectSettings settings;
    private final boolean tls;
    private final Channels channels = new Channels(this::channel);

    GrpcCalls(URI address, ConnectSettings settings) {
        Quiet.start();
        this.address = address;
        this.settings = settings;
        this.tls = "grpcs".equals(address.getScheme());
        if (address.getHost() == null) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "`" + ShownAddress.of(address) + "` is no address of gRPC: expected grpc://host:port");
        }
        settings.checkToken(address, tls);
    }

    private ManagedChannel channel() {
        int port = address.getPort() >= 0 ? address.getPort() : tls ? 443 : 80;
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(address.getHost(), port)
                .directExecutor()
                .disableRetry()
                .disableServiceConfigLookUp()
                .proxyDetector(_ -> null)
                .maxInboundMessageSize(Methods.mostBytes(settings.limits()))
                .maxInboundMetadataSize(settings.limits().headerBytes())
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectTimeout().toMillis());
        return (tls ? builder.sslContext(context(settings.trust())) : builder.usePlaintext()).build();
    }

    private static SslContext context(Trust trust) {
        try {
            return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                    .trustManager(trust.manager())
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException e) {
            throw new XooaiException(Code.INTERNAL, "cannot set up TLS: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Description> describe(Context context) {
        Target target = target(null);
        UnaryCall.Outcome outcome = whole(Methods.DESCRIBE, Packet.of(Codec.JSON, new byte[0]), target, context);
        if (outcome.error() != null) {
            throw target.error(outcome.error().code(), outcome.error().message(), null);
        }
        Packet answer = outcome.answer();
        try {
            byte[] body = answer.body(settings.limits().bodyBytes());
            return Descriptions.fromValue(answer.codec(Codec.JSON).readValue(body, settings.limits()));
        } catch (XooaiException e) {
            throw target.unreadable(e);
        }
    }

    @Override
    public Response call(String executor, Request request, Class<? extends Doc> docs, Context context) {
        Target target = target(executor);
        UnaryCall.Outcome outcome = whole(Methods.CALL, opening(executor, request, context), target, context);
        if (outcome.error() != null) {
            return Response.failed(context.rid(), outcome.error());
        }
        return read(outcome.answer(), docs, target, context);
    }

    private Response read(Packet answer, Class<? extends Doc> docs, Target target, Context context) {
        try {
            return answer.codec(settings.codec())
                    .readResponse(
                            answer.body(settings.limits().bodyBytes()),
                            docs,
                            settings.limits(),
                            context.within(settings.refs()).source());
        } catch (XooaiException e) {
            throw target.unreadable(e);
        }
    }

    private UnaryCall.Outcome whole(
            MethodDescriptor<Packet, Packet> method, Packet sent, Target target, Context context) {
        context.check();
        Channels.Line line = channels.take();
        try {
            return new UnaryCall(newCall(line, method, context), target, settings, context).make(headers(), sent);
        } catch (XooaiException e) {
            if (Target.isUnconnected(e)) {
                // grpc-java would tell the next call of this failure as well, until it has noted it everywhere.
                line.abandon();
            }
            throw e;
        } finally {
            line.release(context.isCancelled() || Thread.currentThread().isInterrupted());
        }
    }

    @Override
    public OpenCall open(String executor, Request request, CallKind kind, Class<? extends Doc> docs, Context context) {
        Target target = target(executor);
        Packet sent = opening(executor, request, context);
        context.check();
        Channels.Line line = channels.take();
        StreamingCall call = new StreamingCall(
                newCall(line, Methods.of(kind), context), kind, docs, target, settings, context, line::release);
        call.open(headers(), sent);
        return new StreamCall(target.what(), kind.streamsIn(), call, context);
    }

    private static ClientCall<Packet, Packet> newCall(
            Channels.Line line, MethodDescriptor<Packet, Packet> method, Context context) {
        CallOptions options = CallOptions.DEFAULT;
        return line.channel()
                .newCall(
                        method,
                        Target.hasDeadline(context)
                                ? options.withDeadlineAfter(context.remainingNanos(), TimeUnit.NANOSECONDS)
                                : options);
    }

    private Packet opening(String executor, Request request, Context context) {
        long left = Target.hasDeadline(context) ? TimeUnit.NANOSECONDS.toMillis(context.remainingNanos()) : -1;
        byte[] body = settings.codec().writeRequest(request.withTime(context.rid(), left));
        return Packet.opening(settings.codec(), body, executor, Objects.requireNonNullElse(request.endpoint(), ""));
    }

    private Metadata headers() {
        Metadata headers = new Metadata();
        if (settings.token() != null) {
            headers.put(AUTHORIZATION, "Bearer " + settings.token());
        }
        return headers;
    }

    private Target target(@Nullable String executor) {
        String shown = ShownAddress.of(address);
        return new Target(executor == null ? shown : executor + " (" + shown + ")");
    }

    @Override
    public void close() {
        channels.close();
    }
}
