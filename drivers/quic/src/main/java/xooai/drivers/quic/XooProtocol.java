package xooai.drivers.quic;

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
        Workload workload = connections.workload();
        return new ApplicationProtocolConnection() {
            @Override
            public void acceptPeerInitiatedStream(QuicStream stream) {
                Thread.ofVirtual()
                        .name("xooai-quic")
                        .start(() -> workload.run(() -> answering.answer(stream), () -> answering.refuse(stream)));
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
}
