package xooai.drivers.quic;

import java.io.IOException;

/// What a peer does that HTTP/3 forbids.
final class Http3Exception extends IOException {
    /// Of RFC 9204: a field section that cannot be decoded; instructions that nobody allowed.
    static final long QPACK_DECOMPRESSION_FAILED = 0x200;

    static final long QPACK_ENCODER_STREAM_ERROR = 0x201;
    static final long QPACK_DECODER_STREAM_ERROR = 0x202;

    private final long code;
    private final boolean ofConnection;

    private Http3Exception(long code, boolean ofConnection, String why) {
        super(why);
        this.code = code;
        this.ofConnection = ofConnection;
    }

    /// One that ends its stream alone.
    static Http3Exception ofStream(long code, String why) {
        return new Http3Exception(code, false, why);
    }

    /// One after which nothing that the peer says can be relied on.
    static Http3Exception ofConnection(long code, String why) {
        return new Http3Exception(code, true, why);
    }

    /// The code that tells the peer, of RFC 9114 or RFC 9204.
    long code() {
        return code;
    }

    boolean isOfConnection() {
        return ofConnection;
    }
}
