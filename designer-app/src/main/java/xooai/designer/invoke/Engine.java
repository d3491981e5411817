package xooai.designer.invoke;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.driver.Context;
import xooai.driver.HostTokens;
import xooai.driver.Server;
import xooai.executor.Executor;
import xooai.flow.Flow;
import xooai.flow.FlowException;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Problem;
import xooai.flow.RunListener;

/// Runs flows for the designer, in this process or over a real driver. Used off the FX thread.
public final class Engine {
    private final Supplier<ClassLoader> loader;
    private final Supplier<Path> directory;
    private final Supplier<HostTokens> tokens;

    /// An engine that finds executors by that loader, and relative files from that directory, and presents
    /// those tokens to remote hosts.
    public Engine(Supplier<ClassLoader> loader, Supplier<Path> directory, Supplier<HostTokens> tokens) {
        this.loader = loader;
        this.directory = directory;
        this.tokens = tokens;
    }

    /// Where flows find their executors and files now. To be asked for on the FX thread.
    public FlowSettings settings() {
        return new FlowSettings(loader.get(), ConnectSettings.DEFAULT, tokens.get(), environment(), directory.get());
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

    /// Serves a flow on a free port of this machine and calls it there once, so that everything passes the
    /// wire.
    public Response overHttp(FlowSpec spec, FlowSettings settings, byte[] docs, Context context) {
        try (Flow flow = built(spec, settings);
                Server server = flow.serve("http://127.0.0.1:0");
                Executor remote = Executor.at(server.address().toString())) {
            return remote.serve(Request.of("", read(docs, flow)), context);
        }
    }

    /// The flow; one that cannot be built is an error with every problem as a cause, at its node.
    private static Flow built(FlowSpec spec, FlowSettings settings) {
        try {
            return Flow.of(spec, settings);
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
