package xooai.drivers.quic;

import tech.kwik.core.QuicConnection;
import tech.kwik.core.server.ApplicationProtocolConnection;
import tech.kwik.core.server.ApplicationProtocolConnectionFactory;

/// HTTP/3: makes of each stream that a client opens a request on a thread of its own.
final class Http3Protocol implements ApplicationProtocolConnectionFactory {
    /// The name of HTTP/3 in the handshake.
    static final String NAME = "h3";
    /// Control and QPACK streams, and some that a client opens to see whether we pass over what we do not know.
    static final int UNIDIRECTIONAL = 8;

    private final Http3Requests requests;
    private final Connections connections;

    Http3Protocol(Http3Requests requests, Connections connections) {
        this.requests = requests;
        this.connections = connections;
    }

    @Override
    public ApplicationProtocolConnection createConnection(String protocol, QuicConnection connection) {
        Http3Connection made = new Http3Connection(connection, requests, connections.workload());
        connections.add(connection, made);
        return made;
    }

    @Override
    public int maxConcurrentPeerInitiatedBidirectionalStreams() {
        return QuicServer.STREAMS;
    }

    @Override
    public int maxConcurrentPeerInitiatedUnidirectionalStreams() {
        return UNIDIRECTIONAL;
    }
}
