package xooai.driver;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Believes the servers that another manager believes, while their certificates are in date: Java's own believes
/// a certificate that is given as an authority whatever its dates are.
final class DatedTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager manager;

    DatedTrust(X509ExtendedTrustManager manager) {
        this.manager = manager;
    }

    private static void checkDates(X509Certificate[] chain) throws CertificateException {
        for (X509Certificate each : chain) {
            each.checkValidity();
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        manager.checkServerTrusted(chain, type);
        checkDates(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        manager.checkServerTrusted(chain, type, socket);
        checkDates(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        manager.checkServerTrusted(chain, type, engine);
        checkDates(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw noClients();
    }

    private static CertificateException noClients() {
        return new CertificateException("clients are not known by certificates");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return manager.getAcceptedIssuers();
    }
}
