package xooai.drivers.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.CallContract;
import xooai.driver.Driver;
import xooai.driver.LeavingContract;
import xooai.driver.LimitContract;
import xooai.driver.StreamContract;
import xooai.driver.Transport;
import xooai.driver.TrustContract;

class GrpcsDriverTest {
    private static final Transport GRPCS = Transport.secured(new GrpcDriver(), "grpcs://127.0.0.1:0");

    @Nested
    class Calls extends CallContract {
        @Override
        protected Transport transport() {
            return GRPCS;
        }
    }

    @Nested
    class Limits extends LimitContract {
        @Override
        protected Transport transport() {
            return GRPCS;
        }
    }

    @Nested
    class Leaving extends LeavingContract {
        @Override
        protected Transport transport() {
            return GRPCS;
        }
    }

    @Nested
    class Streams extends StreamContract {
        @Override
        protected Transport transport() {
            return GRPCS;
        }
    }

    @Nested
    class Trusting extends TrustContract {
        @Override
        protected Driver driver() {
            return new GrpcDriver();
        }

        @Override
        protected String scheme() {
            return "grpcs";
        }
    }

    @Test
    void aTokenDoesNotTravelInTheClear() {
        URI elsewhere = URI.create("grpc://192.0.2.1:1");

        assertThatThrownBy(() -> new GrpcDriver().connect(elsewhere, GRPCS.connecting()))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
                .hasMessageContaining("in the clear");
    }
}
