package xooai.driver;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Nested;

/// What every driver keeps whatever comes over its wire, and for as long as it may take. It needs peers that do
/// not keep to the protocol.
public abstract class WireDriverContract extends NetworkDriverContract {

    /// A caller of the transport's protocol that can do what none should.
    protected abstract HostileCaller caller(URI server) throws IOException;

    /// A server of the transport's protocol that answers each call with those bodies and that ending.
    protected abstract HostileServer answering(HostileServer.Ending ending, byte[]... bodies) throws IOException;

    /// Whether a stream is ended by a message, so that there can be two of them; else its status alone ends it.
    protected boolean endIsAMessage() {
        return true;
    }

    @Nested
    class HostileCallers extends HostileCallerContract {
        @Override
        protected Transport transport() {
            return WireDriverContract.this.transport();
        }

        @Override
        protected HostileCaller caller(URI server) throws IOException {
            return WireDriverContract.this.caller(server);
        }
    }

    @Nested
    class HostileServers extends HostileServerContract {
        @Override
        protected Transport transport() {
            return WireDriverContract.this.transport();
        }

        @Override
        protected HostileServer answering(HostileServer.Ending ending, byte[]... bodies) throws IOException {
            return WireDriverContract.this.answering(ending, bodies);
        }

        @Override
        protected boolean endIsAMessage() {
            return WireDriverContract.this.endIsAMessage();
        }
    }

    @Nested
    class Resources extends ResourceContract {
        @Override
        protected Transport transport() {
            return WireDriverContract.this.transport();
        }

        @Override
        protected HostileCaller caller(URI server) throws IOException {
            return WireDriverContract.this.caller(server);
        }
    }

    @Nested
    class Endurance extends EnduranceContract {
        @Override
        protected Transport transport() {
            return WireDriverContract.this.transport();
        }
    }
}
