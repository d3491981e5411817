package xooai.designer.invoke;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Response;
import xooai.designer.form.FormModel;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.DocSchema;
import xooai.driver.EndpointDescription;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;

/// The test-invoke of the selected node: its input, the call that goes on, and what came of it.
///
/// What was typed is kept by node for the session. Confined to the FX thread.
public final class InvokeModel {
    private final Engine engine;
    private final Supplier<@Nullable String> gateway;
    private final FormModel input = new FormModel(listOf(new DocSchema.AnySchema()), List.of());
    private final Map<String, Object> typed = new HashMap<>();
    private final Map<String, Invocation> results = new HashMap<>();
    private final BooleanProperty overHttp = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<@Nullable Invocation> last = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private Function<String, @Nullable Object> suggest = _ -> null;
    private boolean showing;
    private @Nullable NodeSpec node;
    private @Nullable EndpointDescription endpoint;
    private @Nullable Work<Invocation> work;

    /// A call that has ended.
    ///
    /// @param response what came of it; a failure is one too
    /// @param took how long it took
    public record Invocation(Response response, Duration took) {}

    /// A model that calls by that engine, in a flow with that gateway.
    public InvokeModel(Engine engine, Supplier<@Nullable String> gateway) {
        this.engine = engine;
        this.gateway = gateway;
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
        if (same || shown == null) {
            return;
        }
        DocSchema element = described == null ? new DocSchema.AnySchema() : described.input();
        showing = true;
        input.reset(listOf(element), begin(shown.name(), element));
        showing = false;
        last.set(results.get(shown.name()));
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

    /// The endpoint of the node as far as it is known.
    public @Nullable EndpointDescription endpoint() {
        return endpoint;
    }

    /// Whether a local executor is called through the HTTP driver.
    public BooleanProperty overHttpProperty() {
        return overHttp;
    }

    /// The last call of this node, or null.
    public ReadOnlyObjectProperty<@Nullable Invocation> lastProperty() {
        return last.getReadOnlyProperty();
    }

    /// Whether a call goes on.
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// Calls the endpoint with the input.
    public void invoke() {
        NodeSpec called = node;
        if (called == null || running.get()) {
            return;
        }
        String unread = input.unread();
        if (unread != null) {
            ended(
                    called.name(),
                    new Outcome.Failed<>(CallError.of(
                            Code.INVALID_ARGUMENT, "The input cannot be read: " + unread + ". Nothing was called.")));
            return;
        }
        FlowSpec alone = Engine.alone(called, gateway.get());
        FlowSettings settings = engine.settings();
        byte[] docs = Codec.JSON.writeValue(input.value());
        boolean wire = overHttp.get();
        running.set(true);
        work = Work.start(
                "invoke " + called.name(),
                progress -> {
                    long start = System.nanoTime();
                    Response response = wire
                            ? engine.overHttp(alone, settings, docs, progress.context())
                            : engine.run(alone, settings, docs, progress.context(), _ -> {});
                    return new Invocation(response, Duration.ofNanos(System.nanoTime() - start));
                },
                outcome -> ended(called.name(), outcome));
    }

    private void ended(String name, Outcome<Invocation> outcome) {
        running.set(false);
        Invocation invocation = switch (outcome) {
            case Outcome.Done<Invocation> done -> done.value();
            case Outcome.Failed<Invocation> failed -> failed(failed.error());
            case Outcome.Cancelled<Invocation> _ -> failed(CallError.of(Code.CANCELLED, "The call was stopped."));
        };
        results.put(name, invocation);
        if (node != null && node.name().equals(name)) {
            last.set(invocation);
        }
    }

    private static Invocation failed(CallError error) {
        return new Invocation(new Response(null, error.code(), DocArray.empty(), error, Map.of()), Duration.ZERO);
    }

    /// Stops the call that goes on.
    public void cancel() {
        if (work != null) {
            work.cancel();
        }
    }

    /// The call as a line for a shell.
    public String curl() {
        NodeSpec called = node;
        String use = called == null || called.use() == null ? "" : called.use();
        String body = "{\"docs\":" + new String(Codec.JSON.writeValue(input.value()), StandardCharsets.UTF_8) + "}";
        return Curl.line(address(use, called), body);
    }

    private String address(String use, @Nullable NodeSpec called) {
        String on = called == null || called.on() == null ? "" : "/" + called.on();
        if (use.startsWith("class:")) {
            String simple = use.substring(Math.max(use.lastIndexOf('.'), use.lastIndexOf(':')) + 1);
            String snake = simple.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(java.util.Locale.ROOT);
            return "http://127.0.0.1:8080/" + snake + on;
        }
        String prefix = gateway.get();
        String whole = prefix == null || use.contains("://") ? use : prefix + (prefix.endsWith("/") ? "" : "/") + use;
        return whole.endsWith(on) ? whole : whole + on;
    }
}
