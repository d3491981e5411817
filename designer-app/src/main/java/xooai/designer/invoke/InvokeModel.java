package xooai.designer.invoke;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Response;
import xooai.designer.form.FormModel;
import xooai.designer.shared.FxThread;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocSchema;
import xooai.driver.CallKind;
import xooai.driver.Context;
import xooai.driver.EndpointDescription;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.NodeUse;

/// The test-invoke of the selected node: its input, the call that goes on, and what came of it.
///
/// What was typed is kept by node for the session. Confined to the FX thread.
public final class InvokeModel {
    private final Engine engine;
    private final Supplier<FlowSpec> flow;
    private final FormModel input = new FormModel(listOf(new DocSchema.AnySchema()), List.of());
    private final Map<String, Object> typed = new HashMap<>();
    private final Map<String, Invocation> results = new HashMap<>();
    private final ObjectProperty<Route> route = new SimpleObjectProperty<>(Route.IN_PROCESS);
    private final ReadOnlyObjectWrapper<@Nullable Invocation> last = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Talk> live = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper sending = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<CallKind> kind = new ReadOnlyObjectWrapper<>(CallKind.UNARY);
    private final ReadOnlyBooleanWrapper local = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Moved> moved = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Runnable moves = FxThread.onceAFrame(this::showMoved);
    private final Runnable passed = FxThread.onceAFrame(() -> listeners.forEach(Runnable::run));
    private Function<String, @Nullable Object> suggest = _ -> null;
    private boolean showing;
    private @Nullable NodeSpec node;
    private @Nullable EndpointDescription endpoint;
    private @Nullable Work<Response> work;
    private @Nullable Call call;

    /// The call that goes on.
    ///
    /// @param talk what passes, when it is one with streams; null else
    /// @param moving what content moves
    private record Call(String node, @Nullable Talk talk, Moving moving, long start) {}

    /// A model that calls by that engine, in that flow.
    public InvokeModel(Engine engine, Supplier<FlowSpec> flow) {
        this.engine = engine;
        this.flow = flow;
        input.listen(_ -> {
            Object value = input.value();
            if (node != null && value != null && !showing) {
                typed.put(node.name(), value);
            }
        });
    }

    private static DocSchema listOf(DocSchema element) {
        return new DocSchema.ListSchema(element, Map.of());
    }

    /// Turns to that node; a call that goes on is left to end.
    public void show(@Nullable NodeSpec shown, @Nullable EndpointDescription described) {
        boolean same = shown != null && node != null && shown.name().equals(node.name()) && sameInput(described);
        node = shown;
        endpoint = described;
        kind.set(described == null ? CallKind.UNARY : described.kind());
        local.set(shown != null && shown.use() != null && shown.use().startsWith(NodeUse.CLASS));
        if (same || shown == null) {
            return;
        }
        problem.set("");
        DocSchema element = described == null ? new DocSchema.AnySchema() : described.input();
        showing = true;
        input.reset(listOf(element), begin(shown.name(), element));
        showing = false;
        last.set(results.get(shown.name()));
        live.set(call != null && call.node().equals(shown.name()) ? call.talk() : null);
    }

    /// What was typed for that node; else what it was given last; else an empty doc.
    private Object begin(String name, DocSchema element) {
        Object kept = typed.get(name);
        Object suggestion = kept == null ? suggest.apply(name) : kept;
        return suggestion == null ? first(element) : suggestion;
    }

    /// Says who knows docs to begin with for a node, as a plain list; null for none.
    public void setSuggest(Function<String, @Nullable Object> suggestion) {
        suggest = suggestion;
    }

    private boolean sameInput(@Nullable EndpointDescription described) {
        return described == null
                ? endpoint == null
                : endpoint != null && described.input().equals(endpoint.input());
    }

    private static List<Object> first(DocSchema element) {
        Object start = FormModel.start(element);
        return start == null ? List.of() : List.of(start);
    }

    /// The input, a list of docs.
    public FormModel input() {
        return input;
    }

    /// The node, or null.
    public @Nullable NodeSpec node() {
        return node;
    }

    /// What is called: the node as a flow of its own; null without a node.
    public @Nullable FlowSpec called() {
        return node == null ? null : Engine.alone(node, flow.get());
    }

    /// The endpoint of the node as far as it is known.
    public @Nullable EndpointDescription endpoint() {
        return endpoint;
    }

    /// How a local executor is reached.
    public ObjectProperty<Route> routeProperty() {
        return route;
    }

    /// Whether the node runs a local executor, so that there is a route to choose.
    public ReadOnlyBooleanProperty localProperty() {
        return local.getReadOnlyProperty();
    }

    /// How the endpoint is called; UNARY while that is not known.
    public ReadOnlyObjectProperty<CallKind> kindProperty() {
        return kind.getReadOnlyProperty();
    }

    /// The last call of this node, or null.
    public ReadOnlyObjectProperty<@Nullable Invocation> lastProperty() {
        return last.getReadOnlyProperty();
    }

    /// Whether a call goes on.
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// The call with streams of this node that goes on, or null.
    public ReadOnlyObjectProperty<@Nullable Talk> liveProperty() {
        return live.getReadOnlyProperty();
    }

    /// Whether the call that goes on takes more chunks from the person.
    public ReadOnlyBooleanProperty sendingProperty() {
        return sending.getReadOnlyProperty();
    }

    /// What content moves in the call that goes on; null for none.
    public ReadOnlyObjectProperty<@Nullable Moved> movedProperty() {
        return moved.getReadOnlyProperty();
    }

    private void showMoved() {
        moved.set(call == null ? null : call.moving().now());
    }

    /// Why nothing was sent; empty when it was.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Calls the listener when something passed in a call with streams, at most once a frame.
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /// Calls the endpoint with the input. One that takes a stream is opened with it as the first chunk; while it is
    /// open, this sends another.
    public void invoke() {
        NodeSpec called = node;
        Talk talk = live.get();
        if (called == null) {
            return;
        }
        if (running.get()) {
            if (sending.get() && talk != null) {
                send(talk);
            }
            return;
        }
        String unread = input.unread();
        if (unread != null) {
            keep(
                    called.name(),
                    Invocation.failed(
                            CallError.of(
                                    Code.INVALID_ARGUMENT,
                                    "The input cannot be read: " + unread + ". Nothing was called."),
                            null));
            return;
        }
        if (kind.get() == CallKind.UNARY) {
            start(called, null);
        } else {
            open(called, new Talk(kind.get(), new StreamLog(passed)));
        }
    }

    private void open(NodeSpec called, Talk talk) {
        send(talk);
        if (!talk.kind().streamsIn()) {
            talk.end();
        }
        start(called, talk);
        sending.set(talk.kind().streamsIn() && running.get());
    }

    private void send(Talk talk) {
        String unread = input.unread();
        if (unread != null) {
            problem.set("Not sent: " + unread);
        } else if (talk.send(input.value())) {
            problem.set("");
        } else {
            problem.set("Not sent: the endpoint has not taken the last " + Talk.MOST_WAITING + " chunks yet");
        }
    }

    /// Says that no chunk follows.
    public void endSending() {
        Talk talk = live.get();
        if (sending.get() && talk != null) {
            sending.set(false);
            talk.end();
        }
    }

    private void start(NodeSpec called, @Nullable Talk talk) {
        FlowSpec alone = Engine.alone(called, flow.get());
        Moving moving = new Moving(moves);
        FlowSettings settings = engine.settings(moving);
        byte[] docs = Codec.JSON.writeValue(input.value());
        Route chosen = local.get() ? route.get() : Route.IN_PROCESS;
        Call begun = new Call(called.name(), talk, moving, System.nanoTime());
        call = begun;
        problem.set("");
        running.set(true);
        live.set(talk);
        work = Work.start(
                "invoke " + called.name(),
                talk == null ? Context.DEFAULT_TIMEOUT : Context.ENDLESS,
                progress -> talk == null
                        ? engine.call(alone, settings, chosen, docs, progress.context())
                        : engine.call(alone, settings, chosen, talk, progress.context()),
                outcome -> ended(begun, outcome));
    }

    private void ended(Call which, Outcome<Response> outcome) {
        Talk talk = which.talk();
        StreamLog log = talk == null ? null : talk.log();
        Duration took = Duration.ofNanos(System.nanoTime() - which.start());
        Invocation invocation = switch (outcome) {
            case Outcome.Done<Response> done -> new Invocation(done.value(), took, log);
            case Outcome.Failed<Response> failed -> Invocation.failed(failed.error(), log);
            case Outcome.Cancelled<Response> _ ->
                Invocation.failed(CallError.of(Code.CANCELLED, "The call was stopped."), log);
        };
        if (log != null) {
            log.ended(invocation.response());
        }
        call = null;
        moved.set(null);
        running.set(false);
        sending.set(false);
        keep(which.node(), invocation);
    }

    private void keep(String name, Invocation invocation) {
        results.put(name, invocation);
        if (node != null && node.name().equals(name)) {
            live.set(null);
            last.set(invocation);
        }
    }

    /// Stops the call that goes on.
    public void cancel() {
        if (work != null) {
            work.cancel();
        }
    }

    /// Whether what a node of that flow runs can be called by code: an executor of the class path, or one at an
    /// address.
    public static boolean isCallable(NodeSpec node, FlowSpec flow) {
        return switch (NodeUse.parse(node.use(), flow.gateway())) {
            case NodeUse.LocalClass _, NodeUse.Remote _, NodeUse.OfEnvironment _ -> true;
            case NodeUse.OtherFlow _, NodeUse.Nothing _, NodeUse.Unusable _ -> false;
        };
    }

    /// The call as code of that language, on the route that is chosen.
    public String code(Snippet language) {
        NodeSpec called = node;
        String address = called == null ? "" : address(called);
        String pin = address.contains("://") ? engine.pinOf(address) : null;
        return language.of(new Snippet.Call(address, kind.get(), input.value(), local.get() ? null : pin));
    }

    private String address(NodeSpec called) {
        String on = called.on() == null ? "" : "/" + called.on();
        return switch (NodeUse.parse(called.use(), flow.get().gateway())) {
            case NodeUse.LocalClass own -> {
                String scheme = route.get().isInProcess() ? "http" : route.get().scheme();
                yield scheme + "://127.0.0.1:" + Command.port(scheme) + "/" + served(own.className()) + on;
            }
            case NodeUse.Remote remote -> remote.address().endsWith(on) ? remote.address() : remote.address() + on;
            case NodeUse.OfEnvironment open -> open.text() + on;
            case NodeUse.OtherFlow _, NodeUse.Nothing _, NodeUse.Unusable _ -> String.valueOf(called.use());
        };
    }

    /// The name that an executor of that class is served by.
    private static String served(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return simple.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
