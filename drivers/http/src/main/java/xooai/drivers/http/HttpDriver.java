package xooai.drivers.http;

import java.net.URI;
import java.util.Set;
import xooai.driver.ConnectSettings;
import xooai.driver.Connection;
import xooai.driver.Driver;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.driver.Service;
import xooai.web.Tuning;

/// HTTP/1.1 for serving, HTTP/1.1 and HTTP/2 for calling, with TLS for `https`.
///
/// Loads Javalin only when it first serves, and OkHttp only when it first connects. A server whose settings
/// name a certificate speaks TLS whatever the scheme of its address says.
public final class HttpDriver implements Driver {

    /// A driver; [java.util.ServiceLoader] makes it.
    public HttpDriver() {}

    @Override
    public Set<String> schemes() {
        return Set.of("http", "https");
    }

    @Override
    public Server serve(URI address, Service service, ServeSettings settings) {
        return HttpServer.start(address, service, settings, Tuning.DEFAULT);
    }

    @Override
    public Connection connect(URI address, ConnectSettings settings) {
        return new HttpCalls(address, settings);
    }
}
