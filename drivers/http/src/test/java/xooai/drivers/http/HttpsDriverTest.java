package xooai.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.driver.Certificates;
import xooai.driver.SecuredDriverContract;
import xooai.driver.ServeSettings;
import xooai.driver.Transport;
import xooai.web.Tuning;

class HttpsDriverTest extends SecuredDriverContract {
    private static final Transport HTTPS =
            Transport.secured(new HttpDriver(), "https://127.0.0.1:0").withCallsAtOnce(100);

    @Override
    protected Transport transport() {
        return HTTPS;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3:TLS_AES_128_GCM_SHA256", "TLSv1.2:TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"})
    void modernTlsIsSpoken(String how) throws Exception {
        try (Served served = served(Certificates.here());
                SSLSocket socket = connect(served, how)) {
            socket.startHandshake();

            assertThat(socket.getSession().getProtocol()).isEqualTo(how.split(":", 2)[0]);
        }
    }

    @Test
    void ciphersWithoutAuthenticationAreRefused() throws Exception {
        try (Served served = served(Certificates.here());
                SSLSocket socket = connect(served, "TLSv1.2:TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256")) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void aKeyOfRsaServesAsWell() throws Exception {
        try (Served served = served(Certificates.other())) {
            assertThat(served.address().getScheme()).isEqualTo("https");
        }
    }

    private static Served served(Certificates given) {
        return new Served(
                "https://127.0.0.1:0", ServeSettings.DEFAULT.withTls(given.chain(), given.key()), Tuning.DEFAULT);
    }

    private static SSLSocket connect(Served served, String how) throws Exception {
        SSLSocket socket =
                (SSLSocket) Certificates.here().trusting().getSocketFactory().createSocket("localhost", served.port());
        socket.setEnabledProtocols(new String[] {how.split(":", 2)[0]});
        socket.setEnabledCipherSuites(new String[] {how.split(":", 2)[1]});
        return socket;
    }
}
