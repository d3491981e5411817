package xooai.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Certificates;
import xooai.driver.ConnectSettings;
import xooai.driver.Connection;
import xooai.driver.Context;
import xooai.driver.Driver;
import xooai.driver.DriverContract;
import xooai.driver.ServeSettings;
import xooai.driver.Trust;
import xooai.web.Tuning;

class HttpsDriverTest extends DriverContract {
    private static final String TOKEN = "0123456789abcdefghijABCDEFGHIJ";

    @TempDir
    private static Path directory;

    private static Certificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.make(directory);
    }

    @Override
    protected Driver driver() {
        return new HttpDriver();
    }

    @Override
    protected String address() {
        return "https://127.0.0.1:0";
    }

    @Override
    protected ServeSettings serving() {
        return ServeSettings.DEFAULT
                .withTls(certificates.chain(), certificates.key())
                .withToken(TOKEN);
    }

    @Override
    protected ConnectSettings connecting() {
        return ConnectSettings.DEFAULT.withToken(TOKEN).withTrust(Trust.of(certificates.chain()));
    }

    @Override
    protected int callsAtOnce() {
        return 100;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3:TLS_AES_128_GCM_SHA256", "TLSv1.2:TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"})
    void modernTlsIsSpoken(String how) throws Exception {
        try (Served served = new Served(address(), serving(), Tuning.DEFAULT);
                SSLSocket socket = connect(served, how)) {
            socket.startHandshake();

            assertThat(socket.getSession().getProtocol()).isEqualTo(how.split(":", 2)[0]);
        }
    }

    @Test
    void ciphersWithoutAuthenticationAreRefused() throws Exception {
        try (Served served = new Served(address(), serving(), Tuning.DEFAULT);
                SSLSocket socket = connect(served, "TLSv1.2:TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256")) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void aKeyOfRsaServesAsWell() throws Exception {
        Certificates rsa = Certificates.make(directory, "RSA");
        try (Served served = new Served(address(), serving().withTls(rsa.chain(), rsa.key()), Tuning.DEFAULT)) {
            assertThat(served.address().getScheme()).isEqualTo("https");
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsNotSpokenTo() throws Exception {
        Certificates other = Certificates.make(directory, "RSA");
        try (Served served = new Served(address(), serving().withTls(other.chain(), other.key()), Tuning.DEFAULT);
                Connection connection =
                        driver().connect(URI.create("https://127.0.0.1:" + served.port()), connecting())) {
            assertThatThrownBy(() -> connection.describe(Context.of(Duration.ofSeconds(10))))
                    .isInstanceOfSatisfying(
                            XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                    .hasMessageContaining("certificate is not trusted");
        }
    }

    @Test
    void aCertificateIsKnownByItsFingerprint() throws Exception {
        X509Certificate certificate = certificate(certificates.chain());
        try (Served served = new Served(address(), serving(), Tuning.DEFAULT)) {
            URI byOtherName = URI.create("https://localhost:" + served.port());
            Trust pinned = Trust.ofFingerprint(Trust.fingerprintOf(certificate).toUpperCase(Locale.ROOT));
            assertThat(described(byOtherName, connecting().withTrust(pinned))).isEqualTo("probe");

            Trust other = Trust.ofFingerprint("sha256:" + "0".repeat(64));
            assertThatThrownBy(() -> described(byOtherName, connecting().withTrust(other)))
                    .isInstanceOfSatisfying(
                            XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                    .hasMessageContaining("certificate");
        }
    }

    private String described(URI address, ConnectSettings settings) {
        try (Connection connection = driver().connect(address, settings);
                Context context = Context.of(Duration.ofSeconds(10))) {
            return connection.describe(context).getFirst().name();
        }
    }

    private static X509Certificate certificate(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    @Test
    void aKeyThatAllCanReadIsRefused() throws Exception {
        Path open = directory.resolve("open.key");
        Files.copy(certificates.key(), open);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        assertRefused(certificates.chain(), open, "chmod 600");
    }

    @Test
    void filesThatAreNoKeyOrCertificateAreRefusedByName() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "no PEM");
        Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-------"));
        Path old = Files.writeString(
                directory.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-------"));

        assertRefused(text, certificates.key(), "no certificate");
        assertRefused(certificates.chain(), text, "no private key");
        assertRefused(certificates.chain(), old, "openssl pkcs8");
        assertRefused(certificates.chain(), directory.resolve("none"), "cannot be read");
        assertRefused(
                certificates.chain(), Certificates.make(directory, "RSA").key(), "not the key of the certificate");
    }

    private void assertRefused(Path chain, Path key, String why) {
        assertThatThrownBy(() -> new Served(address(), serving().withTls(chain, key), Tuning.DEFAULT))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
                .hasMessageContaining(why);
    }

    private static SSLSocket connect(Served served, String how) throws Exception {
        SSLSocket socket =
                (SSLSocket) certificates.trusting().getSocketFactory().createSocket("localhost", served.port());
        socket.setEnabledProtocols(new String[] {how.split(":", 2)[0]});
        socket.setEnabledCipherSuites(new String[] {how.split(":", 2)[1]});
        return socket;
    }
}
