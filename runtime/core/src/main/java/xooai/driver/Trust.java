package xooai.driver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.SafeFile;

/// Which certificates are believed to be those of a remote host.
///
/// There is no way to believe any: a host is known by the system's authorities, by authorities that are
/// given, or by the one certificate whose fingerprint is given.
///
/// @param authorities a PEM file with the certificates that are believed, themselves or as issuers, instead
///     of the system's; null for the system's
/// @param fingerprint the SHA-256 of the host's certificate, as `sha256:` and hexadecimal digits, with colons
///     or without; that certificate is believed whatever names and dates it has; null for none
public record Trust(@Nullable Path authorities, @Nullable String fingerprint) {
    private static final String PREFIX = "sha256:";
    private static final int DIGITS = 64;
    private static final int MOST_BYTES = 1 << 20;
    private static final String HAS = "the host's certificate has the fingerprint ";
    private static final Pattern SHOWN = Pattern.compile(HAS + "(" + PREFIX + "[0-9a-f]{" + DIGITS + "})");

    /// The authorities that the system believes.
    public static final Trust SYSTEM = new Trust(null, null);

    /// @throws XooaiException with INVALID_ARGUMENT when the fingerprint is none
    public Trust {
        if (fingerprint != null) {
            fingerprint = plain(fingerprint);
        }
    }

    /// Believes the certificates in that PEM file, and those they issued.
    public static Trust of(Path authorities) {
        return new Trust(authorities, null);
    }

    /// Believes the one certificate with that fingerprint.
    public static Trust ofFingerprint(String fingerprint) {
        return new Trust(null, fingerprint);
    }

    /// The fingerprint of a certificate, as it is given to [#ofFingerprint].
    public static String fingerprintOf(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return PREFIX + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The fingerprint of the certificate that is shown at an address, or null when none is: nobody answers, or
    /// without TLS. Believes nobody: what it is shown is compared with a fingerprint that no certificate has, so
    /// that nothing is said to the host.
    public static @Nullable String fingerprintAt(URI address, Context context) {
        ConnectSettings nobody = ConnectSettings.DEFAULT.withTrust(ofFingerprint("0".repeat(DIGITS)));
        try (Connection connection = Driver.of(address.getScheme()).connect(address, nobody)) {
            connection.describe(context);
            return null;
        } catch (XooaiException e) {
            Matcher shown = SHOWN.matcher(e.error().message());
            return shown.find() ? shown.group(1) : null;
        }
    }

    private static String plain(String given) {
        String lower = given.strip().toLowerCase(Locale.ROOT);
        String digits = (lower.startsWith(PREFIX) ? lower.substring(PREFIX.length()) : lower).replace(":", "");
        if (digits.length() != DIGITS || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "`" + given + "` is no fingerprint: expected sha256: and " + DIGITS + " hexadecimal digits");
        }
        return PREFIX + digits;
    }

    /// Whether the host is known by its certificate alone, so that its name proves nothing more.
    public boolean isPinned() {
        return fingerprint != null;
    }

    /// What decides on a host's certificates for a driver.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when the file cannot be read or holds no certificate
    public X509TrustManager manager() {
        if (fingerprint != null) {
            return new Pinned(fingerprint);
        }
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities == null ? null : store(authorities));
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager x509) {
                    return new DatedTrust(x509);
                }
            }
            throw new IllegalStateException("no trust manager for X.509 certificates");
        } catch (GeneralSecurityException e) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, "cannot use the certificates of " + authorities + ": " + e.getMessage(), e);
        }
    }

    /// A TLS context for a client, in which that manager decides.
    public SSLContext context(X509TrustManager manager) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore store(Path file) throws GeneralSecurityException {
        try (InputStream in = new ByteArrayInputStream(SafeFile.readAny(file, MOST_BYTES, "the certificates"))) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (all.isEmpty()) {
                throw new CertificateException("it holds no certificate");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate each : all) {
                store.setCertificateEntry("authority-" + number++, each);
            }
            return store;
        } catch (IOException e) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, "cannot read the certificates of " + file + ": " + e.getMessage(), e);
        }
    }

    /// Believes one certificate. It is an extended one so that nobody adds a check of names to it.
    private static final class Pinned extends X509ExtendedTrustManager {
        private final String fingerprint;

        Pinned(String fingerprint) {
            this.fingerprint = fingerprint;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            String given = chain.length == 0 ? "none" : fingerprintOf(chain[0]);
            if (!given.equals(fingerprint)) {
                throw new CertificateException(HAS + given + ", and not the one expected, " + fingerprint);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("clients are not known by certificates");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("clients are not known by certificates");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("clients are not known by certificates");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
