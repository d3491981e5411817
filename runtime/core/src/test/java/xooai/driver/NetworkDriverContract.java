package xooai.driver;

import org.junit.jupiter.api.Nested;

/// What every driver keeps that reaches other processes.
public abstract class NetworkDriverContract extends DriverContract {

    @Nested
    class KilledPeers extends KilledPeerContract {
        @Override
        protected Transport transport() {
            return NetworkDriverContract.this.transport();
        }
    }
}
