package xooai.drivers.http;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HostHeaderCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import xooai.driver.Exposure;
import xooai.driver.PemFiles;
import xooai.driver.ServeSettings;
import xooai.web.Tuning;

/// Makes the connector of a server: plain or TLS, with its limits.
final class Connectors {
    private Connectors() {}

    static ServerConnector make(
            Server server, HttpConfiguration http, Exposure exposure, ServeSettings settings, Tuning tuning) {
        limit(http, settings);
        if (exposure.tls()) {
            // Whether the certificate has the right names is for the caller to say, who may know it by its fingerprint.
            http.addCustomizer(new SecureRequestCustomizer(false));
        }
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ConnectionFactory[] factories = exposure.tls()
                ? new ConnectionFactory[] {
                    new SslConnectionFactory(tls(settings), HttpVersion.HTTP_1_1.asString()), plain
                }
                : new ConnectionFactory[] {plain, new PriorKnowledge(http)};
        ServerConnector connector = new ServerConnector(server, factories) {
            @Override
            protected SocketChannelEndPoint newEndPoint(
                    SocketChannel channel, ManagedSelector selector, SelectionKey key) {
                WatchedEndPoint endPoint = new WatchedEndPoint(channel, selector, key, this, tuning);
                endPoint.setIdleTimeout(getIdleTimeout());
                return endPoint;
            }
        };
        connector.setHost(exposure.host());
        connector.setPort(exposure.port());
        connector.setIdleTimeout(tuning.idle().toMillis());
        connector.setAcceptQueueSize(1024);
        return connector;
    }

    private static void limit(HttpConfiguration http, ServeSettings settings) {
        // HTTP/2 has the host elsewhere; a request of HTTP/1.1 without one stays so, and is refused.
        HostHeaderCustomizer host = new HostHeaderCustomizer();
        http.addCustomizer((request, headers) -> request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2
                ? host.customize(request, headers)
                : request);
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setRequestHeaderSize(settings.limits().headerBytes());
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setSendDateHeader(false);
    }

    private static SslContextFactory.Server tls(ServeSettings settings) {
        Path certificate = Objects.requireNonNull(settings.certificate());
        Path key = Objects.requireNonNull(settings.key());
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(PemFiles.load(certificate, key));
        tls.setKeyStorePassword(PemFiles.PASSWORD);
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        tls.setIncludeCipherSuites("TLS_AES_.*", "TLS_CHACHA20_.*", "TLS_ECDHE_.*_GCM_.*", "TLS_ECDHE_.*_CHACHA20_.*");
        tls.setRenegotiationAllowed(false);
        return tls;
    }
}
