package xooai.driver;

import org.junit.jupiter.api.Nested;

/// What a driver keeps over TLS; what does not depend on that is in [WireDriverContract].
public abstract class SecuredDriverContract extends NetworkDriverContract {

    @Nested
    class Trusting extends TrustContract {
        @Override
        protected Transport transport() {
            return SecuredDriverContract.this.transport();
        }
    }
}
