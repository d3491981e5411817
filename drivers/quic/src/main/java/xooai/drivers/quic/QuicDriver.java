package xooai.drivers.quic;

import java.net.URI;
import java.util.Set;
import xooai.driver.ConnectSettings;
import xooai.driver.Connection;
import xooai.driver.Driver;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.driver.Service;

/// QUIC, by the protocol `xoo/1`: each call is a stream of one connection. A server speaks HTTP/3 at the same port,
/// as the HTTP driver speaks HTTP/1.1.
///
/// Loads kwik only when it first serves or connects. A server without a certificate makes one that signed
/// itself, for this machine alone; callers know it by the fingerprint that is logged.
public final class QuicDriver implements Driver {

    /// A driver; [java.util.ServiceLoader] makes it.
    public QuicDriver() {}

    @Override
    public Set<String> schemes() {
        return Set.of("quic");
    }

    @Override
    public Server serve(URI address, Service service, ServeSettings settings) {
        return QuicServer.start(address, service, settings);
    }

    @Override
    public Connection connect(URI address, ConnectSettings settings) {
        return new QuicCalls(address, settings);
    }
}
