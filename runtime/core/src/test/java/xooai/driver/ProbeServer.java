package xooai.driver;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/// A process that serves a [Probe], to be killed: it says `READY` and the address, and ends when its input does.
final class ProbeServer {
    private ProbeServer() {}

    /// Serves at the address that is given, with the certificate and key that may follow it.
    public static void main(String[] arguments) throws IOException {
        URI address = URI.create(arguments[0]);
        ServeSettings settings = arguments.length < 3
                ? ServeSettings.DEFAULT
                : ServeSettings.DEFAULT.withTls(Path.of(arguments[1]), Path.of(arguments[2]));
        try (Probe probe = new Probe();
                Server server = Driver.of(address.getScheme()).serve(address, probe, settings)) {
            System.out.println("READY " + server.address());
            System.in.transferTo(System.err);
        }
    }
}
