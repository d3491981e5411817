package xooai.driver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// A certificate that signed itself, made by the JDK's own keytool, as PEM files: for `localhost` and
/// `127.0.0.1` and in date, unless it says otherwise.
///
/// @param chain the file of the certificate
/// @param key the file of its key
/// @param trust a key store that trusts it
public record Certificates(Path chain, Path key, Path trust) {
    private static final String PASSWORD = "password";
    private static final String HERE = "dns:localhost,ip:127.0.0.1";

    /// One with an elliptic curve, in a directory of its own.
    public static Certificates make(Path directory) throws IOException, GeneralSecurityException {
        return make(directory, "EC", HERE, "-1H");
    }

    /// One with an elliptic curve. It and those that follow are made once in a process.
    public static Certificates here() {
        return Made.HERE.get();
    }

    /// Another one, with RSA.
    public static Certificates other() {
        return Made.OTHER.get();
    }

    /// One of another host.
    public static Certificates ofAnotherHost() {
        return Made.ANOTHER_HOST.get();
    }

    /// One that has expired.
    public static Certificates expired() {
        return Made.EXPIRED.get();
    }

    /// One whose time has not come yet.
    public static Certificates early() {
        return Made.EARLY.get();
    }

    /// Those that are made once, each when it is first asked for.
    private enum Made {
        HERE("EC", Certificates.HERE, "-1H"),
        OTHER("RSA", Certificates.HERE, "-1H"),
        ANOTHER_HOST("EC", "dns:other.example,ip:192.0.2.1", "-1H"),
        EXPIRED("EC", Certificates.HERE, "-9d"),
        EARLY("EC", Certificates.HERE, "+9d");

        private final String algorithm;
        private final String names;
        private final String start;

        @SuppressWarnings("ImmutableEnumChecker") // made late, and then for good
        private @Nullable Certificates made;

        Made(String algorithm, String names, String start) {
            this.algorithm = algorithm;
            this.names = names;
            this.start = start;
        }

        synchronized Certificates get() {
            Certificates known = made;
            if (known == null) {
                try {
                    Path directory = Files.createTempDirectory("xooai-certificates");
                    known = make(directory, algorithm, names, start);
                    deleteAtExit(directory);
                } catch (IOException | GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
                made = known;
            }
            return known;
        }

        /// Parents first: files are deleted in the order opposite to this one.
        private static void deleteAtExit(Path directory) throws IOException {
            try (Stream<Path> all = Files.walk(directory)) {
                all.forEach(each -> each.toFile().deleteOnExit());
            }
        }
    }

    private static Certificates make(Path parent, String algorithm, String names, String start)
            throws IOException, GeneralSecurityException {
        Path directory = Files.createTempDirectory(parent, algorithm);
        Path store = directory.resolve(algorithm + ".p12");
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                algorithm,
                algorithm.equals("EC") ? "-groupname" : "-keysize",
                algorithm.equals("EC") ? "secp256r1" : "2048",
                "-dname",
                "CN=" + algorithm,
                "-ext",
                "san=" + names,
                "-startdate",
                start,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD.toCharArray());
        }
        byte[] key = loaded.getKey("server", PASSWORD.toCharArray()).getEncoded();
        Path trust = directory.resolve(algorithm + "-trust.p12");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", loaded.getCertificate("server"));
        try (var out = Files.newOutputStream(trust)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return new Certificates(
                pem(
                        directory.resolve(algorithm + ".crt"),
                        "CERTIFICATE",
                        loaded.getCertificate("server").getEncoded()),
                pem(directory.resolve(algorithm + ".key"), "PRIVATE KEY", key),
                trust);
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), US_ASCII);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Path pem(Path file, String kind, byte[] encoded) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /// The certificate's fingerprint.
    public String fingerprint() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(chain)) {
            return Trust.fingerprintOf(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
    }

    /// A context that trusts the certificate.
    public SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(trust)) {
            store.load(in, PASSWORD.toCharArray());
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
