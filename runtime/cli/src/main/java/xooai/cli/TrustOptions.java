package xooai.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import xooai.driver.ConnectSettings;
import xooai.driver.Trust;

/// The options that say which certificates are a remote host's, and how far its token may travel.
final class TrustOptions {
    @ArgGroup(exclusive = true)
    private @Nullable Known known;

    @Option(
            names = "--insecure",
            description = "Send the token to another machine without TLS. Whoever is on the way can read it.")
    private boolean insecure;

    private static final class Known {
        @Option(
                names = "--tls-ca",
                paramLabel = "FILE",
                required = true,
                description = "PEM file with the certificates to believe instead of the system's.")
        private @Nullable Path authorities;

        @Option(
                names = "--tls-fingerprint",
                paramLabel = "SHA256",
                required = true,
                description = "Believe the one certificate with that fingerprint.")
        private @Nullable String fingerprint;
    }

    /// Those settings with what the options say.
    ConnectSettings of(ConnectSettings settings) {
        Trust trust = known == null ? Trust.SYSTEM : new Trust(known.authorities, known.fingerprint);
        return settings.withTrust(trust).withInsecure(insecure);
    }
}
