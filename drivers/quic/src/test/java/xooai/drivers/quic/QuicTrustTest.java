package xooai.drivers.quic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Certificates;
import xooai.driver.ConnectSettings;
import xooai.driver.Connection;
import xooai.driver.Context;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.driver.Trust;

class QuicTrustTest {
    private static final String TOKEN = "0123456789abcdefghijABCDEFGHIJ";
    private static final ServeSettings OWN = ServeSettings.DEFAULT;

    private final Probe probe = new Probe();

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    private static ServeSettings given() {
        return OWN.withTls(Certificates.here().chain(), Certificates.here().key());
    }

    private static Trust pinned() {
        return Trust.ofFingerprint(OwnCertificate.ofThisProcess().fingerprint());
    }

    private String described(String host, ServeSettings serving, ConnectSettings connecting) {
        try (Server server = serve("quic://" + host + ":0", serving);
                Connection connection = new QuicDriver()
                        .connect(URI.create("quic://" + server.address().getRawAuthority()), connecting);
                Context context = Context.of(Duration.ofSeconds(10))) {
            return connection.describe(context).getFirst().name();
        }
    }

    private Server serve(String address, ServeSettings settings) {
        return new QuicDriver().serve(URI.create(address), probe, settings);
    }

    private static void assertRefused(Code code, String why, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(why);
    }

    @Test
    void aCertificateThatSignedItselfIsKnownByItsFingerprintAlone() {
        String shouted = OwnCertificate.ofThisProcess().fingerprint().toUpperCase(Locale.ROOT);

        assertThat(described("127.0.0.1", OWN, ConnectSettings.DEFAULT.withTrust(pinned())))
                .isEqualTo("probe");
        assertThat(described("127.0.0.1", OWN, ConnectSettings.DEFAULT.withTrust(Trust.ofFingerprint(shouted))))
                .isEqualTo("probe");
        assertRefused(Code.UNAVAILABLE, "not trusted", () -> described("127.0.0.1", OWN, ConnectSettings.DEFAULT));
        Trust other = Trust.ofFingerprint("sha256:" + "0".repeat(64));
        assertRefused(
                Code.UNAVAILABLE,
                "fingerprint",
                () -> described("127.0.0.1", OWN, ConnectSettings.DEFAULT.withTrust(other)));
    }

    @Test
    void anAddressThatIsOpenToOthersNeedsATokenAndAGivenCertificate() {
        String open = "quic://0.0.0.0:0";

        assertRefused(Code.FAILED_PRECONDITION, "needs a token", () -> serve(open, given()));
        assertRefused(Code.FAILED_PRECONDITION, "TLS", () -> serve(open, OWN.withToken(TOKEN)));
        assertRefused(
                Code.FAILED_PRECONDITION,
                "certificate and its key",
                () -> serve(open, OWN.withToken(TOKEN).withBehindProxy(true)));
        serve(open, given().withToken(TOKEN)).close();
        serve(open, OWN.withInsecure(true)).close();
    }

    @Test
    void aPortInUseIsSaid() {
        try (Server server = serve("quic://127.0.0.1:0", OWN)) {
            String taken = "quic://127.0.0.1:" + server.address().getPort();
            assertRefused(Code.UNAVAILABLE, "in use", () -> serve(taken, OWN));
        }
    }
}
