package xooai.designer.invoke;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
import xooai.flow.FlowPins;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.Forecast;
import xooai.flow.NodeEvent;
import xooai.flow.NodeMode;
import xooai.flow.NodeSpec;
import xooai.flow.Problem;
import xooai.flow.RunListener;
import xooai.flow.RunOptions;
import xooai.flow.SubFlows;
import xooai.flow.TestCase;
import xooai.store.FetchPolicy;
import xooai.store.Transfers;
import xooai.test.FlowTester;
import xooai.test.TestResult;

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
    private final Map<String, String> environment;
    private final UnaryOperator<FetchPolicy> content;

    /// An engine that finds executors by that loader, and relative files from that directory, presents those
    /// tokens to remote hosts, and knows some of them by those pins.
    ///
    /// @param environment what `${env:NAME}` stands for
    /// @param content says where large content lives, off the FX thread
    public Engine(
            Supplier<ClassLoader> loader,
            Supplier<Path> directory,
            Supplier<HostTokens> tokens,
            Supplier<HostPins> pins,
            Map<String, String> environment,
            UnaryOperator<FetchPolicy> content) {
        this.loader = loader;
        this.directory = directory;
        this.tokens = tokens;
        this.pins = pins;
        this.environment = Map.copyOf(environment);
        this.content = content;
    }

    /// Where flows find their executors and files now. To be asked for on the FX thread.
    public FlowSettings settings() {
        return new FlowSettings(
                loader.get(), ConnectSettings.DEFAULT, tokens.get(), pins.get(), environment, directory.get());
    }

    /// The same for a call of which that listener hears what content moves.
    public FlowSettings settings(Transfers transfers) {
        return settings()
                .withRemote(ConnectSettings.DEFAULT.withRefs(
                        ConnectSettings.DEFAULT.refs().withTransfers(transfers)));
    }

    private FlowSettings withContent(FlowSettings settings) {
        ConnectSettings remote = settings.remote();
        return settings.withRemote(remote.withRefs(content.apply(remote.refs())));
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

    /// One node of a flow as a flow of its own, which takes the flow's input: the node runs there, also where it is
    /// bypassed or disabled in its flow.
    public static FlowSpec alone(NodeSpec node, FlowSpec flow) {
        return FlowSpec.named("invoke")
                .withGateway(flow.gateway())
                .withExtra(SubFlows.KEY, flow.extra().get(SubFlows.KEY))
                .plus(node.withNeeds(List.of()).withMode(NodeMode.RUNS));
    }

    /// Runs a flow once with those docs, as JSON.
    ///
    /// @throws XooaiException when the flow cannot be built, or the docs are not what it takes
    public Response run(FlowSpec spec, FlowSettings settings, byte[] docs, Context context, RunListener listener) {
        try (Flow flow = built(spec, withContent(settings))) {
            return flow.run(Request.of("", read(docs, flow)), context, listener);
        }
    }

    /// Runs a flow, or a part of it, once with those docs, as JSON; its pins stand for what they are pinned to.
    ///
    /// @throws XooaiException when the flow cannot be built, or the docs or a pin are not what they should be
    public Response run(
            FlowSpec spec,
            FlowSettings settings,
            byte[] docs,
            Context context,
            RunListener listener,
            RunOptions options) {
        FlowInspection inspection = FlowInspection.of(spec, withContent(settings), FlowInspection.Option.PINS_STAND);
        try (Flow flow = built(inspection)) {
            RunOptions pinned = options.pinned(FlowPins.of(inspection));
            return flow.run(Request.of("", read(docs, flow)), context, listener, pinned);
        }
    }

    /// What [#run] would do with each node of a flow in which nothing is wrong. Makes no executor and calls nothing.
    ///
    /// @param kept is told what is kept of nodes, on the calling thread
    public Forecast forecast(FlowInspection flow, byte[] docs, RunOptions options, Consumer<NodeEvent> kept) {
        DocArray<? extends Doc> read = Codec.JSON.readDocs(docs, flow.docs(), Limits.DEFAULT);
        return Forecast.of(flow, Request.of("", read), options.pinned(FlowPins.of(flow)), kept);
    }

    /// Runs tests on a flow, one after the other, as `xooai test` does.
    ///
    /// @param each hears what came of each, on the calling thread
    /// @throws XooaiException when the flow cannot be built
    public void test(
            FlowSpec spec, FlowSettings settings, List<TestCase> tests, Context context, Consumer<TestResult> each) {
        FlowSettings ready = withContent(settings);
        try (Flow flow = built(spec, ready)) {
            FlowTester tester =
                    new FlowTester(flow, ready.directory(), ready.remote().refs());
            for (TestCase test : tests) {
                context.check();
                try (Context within = FlowTester.within(test);
                        Context.Registration _ = context.onCancel(() -> within.cancel(context.cancellation()))) {
                    each.accept(tester.run(test, within, _ -> {}));
                }
            }
        }
    }

    /// Calls a flow once with those docs, as JSON, on that route.
    Response call(FlowSpec spec, FlowSettings settings, Route route, byte[] docs, Context context) {
        if (route.isInProcess()) {
            return run(spec, settings, docs, context, _ -> {});
        }
        FlowSettings ready = withContent(settings);
        try (Flow flow = built(spec, ready);
                Server server = flow.serve(route.address(), patient(ready));
                Executor remote = own(server, ready, context)) {
            return remote.serve(Request.of("", read(docs, flow)), context);
        }
    }

    /// Runs a flow in which something streams, in this process, and asks its remote executors first what they
    /// are; ends with the talk.
    ///
    /// @throws XooaiException when the flow cannot be built, or a chunk is not what it takes
    public Response run(FlowSpec spec, FlowSettings settings, Talk talk, Context context, RunListener listener) {
        try (Flow flow = built(spec, withContent(settings), FlowInspection.Option.ASK_REMOTE)) {
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
        FlowSettings ready = withContent(settings);
        try (Flow flow = built(spec, ready);
                Server server = flow.serve(route.address(), patient(ready));
                Executor remote = own(server, ready, context)) {
            return remote.exchange(talk.in(
                    context, docs -> read(Codec.JSON.writeValue(docs), flow).cast()));
        }
    }

    /// How a port of this machine serves for the time of a call: it knows the same stores as the caller.
    private static ServeSettings patient(FlowSettings ready) {
        FetchPolicy caller = ready.remote().refs();
        return PATIENT.withRefs(PATIENT.refs().withStores(caller.stores()).withCache(caller.cache()));
    }

    /// What is served at a port of this machine by nobody else, and so is believed to be what it says.
    private static Executor own(Server server, FlowSettings ready, Context context) {
        URI address = server.address();
        String fingerprint =
                Schemes.hasCertificate(address.getScheme()) ? Trust.fingerprintAt(rootOf(address), context) : null;
        ConnectSettings plain = ConnectSettings.DEFAULT.withRefs(ready.remote().refs());
        ConnectSettings settings = fingerprint == null ? plain : plain.withTrust(Trust.ofFingerprint(fingerprint));
        return Executor.at(address.toString(), settings);
    }

    private static URI rootOf(URI address) {
        return URI.create(address.getScheme() + "://" + address.getRawAuthority());
    }

    /// The flow; one that cannot be built is an error with every problem as a cause, at its node.
    private static Flow built(FlowSpec spec, FlowSettings settings, FlowInspection.Option... options) {
        return built(FlowInspection.of(spec, settings, options));
    }

    private static Flow built(FlowInspection inspection) {
        try {
            return Flow.of(inspection);
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
