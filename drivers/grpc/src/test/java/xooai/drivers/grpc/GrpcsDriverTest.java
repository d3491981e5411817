package xooai.drivers.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.SecuredDriverContract;
import xooai.driver.Transport;

class GrpcsDriverTest extends SecuredDriverContract {
    private static final Transport GRPCS = Transport.secured(new GrpcDriver(), "grpcs://127.0.0.1:0");

    @Override
    protected Transport transport() {
        return GRPCS;
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
