package xooai.drivers.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.Quic;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.driver.Server;

/// quiche, through Netty, against our server: bytes as the specification says them, and no class of ours.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForeignPeerTest {
    private final Probe probe = new Probe();
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private Server server;
    private Channel socket;
    private QuicChannel connection;

    @BeforeEach
    void connect() throws Exception {
        assumeTrue(Quic.isAvailable(), "no native QUIC for this system");
        server = new QuicDriver().serve(URI.create("quic://127.0.0.1:0"), probe, ServeSettings.DEFAULT);
        var codec = new QuicClientCodecBuilder()
                .sslContext(QuicSslContextBuilder.forClient()
                        .trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .applicationProtocols("xoo/1")
                        .build())
                .maxIdleTimeout(30, TimeUnit.SECONDS)
                .initialMaxData(10_000_000)
                .initialMaxStreamDataBidirectionalLocal(1_000_000)
                .build();
        socket = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(codec)
                .bind(0)
                .sync()
                .channel();
        connection = QuicChannel.newBootstrap(socket)
                .handler(new ChannelInboundHandlerAdapter())
                .streamHandler(new ChannelInboundHandlerAdapter())
                .remoteAddress(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), server.address().getPort()))
                .connect()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        if (connection != null) {
            connection.close().sync();
            socket.close().sync();
            server.close();
        }
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        probe.close();
    }

    /// Writes those bytes, ends, and reads to the end.
    private List<String> exchange(byte[] sent) throws Exception {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        QuicStreamChannel stream = connection
                .createStream(QuicStreamType.BIDIRECTIONAL, new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
                        ByteBuf bytes = (ByteBuf) message;
                        bytes.readBytes(all, bytes.readableBytes());
                        bytes.release();
                    }

                    @Override
                    public void userEventTriggered(ChannelHandlerContext context, Object event) {
                        if (event == ChannelInputShutdownEvent.INSTANCE) {
                            answer.complete(all.toByteArray());
                        }
                    }

                    @Override
                    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                        answer.completeExceptionally(cause);
                    }
                })
                .get(20, TimeUnit.SECONDS);
        stream.writeAndFlush(Unpooled.wrappedBuffer(sent))
                .addListener(QuicStreamChannel.SHUTDOWN_OUTPUT)
                .sync();
        return split(answer.get(20, TimeUnit.SECONDS));
    }

    private static byte[] messages(String... bodies) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String each : bodies) {
            byte[] body = each.substring(1).getBytes(UTF_8);
            out.write(RawPeer.bytes(2 + body.length, each.charAt(0) - '0', 1, body));
        }
        return out.toByteArray();
    }

    /// Each message as the digit of its kind and its JSON.
    private static List<String> split(byte[] bytes) throws IOException {
        List<String> messages = new ArrayList<>();
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        while (in.available() > 0) {
            byte[] head = in.readNBytes(6);
            int length = (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | (head[3] & 0xff);
            assertThat(head[5]).isEqualTo((byte) 1);
            messages.add(head[4] + new String(in.readNBytes(length - 2), UTF_8));
        }
        return messages;
    }

    @Test
    void oneAnswerIsGot() throws Exception {
        List<String> answer = exchange(
                messages("1{\"executor\":\"probe\",\"endpoint\":\"upper\"}", "2{\"docs\":[{\"text\":\"hi\"}]}"));

        assertThat(answer).singleElement().asString().startsWith("4{").contains("\"HI\"", "\"status\":\"OK\"");
    }

    @Test
    void aStreamEachWayIsSpoken() throws Exception {
        List<String> answer = exchange(messages(
                "1{\"v\":1,\"executor\":\"probe\",\"endpoint\":\"shout\",\"kind\":\"bidirectional\",\"new\":0}",
                "2{\"docs\":[]}",
                "3{\"docs\":[{\"text\":\"a\"}]}",
                "3{\"docs\":[{\"text\":\"b\"}]}",
                "3{\"end\":true}"));

        assertThat(answer).hasSize(3).allMatch(message -> message.startsWith("3"));
        assertThat(answer.get(0)).contains("\"A\"");
        assertThat(answer.get(1)).contains("\"B\"");
        assertThat(answer.get(2)).contains("\"end\":true", "\"status\":\"OK\"");
    }

    @Test
    void whatIsServedIsDescribed() throws Exception {
        assertThat(exchange(messages("1{\"executor\":\"\"}")))
                .singleElement()
                .asString()
                .startsWith("5{")
                .contains("\"executors\"", "\"probe\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "probe"})
    void aFailureIsTheEnd(String executor) throws Exception {
        List<String> answer = exchange(messages(
                "1{\"executor\":\"" + executor + "\",\"endpoint\":\"none\",\"kind\":\"server_stream\"}",
                "2{\"docs\":[]}"));

        assertThat(answer)
                .singleElement()
                .asString()
                .startsWith("3{\"end\":true")
                .contains("NOT_FOUND");
    }
}
