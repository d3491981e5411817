package xooai.designer.invoke;

import java.util.ArrayList;
import java.util.List;
import xooai.designer.shared.Schemes;

/// How a local executor is reached: in this process, or over a driver that serves it on a free port of this
/// machine for the time of the call.
///
/// @param scheme the scheme of the driver; empty for in process
public record Route(String scheme) {
    /// In this process.
    public static final Route IN_PROCESS = new Route("");

    /// In process first, then every driver that serves without a certificate.
    public static List<Route> all() {
        List<Route> all = new ArrayList<>(List.of(IN_PROCESS));
        Schemes.served().forEach(scheme -> all.add(new Route(scheme)));
        return all;
    }

    /// Whether nothing leaves this process.
    public boolean isInProcess() {
        return scheme.isEmpty();
    }

    /// As a person reads it.
    public String title() {
        return isInProcess() ? "in process" : "over " + Schemes.title(scheme);
    }

    /// A free port of this machine.
    String address() {
        return scheme + "://127.0.0.1:0";
    }
}
