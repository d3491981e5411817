package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.executor.RemoteExecutor;

/// Whom every driver that speaks TLS believes: a certificate that is issued by somebody who is known here, in
/// date, and of the host that is called. One that is not is refused with which of these it is and how to mend
/// it, and nothing is sent to its host.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class TrustContract {
    private static final String TOKEN = "0123456789abcdefghijABCDEFGHIJ";

    @TempDir
    private Path directory = Path.of("");

    private final Certificates certificates = Certificates.here();

    /// What the contract is kept on.
    protected abstract Transport transport();

    private Driver driver() {
        return transport().driver();
    }

    private String scheme() {
        return URI.create(transport().address()).getScheme();
    }

    private static ServeSettings with(Certificates given) {
        return ServeSettings.DEFAULT.withTls(given.chain(), given.key()).withToken(TOKEN);
    }

    private static ConnectSettings believing(Trust trust) {
        return ConnectSettings.DEFAULT.withToken(TOKEN).withTrust(trust);
    }

    private static ConnectSettings believing(Certificates authorities) {
        return believing(Trust.of(authorities.chain()));
    }

    /// What a server at every address of this machine says of itself when it is called at that one.
    private String described(String host, ServeSettings serving, ConnectSettings connecting) {
        try (Probe probe = new Probe();
                Server server = driver().serve(URI.create(scheme() + "://0.0.0.0:0"), probe, serving);
                Connection connection = driver().connect(
                                URI.create(scheme() + "://" + host + ":"
                                        + server.address().getPort()),
                                connecting);
                Context context = Context.of(Duration.ofSeconds(10))) {
            return connection.describe(context).getFirst().name();
        }
    }

    private void assertRefused(String why, String remedy, Certificates given, ConnectSettings connecting) {
        CallError error = Contract.errorOf(() -> described("127.0.0.1", with(given), connecting));

        assertThat(error.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(error.message()).contains("Tried to call " + scheme() + "://127.0.0.1:", why, remedy);
    }

    @Test
    void aCertificateIsKnownByItsIssuerAndByItsNames() {
        assertThat(described("127.0.0.1", with(certificates), believing(certificates)))
                .isEqualTo("probe");
        assertThat(described("localhost", with(certificates), believing(certificates)))
                .isEqualTo("probe");
    }

    @Test
    void oneThatNobodyHereKnowsIsRefused() throws Exception {
        Certificates other = Certificates.other();

        assertRefused("certificate is not trusted here", "--tls-ca", other, believing(certificates));
        assertRefused("certificate is not trusted here", "--tls-ca", other, believing(Trust.SYSTEM));
    }

    @Test
    void oneOfAnotherHostIsRefused() throws Exception {
        Certificates other = Certificates.ofAnotherHost();

        assertRefused("certificate is not for that host", "a name or address", other, believing(other));
    }

    @Test
    void oneThatHasExpiredIsRefusedAlsoWhereItIsItsOwnAuthority() throws Exception {
        Certificates expired = Certificates.expired();

        assertRefused("certificate has expired", "renewed", expired, believing(expired));
    }

    @Test
    void oneWhoseTimeHasNotComeIsRefused() throws Exception {
        Certificates early = Certificates.early();

        assertRefused("certificate is not valid yet", "clock", early, believing(early));
    }

    @Test
    void aFingerprintIsEnoughWhateverNamesAndDatesThereAre() throws Exception {
        for (Certificates each :
                new Certificates[] {certificates, Certificates.ofAnotherHost(), Certificates.expired()}) {
            Trust pinned = Trust.ofFingerprint(each.fingerprint().toUpperCase(Locale.ROOT));
            assertThat(described("127.0.0.1", with(each), believing(pinned))).isEqualTo("probe");
        }
    }

    @Test
    void anotherFingerprintIsRefusedWithTheOneThereIs() throws Exception {
        Trust other = Trust.ofFingerprint("sha256:" + "0".repeat(64));

        assertRefused(certificates.fingerprint(), "and not the one expected", certificates, believing(other));
    }

    @Test
    void everyKindOfCallSaysWhyItsHostIsNotTrusted() throws Exception {
        Certificates expired = Certificates.expired();
        try (Probe probe = new Probe();
                Server server = driver().serve(URI.create(scheme() + "://127.0.0.1:0"), probe, with(expired));
                RemoteExecutor remote = Transport.remote(server, believing(expired))) {
            DocArray<Text> docs = DocArray.of(Text.of("a"));

            assertThat(Contract.errorOf(() -> remote.post("upper", docs)).message())
                    .contains("has expired");
            assertThat(Contract.errorOf(() -> remote.collect("count", DocStream.of(Text.of("a"))))
                            .message())
                    .contains("has expired");
            assertThat(Contract.errorOf(() -> remote.expand("words", docs).toArray())
                            .message())
                    .contains("has expired");
            assertThat(Contract.errorOf(() -> remote.chat("shout", DocStream.of(Text.of("a")))
                                    .toArray())
                            .message())
                    .contains("has expired");
            assertThat(probe.calls()).isZero();
        }
    }

    @Test
    void whoHasNoTokenOrAnotherIsRefused() {
        ConnectSettings known = believing(certificates);

        for (String token : new String[] {null, TOKEN + "x"}) {
            CallError error =
                    Contract.errorOf(() -> described("127.0.0.1", with(certificates), known.withToken(token)));
            assertThat(error.code()).isEqualTo(Code.UNAUTHENTICATED);
            assertThat(error.message()).contains("token").doesNotContain(TOKEN);
        }
    }

    @Test
    void aKeyThatAllCanReadIsRefused() throws Exception {
        Path open = Files.copy(certificates.key(), directory.resolve("open.key"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        assertNotServed(certificates.chain(), open, "chmod 600");
    }

    @Test
    void filesThatAreNoKeyOrCertificateAreRefusedByName() throws Exception {
        Path text = secret("text", "no PEM");
        Path old = secret("old.key", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----");

        assertNotServed(text, certificates.key(), "no certificate");
        assertNotServed(certificates.chain(), text, "no private key");
        assertNotServed(certificates.chain(), old, "openssl pkcs8");
        assertNotServed(certificates.chain(), directory.resolve("none"), "cannot be read");
        assertNotServed(certificates.chain(), Certificates.other().key(), "not the key of the certificate");
    }

    private Path secret(String name, String content) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private void assertNotServed(Path chain, Path key, String why) throws GeneralSecurityException {
        ServeSettings settings = ServeSettings.DEFAULT.withTls(chain, key);
        CallError error = Contract.errorOf(() -> {
            try (Probe probe = new Probe()) {
                driver().serve(URI.create(scheme() + "://127.0.0.1:0"), probe, settings)
                        .close();
            }
        });

        assertThat(error.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(error.message()).contains(why);
    }
}
