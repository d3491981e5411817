package xooai.driver;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

class InProcessDriverTest extends DriverContract {
    private static final Transport INPROCESS = Transport.plain(new InProcessDriver(), "inprocess://0");

    @Override
    protected Transport transport() {
        return INPROCESS;
    }

    @Nested
    class Resources extends ResourceContract {
        @Override
        protected Transport transport() {
            return INPROCESS;
        }

        @Override
        protected @Nullable HostileCaller caller(URI server) {
            return null;
        }
    }

    @Nested
    class Endurance extends EnduranceContract {
        @Override
        protected Transport transport() {
            return INPROCESS;
        }
    }
}
