package xooai.drivers.http;

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

class HttpDriverTest {
    private static final Transport HTTP = Transport.plain(new HttpDriver(), "http://127.0.0.1:0");

    @Nested
    class Calls extends CallContract {
        @Override
        protected Transport transport() {
            return HTTP;
        }
    }

    @Nested
    class Limits extends LimitContract {
        @Override
        protected Transport transport() {
            return HTTP;
        }
    }

    @Nested
    class Leaving extends LeavingContract {
        @Override
        protected Transport transport() {
            return HTTP;
        }
    }

    @Nested
    class Streams extends StreamContract {
        @Override
        protected Transport transport() {
            return HTTP;
        }
    }

    @Nested
    class KilledPeers extends KilledPeerContract {
        @Override
        protected Transport transport() {
            return HTTP;
        }
    }

    @Nested
    class HostileCallers extends HostileCallerContract {
        @Override
        protected Transport transport() {
            return HTTP;
        }

        @Override
        protected HostileCaller caller(URI server) throws IOException {
            return new RawHttpCaller(server);
        }
    }

    @Nested
    class HostileServers extends HostileServerContract {
        @Override
        protected Transport transport() {
            return HTTP;
        }

        @Override
        protected HostileServer answering(HostileServer.Ending ending, byte[]... bodies) throws IOException {
            return new RawHttpServer(ending, List.of(bodies));
        }
    }

    @Nested
    class Resources extends ResourceContract {
        @Override
        protected Transport transport() {
            return HTTP;
        }

        @Override
        protected HostileCaller caller(URI server) {
            return new RawHttpCaller(server);
        }
    }

    @Nested
    class Endurance extends EnduranceContract {
        @Override
        protected Transport transport() {
            return HTTP;
        }
    }
}
