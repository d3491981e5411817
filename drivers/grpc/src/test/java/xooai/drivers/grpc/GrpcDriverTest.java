package xooai.drivers.grpc;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Nested;
import xooai.driver.CallContract;
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

class GrpcDriverTest {
    private static final Transport GRPC = Transport.plain(new GrpcDriver(), "grpc://127.0.0.1:0");

    @Nested
    class Calls extends CallContract {
        @Override
        protected Transport transport() {
            return GRPC;
        }
    }

    @Nested
    class Limits extends LimitContract {
        @Override
        protected Transport transport() {
            return GRPC;
        }
    }

    @Nested
    class Leaving extends LeavingContract {
        @Override
        protected Transport transport() {
            return GRPC;
        }
    }

    @Nested
    class Streams extends StreamContract {
        @Override
        protected Transport transport() {
            return GRPC;
        }
    }

    @Nested
    class KilledPeers extends KilledPeerContract {
        @Override
        protected Transport transport() {
            return GRPC;
        }
    }

    @Nested
    class HostileCallers extends HostileCallerContract {
        @Override
        protected Transport transport() {
            return GRPC;
        }

        @Override
        protected HostileCaller caller(URI server) throws IOException {
            return new RawGrpcCaller(server);
        }
    }

    @Nested
    class HostileServers extends HostileServerContract {
        @Override
        protected Transport transport() {
            return GRPC;
        }

        @Override
        protected HostileServer answering(HostileServer.Ending ending, byte[]... bodies) throws IOException {
            return new RawGrpcServer(ending, List.of(bodies));
        }

        @Override
        protected boolean endIsAMessage() {
            return false;
        }
    }

    @Nested
    class Resources extends ResourceContract {
        @Override
        protected Transport transport() {
            return GRPC;
        }

        @Override
        protected HostileCaller caller(URI server) {
            return new RawGrpcCaller(server);
        }
    }

    @Nested
    class Endurance extends EnduranceContract {
        @Override
        protected Transport transport() {
            return GRPC;
        }
    }
}
