package xooai.drivers.quic;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Nested;
import xooai.driver.HostileCaller;
import xooai.driver.HostileServer;
import xooai.driver.Transport;
import xooai.driver.TrustContract;
import xooai.driver.WireDriverContract;

class QuicDriverTest extends WireDriverContract {
    private static final Transport QUIC = Transport.secured(new QuicDriver(), "quic://127.0.0.1:0")
            // As many as one connection carries at a time.
            .withCallsAtOnce(QuicServer.STREAMS);

    @Override
    protected Transport transport() {
        return QUIC;
    }

    @Override
    protected HostileCaller caller(URI server) throws IOException {
        return new RawQuicCaller(server, QUIC.connecting().token());
    }

    @Override
    protected HostileServer answering(HostileServer.Ending ending, byte[]... bodies) throws IOException {
        return new RawQuicServer(ending, List.of(bodies));
    }

    @Nested
    class Trusting extends TrustContract {
        @Override
        protected Transport transport() {
            return QUIC;
        }
    }
}
