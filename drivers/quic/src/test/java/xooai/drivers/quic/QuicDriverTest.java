package xooai.drivers.quic;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Nested;
import xooai.driver.CallContract;
import xooai.driver.Driver;
import xooai.driver.EnduranceContract;
import xooai.driver.HostileCaller;
import xooai.driver.HostileCallerContract;
import xooai.driver.HostileServer;
import xooai.driver.HostileServerContract;
import xooai.driver.KilledPeerContract;
import xooai.driver.LeavingContract;
import xooai.driver.LimitContract;
import xooai.driver.ResourceContract;
import xooai.driver.StreamContract;
import xooai.driver.Transport;
import xooai.driver.TrustContract;

class QuicDriverTest {
    private static final Transport QUIC = Transport.secured(new QuicDriver(), "quic://127.0.0.1:0")
            // As many as one connection carries at a time.
            .withCallsAtOnce(QuicServer.STREAMS);

    @Nested
    class Calls extends CallContract {
        @Override
        protected Transport transport() {
            return QUIC;
        }
    }

    @Nested
    class Limits extends LimitContract {
        @Override
        protected Transport transport() {
            return QUIC;
        }
    }

    @Nested
    class Leaving extends LeavingContract {
        @Override
        protected Transport transport() {
            return QUIC;
        }
    }

    @Nested
    class Streams extends StreamContract {
        @Override
        protected Transport transport() {
            return QUIC;
        }
    }

    @Nested
    class KilledPeers extends KilledPeerContract {
        @Override
        protected Transport transport() {
            return QUIC;
        }
    }

    @Nested
    class Trusting extends TrustContract {
        @Override
        protected Driver driver() {
            return new QuicDriver();
        }

        @Override
        protected String scheme() {
            return "quic";
        }
    }

    @Nested
    class HostileCallers extends HostileCallerContract {
        @Override
        protected Transport transport() {
            return QUIC;
        }

        @Override
        protected HostileCaller caller(URI server) throws IOException {
            return new RawQuicCaller(server, QUIC.connecting().token());
        }
    }

    @Nested
    class HostileServers extends HostileServerContract {
        @Override
        protected Transport transport() {
            return QUIC;
        }

        @Override
        protected HostileServer answering(HostileServer.Ending ending, byte[]... bodies) throws IOException {
            return new RawQuicServer(ending, List.of(bodies));
        }
    }

    @Nested
    class Resources extends ResourceContract {
        @Override
        protected Transport transport() {
            return QUIC;
        }

        @Override
        protected HostileCaller caller(URI server) throws IOException {
            return new RawQuicCaller(server, QUIC.connecting().token());
        }
    }

    @Nested
    class Endurance extends EnduranceContract {
        @Override
        protected Transport transport() {
            return QUIC;
        }
    }
}
