package xooai.drivers.grpc;

import java.net.URI;
import java.util.Set;
import xooai.driver.ConnectSettings;
import xooai.driver.Connection;
import xooai.driver.Driver;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.driver.Service;

/// gRPC, with TLS for `grpcs`: the one service `xooai.v1.Executors`, health, and reflection.
///
/// Loads grpc-java only when it first serves or connects. A server whose settings name a certificate speaks TLS
/// whatever the scheme of its address says.
public final class GrpcDriver implements Driver {

    /// A driver; [java.util.ServiceLoader] makes it.
    public GrpcDriver() {}

    @Override
    public Set<String> schemes() {
        return Set.of("grpc", "grpcs");
    }

    @Override
    public Server serve(URI address, Service service, ServeSettings settings) {
        return GrpcServer.start(address, service, settings);
    }

    @Override
    public Connection connect(URI address, ConnectSettings settings) {
        return new GrpcCalls(address, settings);
    }
}
