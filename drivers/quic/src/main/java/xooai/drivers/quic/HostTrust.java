package xooai.drivers.quic;

import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import xooai.driver.Failures;
import xooai.driver.Trust;

/// Decides on the certificate of one host, and does so alone: its issuer, its dates and its names.
///
/// kwik's own check of names is switched off in its favour, for that one knows no IP addresses, lets a
/// certificate pass that has no common name at all, and would refuse a pinned one for its names.
final class HostTrust implements X509TrustManager {
    private static final int DNS = 2;
    private static final int IP = 7;

    private final String host;
    private final Trust trust;
    private final X509TrustManager manager;
    private volatile @Nullable String refusal;

    HostTrust(String host, Trust trust) {
        this.host = host.toLowerCase(Locale.ROOT);
        this.trust = trust;
        this.manager = trust.manager();
    }

    /// Why the last certificate was refused, or null.
    @Nullable
    String refusal() {
        return refusal;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        try {
            // TLS 1.3 names no key exchange, and the one that kwik says is not the certificate's.
            manager.checkServerTrusted(chain, "UNKNOWN");
        } catch (CertificateException e) {
            refusal = Failures.sayWhy(e);
            throw e;
        }
        if (!trust.isPinned() && !names(chain[0])) {
            CertificateException e = new CertificateException("No name matching " + host + " found");
            refusal = Failures.sayWhy(e);
            throw e;
        }
    }

    private boolean names(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        if (names == null) {
            return false;
        }
        boolean address = host.contains(":") || host.matches("[0-9.]+");
        for (List<?> name : names) {
            if (name.size() >= 2 && name.get(1) instanceof String value) {
                boolean matches = address
                        ? name.get(0).equals(IP) && sameAddress(value)
                        : name.get(0).equals(DNS) && matches(value.toLowerCase(Locale.ROOT));
                if (matches) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Compares addresses as written, which needs no look-up; those of IPv6 have more than one form.
    private boolean sameAddress(String value) {
        try {
            return InetAddress.ofLiteral(value).equals(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// A star stands for the whole first label and for nothing else.
    private boolean matches(String name) {
        if (!name.startsWith("*.")) {
            return name.equals(host);
        }
        int dot = host.indexOf('.');
        return dot > 0 && name.indexOf('.', 2) > 0 && host.substring(dot).equals(name.substring(1));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("clients are not known by certificates");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return manager.getAcceptedIssuers();
    }
}
