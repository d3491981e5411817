package xooai.driver;

import org.junit.jupiter.api.Nested;

/// What every driver keeps, in whatever process the other side is.
public abstract class DriverContract {

    /// What the contract is kept on.
    protected abstract Transport transport();

    @Nested
    class Calls extends CallContract {
        @Override
        protected Transport transport() {
            return DriverContract.this.transport();
        }
    }

    @Nested
    class Limits extends LimitContract {
        @Override
        protected Transport transport() {
            return DriverContract.this.transport();
        }
    }

    @Nested
    class Leaving extends LeavingContract {
        @Override
        protected Transport transport() {
            return DriverContract.this.transport();
        }
    }

    @Nested
    class StoredContent extends StoredContentContract {
        @Override
        protected Transport transport() {
            return DriverContract.this.transport();
        }
    }

    @Nested
    class StoreTrouble extends StoreTroubleContract {
        @Override
        protected Transport transport() {
            return DriverContract.this.transport();
        }
    }

    @Nested
    class Streams extends StreamContract {
        @Override
        protected Transport transport() {
            return DriverContract.this.transport();
        }
    }
}
