package xooai.launch;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import xooai.doc.XooaiException;
import xooai.driver.HostPins;
import xooai.driver.HostTokens;
import xooai.driver.ServeSettings;
import xooai.driver.Trust;
import xooai.flow.FlowSettings;
import xooai.record.Recorder;
import xooai.store.FetchPolicy;

/// The options that say where and how something is served. Each transport has one that takes its port; the
/// driver is found by the scheme of the address that it makes.
public final class ServeOptions {
    /// The transports that have an option each, by their schemes without TLS.
    static final List<String> TRANSPORTS = List.of("http", "grpc", "quic");

    private static final int MAX_PORT = 65_535;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--http",
            paramLabel = "PORT",
            description =
                    "Serve HTTP on that port; 0 takes any free one. `xooai serve` takes 8080 where no port is named.")
    private @Nullable Integer http;

    @Option(names = "--grpc", paramLabel = "PORT", description = "Serve gRPC on that port; 0 takes any free one.")
    private @Nullable Integer grpc;

    @Option(
            names = "--quic",
            paramLabel = "PORT",
            description = "Serve QUIC on that port; 0 takes any free one. Without --tls-cert it makes a certificate of"
                    + " its own, for this machine alone.")
    private @Nullable Integer quic;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Bind that address; ${DEFAULT-VALUE} unless told, which only this machine reaches. Any other"
                    + " needs a token and TLS.")
    private String host = "127.0.0.1";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Callers present the token in that file. Without it: the one in XOOAI_TOKEN, if any.")
    private @Nullable Path tokenFile;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "PEM file with the certificate chain for TLS.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM file with the private key for TLS.")
    private @Nullable Path key;

    @Option(names = "--behind-proxy", description = "A proxy in front ends TLS, so that none is needed here.")
    private boolean behindProxy;

    @Option(
            names = "--insecure",
            description = "Serve to other machines without token and TLS. Whoever reaches the port can use it.")
    private boolean insecure;

    @Option(
            names = "--allow-ref",
            paramLabel = "HOST",
            description = "Fetch refs in requests from that host; may be given several times. None unless told.")
    private List<String> refHosts = new ArrayList<>();

    @Mixin
    private final StoreOptions stores = new StoreOptions();

    @Option(
            names = "--allowed-host",
            paramLabel = "NAME",
            description = "Answer to that name of this machine too; may be given several times.")
    private List<String> allowedHosts = new ArrayList<>();

    @Option(
            names = "--remote-tokens",
            paramLabel = "FILE",
            description = "Present the tokens of that file to the remote executors that the flow calls; its lines are"
                    + " `host[:port] token`. Without it: the file that XOOAI_REMOTE_TOKENS names, if any.")
    private @Nullable Path remoteTokens;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "Believe the certificates of that PEM file, instead of the system's, of the remote executors"
                    + " that the flow calls.")
    private @Nullable Path authorities;

    @Option(
            names = "--tls-fingerprint",
            paramLabel = "HOST=SHA256",
            description = "Believe the one certificate with that fingerprint, of a remote executor at that `host` or"
                    + " `host:port` that the flow calls; may be given several times.")
    private List<String> fingerprints = new ArrayList<>();

    @Option(
            names = "--longest",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = Durations.class,
            description = "The most time that a call without streams is given, whatever its caller asks for;"
                    + " ${DEFAULT-VALUE} unless told.")
    private Duration longest = Duration.ofHours(1);

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Durations.class,
            description = "How long calls in flight may go on after a signal to stop; ${DEFAULT-VALUE} unless told.")
    private Duration grace = Duration.ofSeconds(10);

    @Option(
            names = "--record",
            paramLabel = "DIRECTORY",
            description = "Write down each run of the flow in that directory, for the designer to open: what became of"
                    + " its nodes, and of the docs how many, of which type and size. None unless told.")
    private @Nullable Path record;

    @Option(names = "--record-content", description = "Record what the docs say too, and the parameters of calls.")
    private boolean recordContent;

    @Option(
            names = "--record-size",
            paramLabel = "SIZE",
            defaultValue = "256MiB",
            converter = Sizes.class,
            description = "How much the recordings hold; ${DEFAULT-VALUE} unless told. The oldest make room.")
    private long recordSize = 256 << 20;

    /// What records the runs, where that was asked for; the caller closes it.
    ///
    /// @throws XooaiException with FAILED_PRECONDITION when the directory cannot be used
    public @Nullable Recorder recorder() {
        if (record == null) {
            if (recordContent) {
                throw wrong("--record-content is given with --record DIRECTORY");
            }
            return null;
        }
        return Recorder.into(record, recordSize, recordContent);
    }

    /// Whether runs are to be recorded.
    public boolean records() {
        return record != null;
    }

    /// The addresses to serve at; empty when no transport was named.
    public List<URI> addresses() {
        boolean tls = certificate != null;
        if (tls != (key != null)) {
            throw wrong("--tls-cert and --tls-key are given together");
        }
        Map<String, @Nullable Integer> ports = new LinkedHashMap<>();
        ports.put(tls ? "https" : "http", http);
        ports.put(tls ? "grpcs" : "grpc", grpc);
        ports.put("quic", quic);
        List<URI> addresses = new ArrayList<>();
        ports.forEach((scheme, port) -> {
            if (port != null) {
                addresses.add(address(scheme, port));
            }
        });
        return addresses;
    }

    /// The addresses to serve at: those that were named, else HTTP on that port.
    public List<URI> addressesOr(int httpPort) {
        if (http == null && grpc == null && quic == null) {
            http = httpPort;
        }
        return addresses();
    }

    private URI address(String scheme, int port) {
        if (port < 0 || port > MAX_PORT) {
            throw wrong("a port is a number from 0 to " + MAX_PORT + ", not " + port);
        }
        try {
            String literal = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
            return new URI(scheme, null, literal, port, null, null, null);
        } catch (URISyntaxException _) {
            throw wrong("`" + host + "` is no host name or address");
        }
    }

    /// How to serve there.
    public ServeSettings settings(Map<String, String> environment) {
        return ServeSettings.DEFAULT
                .withToken(Tokens.forServing(tokenFile, environment))
                .withTls(certificate, key)
                .withBehindProxy(behindProxy)
                .withInsecure(insecure)
                .withHosts(allowedHosts)
                .withGrace(grace)
                .withRefs(stores.of(
                        refHosts.isEmpty() ? FetchPolicy.NONE : FetchPolicy.ofHosts(Set.copyOf(refHosts)), environment))
                .withLongest(longest);
    }

    /// Those settings of a flow, with the tokens and the authorities for the remote executors that it calls.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when a file cannot be read
    public FlowSettings remote(FlowSettings settings, Map<String, String> environment) {
        FlowSettings known = settings.withTokens(remoteTokens(environment)).withPins(pins());
        FlowSettings told = known.withRemote(
                known.remote().withRefs(stores.of(known.remote().refs(), environment)));
        if (authorities == null) {
            return told;
        }
        Trust trust = Trust.of(authorities);
        trust.manager(); // Now rather than at the first call: what is wrong with the file is said at the start.
        return told.withRemote(told.remote().withTrust(trust));
    }

    private HostPins pins() {
        List<String> lines = new ArrayList<>();
        for (String each : fingerprints) {
            int equals = each.lastIndexOf('=');
            if (equals < 1) {
                throw wrong("--tls-fingerprint is given as HOST=sha256:…, not as `" + each + "`");
            }
            lines.add(each.substring(0, equals) + " " + each.substring(equals + 1));
        }
        return HostPins.parse(String.join("\n", lines));
    }

    /// What is presented to which remote executor that is called while serving.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when the file cannot be read
    private HostTokens remoteTokens(Map<String, String> environment) {
        return Tokens.forHosts(remoteTokens, environment);
    }

    /// A usage error of the command that has these options.
    private RuntimeException wrong(String message) {
        return command == null
                ? new IllegalArgumentException(message)
                : new ParameterException(command.commandLine(), message);
    }
}
