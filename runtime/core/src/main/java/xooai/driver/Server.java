package xooai.driver;

import java.net.URI;

/// A service that is being served at one address.
public interface Server extends AutoCloseable {

    /// The address that callers use, with the port that was really bound and the service's path:
    /// `http://127.0.0.1:8080/diamond`.
    URI address();

    /// Takes no new calls, lets those in flight end within the grace period, then cancels them. Blocks until
    /// then.
    @Override
    void close();
}
