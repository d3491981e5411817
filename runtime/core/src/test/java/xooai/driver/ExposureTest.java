package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.Code;
import xooai.doc.XooaiException;

class ExposureTest {
    private static final String TOKEN = "0123456789abcdefghijABCDEFGHIJ";
    private static final ServeSettings PLAIN = ServeSettings.DEFAULT;

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:0", "http://localhost:0", "http://[::1]:0", "http://127.8.9.10:0"})
    void thisMachineAloneNeedsNothing(String address) {
        assertThat(check(address, PLAIN).tls()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://0.0.0.0:0", "http://[::]:0", "http://192.0.2.1:0", "http://[::ffff:192.0.2.1]:0"})
    void anOpenAddressNeedsATokenAndTls(String address) {
        assertRefused(address, PLAIN, "needs a token");
        assertRefused(address, PLAIN.withBehindProxy(true), "needs a token");
        assertRefused(address, PLAIN.withToken(TOKEN), "needs TLS");

        assertThat(check(address, PLAIN.withToken(TOKEN).withBehindProxy(true)).tls())
                .isFalse();
        assertThat(check(address, PLAIN.withToken(TOKEN).withTls(Path.of("a"), Path.of("b")))
                        .tls())
                .isTrue();
        assertThat(check(address, PLAIN.withInsecure(true)).tls()).isFalse();
    }

    @Test
    void aTokenThatCanBeGuessedIsRefused() {
        assertRefused("http://127.0.0.1:0", PLAIN.withToken("secret"), "the token is too easy to guess");
    }

    @Test
    void httpsNeedsACertificateAndItsKey() {
        assertRefused("https://127.0.0.1:0", PLAIN, "needs a certificate");
        assertRefused("https://127.0.0.1:0", PLAIN.withTls(Path.of("a"), null), "needs its key");
    }

    private static Exposure check(String address, ServeSettings settings) {
        return Exposure.check(URI.create(address), settings);
    }

    private static void assertRefused(String address, ServeSettings settings, String why) {
        assertThatThrownBy(() -> check(address, settings))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
                .hasMessageStartingWith("Tried to serve at " + address)
                .hasMessageContaining(why);
    }
}
