package xooai.drivers.quic;

import java.util.concurrent.atomic.AtomicInteger;
import tech.kwik.core.QuicConnection;
import tech.kwik.core.QuicStream;
import tech.kwik.core.server.ApplicationProtocolConnection;
import tech.kwik.core.server.ApplicationProtocolConnectionFactory;

/// `xoo/1`: makes of each stream that a caller opens a call on a thread of its own.
final class XooProtocol implements ApplicationProtocolConnectionFactory {
    private final Answering answering;
    private final Connections connections;

    XooProtocol(Answering answering, Connections connections) {
        this.answering = answering;
        this.connections = connections;
    }

    @Override
    public ApplicationProtocolConnection createConnection(String protocol, QuicConnection connection) {
        connections.add(connection, new Unsaid());
        AtomicInteger streams = new AtomicInteger();
        return new ApplicationProtocolConnection() {
            @Override
            public void acceptPeerInitiatedStream(QuicStream stream) {
                Thread.ofVirtual().name("xooai-quic").start(() -> accept(stream, streams));
            }
        };
    }

    /// `xoo/1` has no message for the end of a connection: its calls end by themselves.
    private record Unsaid() implements Connections.Leave {
        @Override
        public void goAway() {}

        @Override
        public void ended() {}
    }

    @Override
    public int maxConcurrentPeerInitiatedBidirectionalStreams() {
        return QuicServer.STREAMS;
    }

    @Override
    public int maxConcurrentPeerInitiatedUnidirectionalStreams() {
        return 0;
    }

    /// A caller that cancels has its credit back at once, and could open the next stream long before the
    /// work on the last one has ended: this counts work.
    private void accept(QuicStream stream, AtomicInteger streams) {
        try {
            if (streams.incrementAndGet() > 2 * QuicServer.STREAMS) {
                answering.refuse(stream);
            } else {
                answering.answer(stream);
            }
        } finally {
            streams.decrementAndGet();
        }
    }
}
