package xooai.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.driver.CallMetrics;
import xooai.driver.Context;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;
import xooai.driver.Exchange;
import xooai.executor.CallOptions;
import xooai.executor.Cost;
import xooai.executor.Executor;

/// Endpoints composed into one function: validated, and ready to run.
///
/// A flow is an executor with one endpoint: post to it, serve it, use it as a node of another flow. Nodes
/// that do not need each other run side by side; what meets at a node is joined in the order of its `needs`,
/// never of completion. Safe for use by many threads; each request has a run of its own.
public final class Flow extends Executor {
    private final FlowInspection inspection;
    private final Plan plan;
    private final List<@Nullable FlowNode> nodes;
    private final Class<? extends Doc> input;
    private final Cost cost = new Cost();
    /// By what outputs are found again; made when somebody first asks for a run that looks for them.
    private volatile @Nullable NodeKeys keys;

    private volatile EndpointDescription endpoint;
    private volatile @Nullable RunWatch watch;

    private Flow(FlowInspection inspection, Map<String, FlowNode> made) {
        this.inspection = inspection;
        this.endpoint = inspection.endpoint();
        this.plan = Plan.of(inspection.spec());
        List<@Nullable FlowNode> ordered = new ArrayList<>();
        plan.names().forEach(name -> ordered.add(made.get(name)));
        this.nodes = ordered;
        this.input = input(inspection.spec(), made);
        super.as(inspection.spec().name());
    }

    /// Starts a flow of that name.
    public static Builder named(String name) {
        return new Builder(FlowSpec.named(name));
    }

    /// A node that runs that: `class:…`, `flow:…`, an address, or one relative to the flow's gateway.
    public static NodeBuilder use(String use) {
        return new NodeBuilder(use, null);
    }

    /// A node that runs an instance of that class.
    public static NodeBuilder use(Class<? extends Executor> type) {
        return new NodeBuilder(new NodeUse.LocalClass(type.getName()).use(), null);
    }

    /// A node that runs that very instance. The caller closes it, not the flow.
    public static NodeBuilder use(Executor executor) {
        return new NodeBuilder(new NodeUse.LocalClass(executor.getClass().getName()).use(), executor);
    }

    /// A node that runs nothing and joins what it needs.
    public static NodeBuilder join() {
        return new NodeBuilder(null, null);
    }

    /// The flow that is written there.
    ///
    /// Makes its local executors and reads the flows it uses; connects nowhere yet.
    ///
    /// @throws FlowException with everything that is wrong, each with its node
    public static Flow of(FlowSpec spec, FlowSettings settings) {
        return of(spec, settings, Map.of());
    }

    static Flow of(FlowSpec spec, FlowSettings settings, Map<String, Executor> instances) {
        Map<String, Description> given = new HashMap<>();
        instances.forEach((node, instance) -> given.put(node, instance.describe()));
        FlowInspection inspection = FlowInspection.of(spec, settings, given);
        return new Flow(inspection, new FlowNodes(inspection, instances).make());
    }

    /// The flow that was inspected.
    ///
    /// @throws FlowException with everything that is wrong, each with its node
    public static Flow of(FlowInspection inspection) {
        return new Flow(inspection, new FlowNodes(inspection, Map.of()).make());
    }

    /// The flow as it is written.
    public FlowSpec spec() {
        return inspection.spec();
    }

    /// Lets that one watch the calls of this flow from now on, in the place of whoever did; nobody for null.
    public void watch(@Nullable RunWatch watcher) {
        watch = watcher;
    }

    /// Asks the remote nodes that answer for what they are.
    ///
    /// @throws FlowException when one answers and lacks the endpoint, or when a wire does not fit what it takes
    public void start() {
        Map<String, Description> known = new HashMap<>();
        for (int i = 0; i < plan.output(); i++) {
            FlowNode node = nodes.get(i);
            Description description = node == null ? null : node.describeRemote();
            if (description != null) {
                known.put(plan.names().get(i), description);
                node.learn(description);
            }
        }
        List<Problem> problems = inspection.problems(known);
        if (!problems.isEmpty()) {
            throw new FlowException(problems);
        }
        endpoint =
                FlowEndpoint.of(inspection.resolved(), node -> known.getOrDefault(node.name(), inspection.known(node)));
    }

    private static Class<? extends Doc> input(FlowSpec spec, Map<String, FlowNode> made) {
        Class<? extends Doc> found = null;
        for (NodeSpec node : spec.nodes()) {
            FlowNode each = made.get(node.name());
            if (node.needs().isEmpty() && each != null) {
                Class<? extends Doc> taken = each.input();
                if (found != null && found != taken) {
                    return Doc.class;
                }
                found = taken;
            }
        }
        return found == null ? Doc.class : found;
    }

    /// Runs the flow on those docs and waits for its output.
    ///
    /// @throws xooai.doc.XooaiException when the request failed
    public <B extends Doc> DocArray<B> post(DocArray<? extends Doc> docs) {
        return post("", docs);
    }

    /// Runs the flow on those docs with those options and waits for its output.
    ///
    /// @throws xooai.doc.XooaiException when the request failed
    public <B extends Doc> DocArray<B> post(DocArray<? extends Doc> docs, Consumer<CallOptions> options) {
        return post("", docs, options);
    }

    /// Runs the flow for that request and tells the listener what becomes of each node. A failure is an answer.
    public Response run(Request request, Context context, RunListener listener) {
        if (!request.branches().isEmpty()) {
            return Response.failed(
                    context.rid(),
                    CallError.of(
                            Code.INVALID_ARGUMENT,
                            "the flow " + name() + " does not take branches apart: send `docs`, and no `branches`"));
        }
        long start = System.nanoTime();
        Response response = new FlowRun(plan, nodes, request, context, listener, null).run();
        long took = System.nanoTime() - start;
        cost.add(took);
        CallMetrics.tell(name(), "", response.code(), took);
        return response;
    }

    /// Runs the flow, or a part of it, for that request, taking what is kept or pinned instead of calling nodes
    /// again, and tells the listener beforehand which those are. A failure is an answer.
    ///
    /// Of a part, the answer is what the last of the nodes give that were asked for.
    public Response run(Request request, Context context, RunListener listener, RunOptions options) {
        if (options.equals(RunOptions.NONE) || !request.branches().isEmpty()) {
            return run(request, context, listener);
        }
        Set<String> missing = new TreeSet<>(options.targets());
        spec().nodes().forEach(node -> missing.remove(node.name()));
        if (!missing.isEmpty()) {
            return Response.failed(
                    context.rid(),
                    CallError.of(
                            Code.INVALID_ARGUMENT,
                            "tried to run the flow " + name() + " towards " + String.join(", ", missing)
                                    + ", which it does not have; its nodes are "
                                    + String.join(", ", plan.names().subList(0, plan.output()))));
        }
        if (!options.targets().isEmpty() && options.targets().stream().noneMatch(inspection.active()::isOn)) {
            return Response.failed(context.rid(), allOff(options.targets()));
        }
        long start = System.nanoTime();
        RunReuse reuse = RunReuse.plan(plan, keys(), this::takesBranchesApart, request, options);
        listener.planned(reuse.forecast());
        Response response = new FlowRun(reuse.plan(), nodes, request, context, listener, reuse).run();
        CallMetrics.tell(name(), "", response.code(), System.nanoTime() - start);
        return response;
    }

    private CallError allOff(Set<String> targets) {
        String why = targets.stream()
                .sorted()
                .map(node -> node + " is " + inspection.active().why(node))
                .collect(Collectors.joining("; "));
        return CallError.of(
                Code.FAILED_PRECONDITION,
                "tried to run the flow " + name() + " towards nodes of which none runs: " + why
                        + ". Enable what is disabled");
    }

    private NodeKeys keys() {
        NodeKeys known = keys;
        if (known == null) {
            synchronized (nodes) {
                known = keys;
                if (known == null) {
                    known = NodeKeys.of(inspection, instances());
                    keys = known;
                }
            }
        }
        return known;
    }

    private boolean takesBranchesApart(int place) {
        FlowNode node = nodes.get(place);
        return node != null && node.takesBranchesApart();
    }

    /// The nodes that run an instance of the caller's.
    private Set<String> instances() {
        Set<String> found = new HashSet<>();
        for (int i = 0; i < plan.output(); i++) {
            FlowNode node = nodes.get(i);
            if (node != null && !node.isOwned()) {
                found.add(plan.names().get(i));
            }
        }
        return found;
    }

    @Override
    public Response serve(Request request, Context context) {
        RunWatch watcher = watch;
        if (watcher == null) {
            return run(request, context, FlowRun.NOBODY);
        }
        RunWatch.Watched watched = watcher.begin(spec(), request.docs(), context);
        Response response = run(request, context, watched);
        watched.ended(response);
        return response;
    }

    /// Runs the flow for a call of any kind and tells the listener what becomes of each node.
    public Response run(Exchange exchange, RunListener listener) {
        long start = System.nanoTime();
        Response response = new StreamRun(plan, nodes, exchange, listener).run();
        CallMetrics.tell(name(), "", response.code(), System.nanoTime() - start);
        return response;
    }

    @Override
    public Response exchange(Exchange exchange) {
        RunWatch watcher = watch;
        if (watcher == null) {
            return run(exchange, FlowRun.NOBODY);
        }
        RunWatch.Watched watched = watcher.begin(spec(), DocArray.empty(), exchange.context());
        Response response = run(exchange, watched);
        watched.ended(response);
        return response;
    }

    @Override
    public Response exchangeHere(Exchange exchange) {
        return exchange(exchange);
    }

    @Override
    public Response serveHere(Request request, Context context) {
        return serve(request, context);
    }

    @Override
    public boolean isCheap(String endpoint) {
        return cost.isCheap();
    }

    @Override
    public void dear(String endpoint) {
        cost.addLong();
    }

    @Override
    public Class<? extends Doc> docsOf(String endpoint) {
        if (!endpoint.isEmpty()) {
            throw new xooai.doc.XooaiException(
                    Code.NOT_FOUND,
                    "the flow " + name() + " has no endpoint `" + endpoint + "`; it is called at /" + name());
        }
        return input;
    }

    @Override
    public Description describe() {
        return new Description(name(), "", NodeUse.FLOW + name(), List.of(endpoint), null);
    }

    /// Closes the executors that the flow made.
    @Override
    public void close() {
        for (FlowNode node : nodes) {
            if (node != null) {
                node.close();
            }
        }
    }

    /// Collects a flow in Java; used by one thread.
    public static final class Builder {
        private FlowSpec spec;
        private final Map<String, Executor> instances = new HashMap<>();
        private FlowSettings settings = FlowSettings.DEFAULT;

        Builder(FlowSpec spec) {
            this.spec = spec;
        }

        /// The prefix that a relative `use` is resolved against.
        public Builder gateway(String gateway) {
            spec = spec.withGateway(gateway);
            return this;
        }

        /// A node of that name.
        public Builder add(String name, NodeBuilder node) {
            spec = spec.plus(node.spec(name));
            if (node.instance() != null) {
                instances.put(name, Objects.requireNonNull(node.instance()));
            }
            return this;
        }

        /// How several sinks become the flow's output.
        public Builder join(Join join) {
            spec = spec.withJoin(join);
            return this;
        }

        /// The policy of every merge that has none of its own.
        public Builder onConflict(ConflictPolicy policy) {
            spec = spec.withOnConflict(policy);
            return this;
        }

        /// Where the flow finds what it names.
        public Builder settings(FlowSettings chosen) {
            settings = chosen;
            return this;
        }

        /// The flow as it is written so far, right or wrong.
        public FlowSpec spec() {
            return spec;
        }

        /// The flow.
        ///
        /// @throws FlowException with everything that is wrong, each with its node
        public Flow build() {
            return Flow.of(spec, settings, instances);
        }
    }
}
