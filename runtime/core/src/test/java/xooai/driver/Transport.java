package xooai.driver;

import java.net.URI;
import java.util.List;
import xooai.executor.Executor;
import xooai.executor.RemoteExecutor;

/// A way to serve and to call that the contracts are kept on: a driver, and how it is used.
///
/// @param driver the driver
/// @param address where it serves, at any free port
/// @param serving how it serves
/// @param connecting how it calls
/// @param callsAtOnce how many calls are made at once; fewer where each needs a connection that is dear to open
public record Transport(
        Driver driver, String address, ServeSettings serving, ConnectSettings connecting, int callsAtOnce) {
    private static final String TOKEN = "0123456789abcdefghijABCDEFGHIJ";
    private static final int MANY = 1_000;

    /// One without secrets.
    public static Transport plain(Driver driver, String address) {
        return new Transport(driver, address, ServeSettings.DEFAULT, ConnectSettings.DEFAULT, MANY);
    }

    /// One with TLS and a token.
    public static Transport secured(Driver driver, String address) {
        Certificates certificates = Certificates.here();
        return new Transport(
                driver,
                address,
                ServeSettings.DEFAULT
                        .withTls(certificates.chain(), certificates.key())
                        .withToken(TOKEN),
                ConnectSettings.DEFAULT.withToken(TOKEN).withTrust(Trust.of(certificates.chain())),
                MANY);
    }

    /// This one with so many calls at once.
    public Transport withCallsAtOnce(int value) {
        return new Transport(driver, address, serving, connecting, value);
    }

    /// Serves that.
    public Server serve(Service service, ServeSettings settings) {
        return driver.serve(URI.create(address), service, settings);
    }

    /// A connection to that server.
    public Connection connect(Server server, ConnectSettings settings) {
        return driver.connect(peer(server), settings);
    }

    /// What that server serves, as an executor.
    public static RemoteExecutor remote(Server server, ConnectSettings settings) {
        return Executor.at(server.address().toString(), settings);
    }

    /// That server's address, without the path of what it serves.
    public static URI peer(Server server) {
        URI address = server.address();
        return URI.create(address.getScheme() + "://" + address.getRawAuthority());
    }

    /// How a server of this kind is started in another process: the address and, where it has them, its
    /// certificate and key.
    List<String> arguments() {
        return serving.certificate() == null || serving.key() == null
                ? List.of(address)
                : List.of(
                        address, serving.certificate().toString(), serving.key().toString());
    }
}
