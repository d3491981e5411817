package xooai.driver;

import java.net.URI;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// A transport. Found by [ServiceLoader] and picked by the scheme of a URI; loaded only when it is asked for.
public interface Driver {

    /// The schemes of addresses that it serves and calls, such as `http` and `https`.
    Set<String> schemes();

    /// Serves a service at that address. Port 0 takes any free one.
    ///
    /// @param address scheme, host and port; `http://127.0.0.1:8080`
    /// @throws XooaiException with FAILED_PRECONDITION when the settings are not safe for that address,
    ///     or UNAVAILABLE
    ///     when the port is in use; the message says how to mend it
    Server serve(URI address, Service service, ServeSettings settings);

    /// A connection to that address. Nothing is opened before the first call.
    ///
    /// @param address scheme, host and port, and nothing after them
    Connection connect(URI address, ConnectSettings settings);

    /// The driver of that scheme.
    ///
    /// @throws XooaiException with UNIMPLEMENTED when none is installed; the message lists those that are
    static Driver of(String scheme) {
        for (Driver driver : Installed.DRIVERS) {
            if (driver.schemes().contains(scheme)) {
                return driver;
            }
        }
        throw new XooaiException(
                Code.UNIMPLEMENTED,
                "no driver for `" + scheme + ":` is installed; installed are " + String.join(", ", installed()));
    }

    /// The schemes of all drivers that are installed.
    static Set<String> installed() {
        Set<String> schemes = new TreeSet<>();
        Installed.DRIVERS.forEach(driver -> schemes.addAll(driver.schemes()));
        return schemes;
    }

    /// The drivers on the class path, each made once. A driver's class is small and names its libraries
    /// nowhere: they are loaded when it first serves or connects.
    final class Installed {
        private static final List<Driver> DRIVERS = ServiceLoader.load(Driver.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();

        private Installed() {}
    }
}
