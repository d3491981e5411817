package xooai.drivers.quic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3ClientConnectionHandler;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInboundHandler;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicException;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.AsciiString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import xooai.driver.Server;
import xooai.web.WebPeer;

/// A client that nobody here wrote: Netty's HTTP/3 on quiche, over one connection.
final class NettyHttp3Peer implements WebPeer {
    private static final int PATIENCE_SECONDS = 20;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Server server;
    private final Channel socket;
    private final QuicChannel connection;

    NettyHttp3Peer(Server server) throws Exception {
        this.server = server;
        var codec = Http3.newQuicClientCodecBuilder()
                .sslContext(QuicSslContextBuilder.forClient()
                        .trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .applicationProtocols(Http3.supportedApplicationProtocols())
                        .build())
                .maxIdleTimeout(30, TimeUnit.SECONDS)
                .initialMaxData(10_000_000)
                .initialMaxStreamDataBidirectionalLocal(1_000_000)
                .build();
        this.socket = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(codec)
                .bind(0)
                .sync()
                .channel();
        this.connection = QuicChannel.newBootstrap(socket)
                .handler(new Http3ClientConnectionHandler())
                .remoteAddress(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), server.address().getPort()))
                .connect()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /// A request that may be sent in parts.
    final class Exchange {
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private final CompletableFuture<Integer> status = new CompletableFuture<>();
        private final CompletableFuture<ByteArrayOutputStream> something = new CompletableFuture<>();
        private final QuicStreamChannel stream;

        Exchange(String method, String path, Map<String, String> headers) throws Exception {
            this.stream = Http3.newRequestStream(connection, new Reader(this)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            DefaultHttp3HeadersFrame head = new DefaultHttp3HeadersFrame();
            head.headers()
                    .method(AsciiString.of(method))
                    .path(path)
                    .scheme("https")
                    .authority(headers.getOrDefault("Host", server.address().getRawAuthority()));
            headers.forEach((name, value) -> {
                if (!name.equals("Host")) {
                    head.headers().add(name.toLowerCase(Locale.ROOT), value);
                }
            });
            stream.writeAndFlush(head).sync();
        }

        Exchange write(byte[] part) throws InterruptedException {
            stream.writeAndFlush(new DefaultHttp3DataFrame(Unpooled.wrappedBuffer(part)))
                    .sync();
            return this;
        }

        Exchange end() {
            stream.shutdownOutput().syncUninterruptibly();
            return this;
        }

        /// Gives the request up: RESET_STREAM and STOP_SENDING.
        void cancel() throws InterruptedException {
            stream.shutdown(0x10c, stream.newPromise()).sync();
            stream.close().sync();
        }

        /// Breaks off what is sent, and still reads.
        void reset() throws InterruptedException {
            stream.shutdownOutput(0x10c).sync();
        }

        /// Waits until some of the body is there, and gives that.
        String some() throws Exception {
            return something.get(PATIENCE_SECONDS, TimeUnit.SECONDS).toString(UTF_8);
        }

        Answer answer() throws IOException {
            try {
                return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new IOException(
                        Objects.requireNonNullElse(e.getCause(), e).toString(), e);
            } catch (InterruptedException | TimeoutException e) {
                throw new IOException("no answer: " + e, e);
            }
        }
    }

    private static final class Reader extends Http3RequestStreamInboundHandler {
        private final Exchange exchange;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status;

        Reader(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        protected void channelRead(ChannelHandlerContext context, Http3HeadersFrame frame) {
            status = Integer.parseInt(
                    Objects.requireNonNull(frame.headers().status()).toString());
            frame.headers()
                    .forEach(field -> headers.put(
                            field.getKey().toString(), field.getValue().toString()));
            exchange.status.complete(status);
        }

        @Override
        protected void channelRead(ChannelHandlerContext context, Http3DataFrame frame) throws IOException {
            ByteBuf content = frame.content();
            content.readBytes(body, content.readableBytes());
            frame.release();
            exchange.something.complete(body);
        }

        @Override
        protected void channelInputClosed(ChannelHandlerContext context) {
            exchange.answer.complete(new Answer(status, headers, body.toByteArray()));
        }

        @Override
        protected void handleQuicException(ChannelHandlerContext context, QuicException exception) {
            fail(exception);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            fail(cause);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            fail(new IOException("the stream was closed"));
            super.channelInactive(context);
        }

        private void fail(@Nullable Throwable cause) {
            exchange.answer.completeExceptionally(Objects.requireNonNullElse(cause, new IOException("failed")));
            exchange.status.completeExceptionally(Objects.requireNonNullElse(cause, new IOException("failed")));
        }
    }

    Exchange open(String method, String path, Map<String, String> headers) throws IOException {
        try {
            return new Exchange(method, path, headers);
        } catch (Exception e) {
            throw new IOException("no request could be sent: " + e, e);
        }
    }

    /// Whether the server has not told it to go away.
    boolean maySend() {
        return !Objects.requireNonNull(connection.pipeline().get(Http3ClientConnectionHandler.class))
                .isGoAwayReceived();
    }

    @Override
    public Answer send(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
        Exchange exchange = open(method, path, headers);
        try {
            if (body.length > 0) {
                exchange.write(body);
            }
        } catch (Exception e) {
            // The server may answer, and stop reading, before it has been sent everything.
            return exchange.answer();
        }
        return exchange.end().answer();
    }

    @Override
    public String authority() {
        return server.address().getRawAuthority();
    }

    @Override
    public void close() {
        connection.close().syncUninterruptibly();
        socket.close().syncUninterruptibly();
        server.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
