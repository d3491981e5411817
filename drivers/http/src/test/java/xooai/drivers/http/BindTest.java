package xooai.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.ServeSettings;
import xooai.web.Tuning;

class BindTest {
    private static final ServeSettings PLAIN = ServeSettings.DEFAULT;

    @Test
    void aPortInUseIsSaid() {
        try (Served served = new Served()) {
            assertThatThrownBy(() -> new Served("http://127.0.0.1:" + served.port(), PLAIN, Tuning.DEFAULT))
                    .isInstanceOfSatisfying(
                            XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                    .hasMessage("Tried to serve at http://127.0.0.1:" + served.port() + ": port " + served.port()
                            + " is in use by another program. Choose another port, or 0 for any free one");
        }
    }

    @Test
    void anAddressOfAnotherMachineIsSaid() {
        assertThatThrownBy(() -> new Served("http://192.0.2.1:0", PLAIN.withInsecure(true), Tuning.DEFAULT))
                .hasMessageContaining("is no address of this machine");
    }
}
