package xooai.drivers.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Certificates;
import xooai.driver.ConnectSettings;
import xooai.driver.Connection;
import xooai.driver.Context;
import xooai.driver.Driver;
import xooai.driver.DriverContract;
import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.driver.Trust;

final class GrpcsDriverTest extends DriverContract {
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
        return new GrpcDriver();
    }

    @Override
    protected String address() {
        return "grpcs://127.0.0.1:0";
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

    @Test
    void aCertificateThatIsNotTrustedIsNotSpokenTo() throws Exception {
        Certificates other = Certificates.make(directory, "RSA");

        assertThatThrownBy(() -> described("127.0.0.1", connecting().withTrust(Trust.of(other.chain()))))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                .hasMessageContaining("certificate is not trusted");
    }

    @Test
    void aCertificateOfAnotherHostIsNotSpokenTo() {
        assertThatThrownBy(() -> described("127.0.0.2", connecting()))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
    }

    @Test
    void aCertificateIsKnownByItsFingerprintWhateverItsNames() throws Exception {
        Trust pinned = Trust.ofFingerprint(Trust.fingerprintOf(certificate(certificates.chain())));
        assertThat(described("127.0.0.2", connecting().withTrust(pinned))).isEqualTo("probe");

        Trust other = Trust.ofFingerprint("sha256:" + "0".repeat(64));
        assertThatThrownBy(() -> described("127.0.0.1", connecting().withTrust(other)))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                .hasMessageContaining("certificate");
    }

    @Test
    void whoHasNoTokenIsRefused() {
        assertThatThrownBy(() -> described("127.0.0.1", connecting().withToken(null)))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAUTHENTICATED))
                .hasMessageContaining("needs a token");
        assertThatThrownBy(() -> described("127.0.0.1", connecting().withToken(TOKEN + "x")))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAUTHENTICATED));
    }

    @Test
    void aTokenDoesNotTravelInTheClear() {
        URI elsewhere = URI.create("grpc://192.0.2.1:1");

        assertThatThrownBy(() -> driver().connect(elsewhere, connecting()))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
                .hasMessageContaining("in the clear");
    }

    /// What a server at every address of this machine says of itself when it is called at that one.
    private String described(String host, ConnectSettings settings) {
        Probe probe = new Probe();
        try (Server server = driver().serve(URI.create("grpcs://0.0.0.0:0"), probe, serving());
                Connection connection = driver().connect(
                                URI.create("grpcs://" + host + ":"
                                        + server.address().getPort()),
                                settings);
                Context context = Context.of(Duration.ofSeconds(10))) {
            return connection.describe(context).getFirst().name();
        } finally {
            probe.close();
        }
    }

    private static X509Certificate certificate(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
