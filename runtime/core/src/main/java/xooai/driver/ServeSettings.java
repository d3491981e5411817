package xooai.driver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.codec.Limits;
import xooai.store.FetchPolicy;

/// How a service is served, whatever the driver.
///
/// An address that is not of this machine alone needs a token and TLS, or `insecure`.
///
/// @param limits how much one message may hold
/// @param token what callers must present as `Authorization: Bearer …`; null for none
/// @param certificate a PEM file with the certificate chain; null for no TLS
/// @param key a PEM file with the private key
/// @param behindProxy whether a proxy in front ends TLS
/// @param insecure whether an address open to others may do without token and TLS
/// @param hosts further names that callers may use in `Host`, besides the one that is bound
/// @param grace how long calls in flight may go on when the server stops
/// @param refs what a `ref` that arrives may point at
/// @param longest the most time that a caller is given, whatever it asks for
public record ServeSettings(
        Limits limits,
        @Nullable String token,
        @Nullable Path certificate,
        @Nullable Path key,
        boolean behindProxy,
        boolean insecure,
        List<String> hosts,
        Duration grace,
        FetchPolicy refs,
        Duration longest) {

    /// This machine only, no token, no TLS, 10 s of grace, no refs, an hour at most.
    public static final ServeSettings DEFAULT = new ServeSettings(
            Limits.DEFAULT,
            null,
            null,
            null,
            false,
            false,
            List.of(),
            Duration.ofSeconds(10),
            FetchPolicy.NONE,
            Duration.ofHours(1));

    public ServeSettings {
        hosts = List.copyOf(hosts);
    }

    /// These settings with those limits.
    public ServeSettings withLimits(Limits value) {
        return new ServeSettings(value, token, certificate, key, behindProxy, insecure, hosts, grace, refs, longest);
    }

    /// These settings with that token.
    public ServeSettings withToken(@Nullable String value) {
        return new ServeSettings(limits, value, certificate, key, behindProxy, insecure, hosts, grace, refs, longest);
    }

    /// These settings with that certificate chain and key.
    public ServeSettings withTls(@Nullable Path certificateFile, @Nullable Path keyFile) {
        return new ServeSettings(
                limits, token, certificateFile, keyFile, behindProxy, insecure, hosts, grace, refs, longest);
    }

    /// These settings, behind a proxy that ends TLS or not.
    public ServeSettings withBehindProxy(boolean value) {
        return new ServeSettings(limits, token, certificate, key, value, insecure, hosts, grace, refs, longest);
    }

    /// These settings, open to others without token and TLS or not.
    public ServeSettings withInsecure(boolean value) {
        return new ServeSettings(limits, token, certificate, key, behindProxy, value, hosts, grace, refs, longest);
    }

    /// These settings with those further names of this host.
    public ServeSettings withHosts(List<String> value) {
        return new ServeSettings(limits, token, certificate, key, behindProxy, insecure, value, grace, refs, longest);
    }

    /// These settings with that grace period.
    public ServeSettings withGrace(Duration value) {
        return new ServeSettings(limits, token, certificate, key, behindProxy, insecure, hosts, value, refs, longest);
    }

    /// These settings with that policy for refs.
    public ServeSettings withRefs(FetchPolicy value) {
        return new ServeSettings(limits, token, certificate, key, behindProxy, insecure, hosts, grace, value, longest);
    }

    /// These settings with that most time for a caller.
    public ServeSettings withLongest(Duration value) {
        return new ServeSettings(limits, token, certificate, key, behindProxy, insecure, hosts, grace, refs, value);
    }
}
