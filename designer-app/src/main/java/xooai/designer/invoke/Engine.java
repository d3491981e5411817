package xooai.designer.invoke;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.designer.shared.Schemes;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.driver.Context;
import xooai.driver.HostPins;
import xooai.driver.HostTokens;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.driver.Trust;
import xooai.executor.Executor;
import xooai.flow.Flow;
import xooai.flow.FlowException;
import xooai.flow.FlowInspection;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Problem;
import xooai.flow.RunListener;

/// Runs flows for the designer, in this process or over a real driver. Used off the FX thread.
public final class Engine {
    /// A person may think for a while before the next chunk.
    private static final ServeSettings PATIENT = ServeSettings.DEFAULT
            .withStreams(Duration.ofHours(1), Duration.ofHours(1))
            .withGrace(Duration.ofSeconds(1));

    private final Supplier<ClassLoader> loader;
    private final Supplier<Path> directory;
    private final Supplier<HostTokens> tokens;
    private final Supplier<HostPins> pins;

    /// An engine that finds executors by that loader, and relative files from that directory, presents those
    /// tokens to remote hosts, and knows some of them by those pins.
    public Engine(
            Supplier<ClassLoader> loader,
            Supplier<Path> directory,
            Supplier<HostTokens> tokens,
            Supplier<HostPins> pins) {
        this.loader = loader;
        this.directory = directory;
        this.tokens = tokens;
        this.pins = pins;
    }

    /// Where flows find their executors and files now. To be asked for on the FX thread.
    public FlowSettings settings() {
        return new FlowSettings(
                loader.get(), ConnectSettings.DEFAULT, tokens.get(), pins.get(), environment(), directory.get());
    }

    /// The one certificate that the host of an address is known by, or null. To be asked for on the FX thread.
    @Nullable
    String pinOf(String address) {
        try {
            return pins.get().of(URI.create(address));
        } catch (IllegalArgumentException _) {
            return null; // It is no address yet.
        }
    }

    private static Map<String, String> environment() {
        return System.getenv();
    }

    /// The flow of one node, which takes the flow's input.
    public static FlowSpec alone(NodeSpec node, @Nullable String gateway) {
        return FlowSpec.named("invoke").withGateway(gateway).plus(node.withNeeds(List.of()));
    }

    /// Runs a flow once with those docs, as JSON.
    ///
    /// @throws XooaiException when the flow cannot be built, or the docs are not what it takes
    public Response run(FlowSpec spec, FlowSettings settings, byte[] docs, Context context, RunListener listener) {
        try (Flow flow = built(spec, settings)) {
            return flow.run(Request.of("", read(docs, flow)), context, listener);
        }
    }

    /// Calls a flow once with those docs, as JSON, on that route.
    Response call(FlowSpec spec, FlowSettings settings, Route route, byte[] docs, Context context) {
        if (route.isInProcess()) {
            return run(spec, settings, docs, context, _ -> {});
        }
        try (Flow flow = built(spec, settings);
                Server server = flow.serve(route.address(), PATIENT);
                Executor remote = own(server, context)) {
            return remote.serve(Request.of("", read(docs, flow)), context);
        }
    }

    /// Runs a flow in which something streams, in this process, and asks its remote executors first what they
    /// are; ends with the talk.
    ///
    /// @throws XooaiException when the flow cannot be built, or a chunk is not what it takes
    public Response run(FlowSpec spec, FlowSettings settings, Talk talk, Context context, RunListener listener) {
        try (Flow flow = built(spec, settings, FlowInspection.Option.ASK_REMOTE)) {
            return flow.run(
                    talk.in(
                            context,
                            docs -> read(Codec.JSON.writeValue(docs), flow).cast()),
                    listener);
        }
    }

    /// Calls a flow in which something streams on that route; ends with the talk.
    Response call(FlowSpec spec, FlowSettings settings, Route route, Talk talk, Context context) {
        if (route.isInProcess()) {
            return run(spec, settings, talk, context, _ -> {});
        }
        try (Flow flow = built(spec, settings);
                Server server = flow.serve(route.address(), PATIENT);
                Executor remote = own(server, context)) {
            return remote.exchange(talk.in(
                    context, docs -> read(Codec.JSON.writeValue(docs), flow).cast()));
        }
    }

    /// What is served at a port of this machine by nobody else, and so is believed to be what it says.
    private static Executor own(Server server, Context context) {
        URI address = server.address();
        String fingerprint =
                Schemes.hasCertificate(address.getScheme()) ? Trust.fingerprintAt(rootOf(address), context) : null;
        ConnectSettings settings = fingerprint == null
                ? ConnectSettings.DEFAULT
                : ConnectSettings.DEFAULT.withTrust(Trust.ofFingerprint(fingerprint));
        return Executor.at(address.toString(), settings);
    }

    private static URI rootOf(URI address) {
        return URI.create(address.getScheme() + "://" + address.getRawAuthority());
    }

    /// The flow; one that cannot be built is an error with every problem as a cause, at its node.
    private static Flow built(FlowSpec spec, FlowSettings settings, FlowInspection.Option... options) {
        try {
            return Flow.of(FlowInspection.of(spec, settings, options));
        } catch (FlowException e) {
            List<CallError> causes = new ArrayList<>();
            for (Problem problem : e.problems()) {
                CallError cause = CallError.of(Code.FAILED_PRECONDITION, problem.message());
                causes.add(problem.node().isEmpty() ? cause : cause.atNode(problem.node()));
            }
            String message = "The flow cannot run: " + e.problems().getFirst();
            throw new XooaiException(
                    CallError.of(Code.FAILED_PRECONDITION, message).causedBy(causes), e);
        }
    }

    private static DocArray<? extends Doc> read(byte[] docs, Flow flow) {
        return Codec.JSON.readDocs(docs, flow.docsOf(""), Limits.DEFAULT);
    }
}
