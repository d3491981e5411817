package xooai.drivers.quic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Trust;

/// A certificate that signed itself, made by the JDK's own keytool when it is first needed, and gone with the
/// process.
///
/// @param store holds it and its key
/// @param password the password of both
/// @param fingerprint what callers pin, as [Trust#ofFingerprint] takes it
record OwnCertificate(KeyStore store, String password, String fingerprint) {
    static final String ALIAS = "server";
    private static final Logger LOG = Logger.getLogger(OwnCertificate.class.getName());
    private static final int PASSWORD_BYTES = 16;
    private static final long MOST_SECONDS = 30;

    /// The one of this process; its fingerprint is logged when it is made.
    static OwnCertificate ofThisProcess() {
        return Made.ONE;
    }

    private static final class Made {
        private static final OwnCertificate ONE = make();
    }

    private static OwnCertificate make() {
        try {
            Path directory = Files.createTempDirectory("xooai-quic");
            Path file = directory.resolve("store.p12");
            try {
                byte[] random = new byte[PASSWORD_BYTES];
                new SecureRandom().nextBytes(random);
                String password = HexFormat.of().formatHex(random);
                keytool(file, password);
                KeyStore store = KeyStore.getInstance("PKCS12");
                try (InputStream in = Files.newInputStream(file)) {
                    store.load(in, password.toCharArray());
                }
                String fingerprint = Trust.fingerprintOf((X509Certificate) store.getCertificate(ALIAS));
                LOG.info("QUIC is served with a certificate made for this process. Its fingerprint, for callers to"
                        + " trust: " + fingerprint);
                return new OwnCertificate(store, password, fingerprint);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(directory);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "Tried to make a certificate for QUIC: " + e.getMessage()
                            + ". Give a certificate and a key as PEM files",
                    e);
        }
    }

    private static void keytool(Path file, String password) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1,ip:::1",
                "-validity",
                "365",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass:env",
                "XOOAI_PASSWORD"));
        builder.environment().put("XOOAI_PASSWORD", password);
        Process process = builder.redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool failed: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /// Without what is secret.
    @Override
    public String toString() {
        return fingerprint;
    }
}
