package xooai.designer.shared;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import xooai.driver.Driver;

/// The schemes of addresses, as the drivers that are installed bring them.
public final class Schemes {
    private static final String IN_PROCESS = "inprocess";

    private Schemes() {}

    /// Those of remote addresses, HTTP first.
    public static List<String> remote() {
        List<String> schemes = new ArrayList<>(Driver.installed());
        schemes.remove(IN_PROCESS);
        schemes.sort(Comparator.comparing((String scheme) -> !scheme.startsWith("http"))
                .thenComparing(Comparator.naturalOrder()));
        return List.copyOf(schemes);
    }

    /// Those that can be served on this machine as they are: without a certificate that somebody gives.
    public static List<String> served() {
        Set<String> all = Driver.installed();
        return remote().stream().filter(scheme -> !isSecured(scheme, all)).toList();
    }

    /// Whether a scheme is another one over TLS, as `https` is.
    private static boolean isSecured(String scheme, Set<String> all) {
        return scheme.endsWith("s") && all.contains(scheme.substring(0, scheme.length() - 1));
    }

    /// Whether an address of that scheme shows a certificate.
    public static boolean hasCertificate(String scheme) {
        return isSecured(scheme, Driver.installed()) || scheme.equals("quic");
    }

    /// The name of a driver or its scheme as a person writes it.
    public static String title(String name) {
        return name.equals("grpc") ? "gRPC" : name.toUpperCase(Locale.ROOT);
    }
}
