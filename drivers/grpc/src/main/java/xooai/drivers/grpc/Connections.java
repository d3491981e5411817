package xooai.drivers.grpc;

import io.grpc.Attributes;
import io.grpc.ServerTransportFilter;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Error;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// How many connections there are; one that is too many is ended as soon as it can speak.
final class Connections extends ServerTransportFilter {
    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    Connections(int most) {
        this.most = most;
    }

    /// grpc-java has no way to refuse a connection but to fail while it begins.
    @Override
    public Attributes transportReady(Attributes attributes) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            // Clients take this error for one that passes, and try again where they may.
            throw new IllegalStateException(Http2Exception.connectionError(
                    Http2Error.REFUSED_STREAM, "there are %d connections already; try again later", most));
        }
        return super.transportReady(attributes);
    }

    /// @param attributes null of a connection that was refused, or ended before it could speak
    @Override
    public void transportTerminated(@Nullable Attributes attributes) {
        if (attributes != null) {
            open.decrementAndGet();
        }
    }
}
