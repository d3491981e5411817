package xooai.executor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.CallMetrics;
import xooai.driver.ConnectSettings;
import xooai.driver.Context;
import xooai.driver.Description;
import xooai.driver.Dispatch;
import xooai.driver.Driver;
import xooai.driver.Exchange;
import xooai.driver.OpenCall;
import xooai.driver.Rid;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.driver.Service;

/// A class with endpoints that wrap a model or any function: client and server at once.
///
/// Write a subclass with [Post] methods. Call it in process with [#post]: that goes through the same call
/// stack as a remote call, and only the transport is missing. Serve it with [#run] or [#serve]. [#at] is its
/// remote twin.
///
/// Calls of one instance take turns unless its class is [ThreadSafe]. A public constructor takes nothing, or
/// one record: the configuration.
public abstract class Executor implements Service, AutoCloseable {
    private static final String FIRST_ADDRESS = "http://127.0.0.1:8080";

    private final EndpointTable endpoints;
    private final LocalCalls calls;
    private volatile String name;

    /// An executor whose name is that of its class in lower snake case.
    ///
    /// @throws IllegalArgumentException when an endpoint has a wrong shape; the message names method and rule
    @SuppressWarnings("this-escape") // kept for later calls, never used while it is being made
    protected Executor() {
        this.name = snakeCase(getClass().getSimpleName());
        this.endpoints = EndpointTable.of(getClass());
        this.calls = new LocalCalls(this, endpoints, endpoints.isThreadSafe() ? null : new ReentrantLock());
    }

    static String snakeCase(String simpleName) {
        String snake = simpleName
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
        return snake.isEmpty() ? "executor" : snake;
    }

    /// The executor at that address, here or elsewhere: `http://host:8080/my_executor`.
    ///
    /// @throws XooaiException when the address is none, or its scheme has no driver; the message lists
    ///     those installed
    public static RemoteExecutor at(String address) {
        return at(address, ConnectSettings.DEFAULT);
    }

    /// The executor at that address, called with those settings.
    public static RemoteExecutor at(String address, ConnectSettings settings) {
        return new RemoteExecutor(address, settings);
    }

    /// The executor's name: the first segment of its path when it is served.
    @Override
    public String name() {
        return name;
    }

    /// Gives the executor that name.
    ///
    /// @return this executor
    public Executor as(String newName) {
        if (!newName.matches("[A-Za-z0-9_-]{1,63}")) {
            throw new IllegalArgumentException(
                    "the name `" + newName + "` is not 1 to 63 letters, digits, `_` and `-`");
        }
        this.name = newName;
        return this;
    }

    /// Calls an endpoint in process, through the whole call stack, and waits for its docs.
    ///
    /// Docs that failed are in error in their slots.
    ///
    /// @throws XooaiException when the request failed
    public <B extends Doc> DocArray<B> post(String on, DocArray<? extends Doc> docs) {
        return post(on, docs, options -> {});
    }

    /// Calls an endpoint in process with those options, and waits for its docs.
    ///
    /// @throws XooaiException when the request failed
    public <B extends Doc> DocArray<B> post(String on, DocArray<? extends Doc> docs, Consumer<CallOptions> options) {
        Response response = call(on, docs, options);
        if (response.error() != null) {
            throw new XooaiException(response.error());
        }
        return response.docs().cast();
    }

    /// Calls an endpoint in process with those options, and waits for the whole answer. A failure is an answer.
    public Response call(String on, DocArray<? extends Doc> docs, Consumer<CallOptions> options) {
        CallOptions chosen = new CallOptions();
        options.accept(chosen);
        String rid = Rid.next();
        Request request = new Request(rid, on, -1, chosen.params(), docs, java.util.Map.of());
        Codec codec = chosen.codec();
        if (codec != null) {
            return throughBytes(codec, request, chosen);
        }
        try (Context context = Context.of(rid, chosen.deadline(), request.params())) {
            return serve(request, context);
        }
    }

    private Response throughBytes(Codec codec, Request request, CallOptions chosen) {
        String on = request.endpoint() == null ? "" : request.endpoint();
        ServeSettings settings = ServeSettings.DEFAULT.withRefs(xooai.store.FetchPolicy.OWN);
        Dispatch.Encoded answer = Dispatch.answer(
                this, on, codec, codec.writeRequest(request), codec, chosen.deadline(), settings, context -> {});
        return codec.readResponse(answer.body(), Doc.class, Limits.DEFAULT, xooai.doc.ContentSource.standard());
    }

    @Override
    public Class<? extends Doc> docsOf(String endpoint) {
        return endpoints.get(endpoint, name()).input();
    }

    /// What the executor says of itself, with the types that its configuration says.
    @Override
    public Description describe() {
        Description described = Executors.describe(getClass()).named(name());
        ConfiguredTypes types = configuredTypes();
        return types == null ? described : Executors.typed(described, types);
    }

    /// The configuration that says what this executor takes and gives; null, as it is by default, where its
    /// methods say it.
    protected @Nullable ConfiguredTypes configuredTypes() {
        return null;
    }

    /// Answers a request, keeping watch over its deadline and its cancellation: the answer comes in time even
    /// when the endpoint does not heed its interruption.
    @Override
    public Response serve(Request request, Context context) {
        String endpoint = request.endpoint() == null ? "" : request.endpoint();
        return isCheap(endpoint)
                ? InPlace.run(context, () -> serveHere(request, context), () -> dear(endpoint))
                : Watch.over(endpoint, context, () -> serveHere(request, context));
    }

    /// Answers a call of any kind, keeping watch over its cancellation: the end comes in time even when the
    /// endpoint does not heed its interruption.
    @Override
    public Response exchange(Exchange exchange) {
        String endpoint =
                exchange.request().endpoint() == null ? "" : exchange.request().endpoint();
        return Watch.over(endpoint, exchange.context(), () -> exchangeHere(exchange));
    }

    /// Answers a call of any kind on the calling thread, for callers that keep watch themselves.
    public Response exchangeHere(Exchange exchange) {
        long start = System.nanoTime();
        Response response = answer(exchange);
        String endpoint =
                exchange.request().endpoint() == null ? "" : exchange.request().endpoint();
        CallMetrics.tell(name(), endpoint, response.code(), System.nanoTime() - start);
        return response;
    }

    /// Does the work of a call of any kind. A failure is an answer.
    Response answer(Exchange exchange) {
        return calls.exchange(exchange);
    }

    /// Sends a stream of docs to an endpoint in process and waits for its one answer. The stream is read on a
    /// thread of its own, and closed.
    ///
    /// @throws XooaiException when the request failed
    public <B extends Doc> DocArray<B> collect(String on, DocStream<? extends Doc> docs) {
        return collect(on, docs, options -> {});
    }

    /// Sends a stream of docs to an endpoint in process with those options and waits for its one answer.
    ///
    /// @throws XooaiException when the request failed
    public <B extends Doc> DocArray<B> collect(
            String on, DocStream<? extends Doc> docs, Consumer<CallOptions> options) {
        return new Streams(this, on, CallKind.CLIENT_STREAM, options).collect(docs);
    }

    /// Sends docs to an endpoint in process and reads its answers as they come. Close the stream.
    ///
    /// What fails the request is thrown where the stream is read.
    public <B extends Doc> DocStream<B> expand(String on, DocArray<? extends Doc> docs) {
        return expand(on, docs, options -> {});
    }

    /// Sends docs to an endpoint in process with those options and reads its answers as they come. Close the
    /// stream.
    public <B extends Doc> DocStream<B> expand(String on, DocArray<? extends Doc> docs, Consumer<CallOptions> options) {
        return new Streams(this, on, CallKind.SERVER_STREAM, options).expand(docs);
    }

    /// Sends a stream of docs to an endpoint in process while it reads its answers as they come. The stream
    /// that is sent is read on a thread of its own, and closed. Close the one that is returned.
    public <B extends Doc> DocStream<B> chat(String on, DocStream<? extends Doc> docs) {
        return chat(on, docs, options -> {});
    }

    /// Sends a stream of docs to an endpoint in process with those options while it reads its answers.
    public <B extends Doc> DocStream<B> chat(String on, DocStream<? extends Doc> docs, Consumer<CallOptions> options) {
        return new Streams(this, on, CallKind.BIDIRECTIONAL, options).chat(docs);
    }

    /// Opens a call of any kind in process.
    OpenCall open(Request request, CallKind kind, Context context) {
        return new LocalCall(this, request, kind, context);
    }

    /// Answers a request on the calling thread, for callers that keep watch themselves, as a flow does.
    public Response serveHere(Request request, Context context) {
        long start = System.nanoTime();
        Response response = answer(request, context);
        long took = System.nanoTime() - start;
        String endpoint = request.endpoint() == null ? "" : request.endpoint();
        cost(endpoint, took);
        CallMetrics.tell(name(), endpoint, response.code(), took);
        return response;
    }

    /// Does the work of a call. A failure is an answer.
    Response answer(Request request, Context context) {
        return calls.answer(request, context);
    }

    /// Whether calls of that endpoint have proved to cost less than handing one over to another thread.
    public boolean isCheap(String endpoint) {
        return calls.isCheap(endpoint);
    }

    /// Makes that endpoint count as dear at once: a call of it that runs in place takes long.
    public void dear(String endpoint) {
        calls.dear(endpoint);
    }

    void cost(String endpoint, long nanos) {
        calls.cost(endpoint, nanos);
    }

    /// Serves the executor at that address and returns at once.
    ///
    /// @param address such as `http://127.0.0.1:8080`; port 0 takes any free one
    /// @throws XooaiException when the address cannot be served; the message says why and how to mend it
    public Server serve(String address) {
        return serve(address, ServeSettings.DEFAULT);
    }

    /// Serves the executor at that address with those settings and returns at once.
    public Server serve(String address, ServeSettings settings) {
        URI uri = Addresses.parse(address);
        return Driver.of(uri.getScheme()).serve(uri, this, settings);
    }

    /// Serves the executor at those addresses and blocks until the process is told to end, or the thread is
    /// interrupted; then drains the calls in flight and closes the executor. Each address is printed as
    /// `READY http://127.0.0.1:8080/my_executor` once it is served.
    ///
    /// @param addresses such as `http://127.0.0.1:8080`; that one when none is given
    /// @throws XooaiException when one cannot be served; none is then
    public void run(String... addresses) {
        List<Server> servers = new ArrayList<>();
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            end.countDown();
            awaitQuietly(closed);
        });
        try {
            for (String address : addresses.length == 0 ? new String[] {FIRST_ADDRESS} : addresses) {
                servers.add(serve(address));
            }
            servers.forEach(server -> System.out.println("READY " + server.address()));
            Runtime.getRuntime().addShutdownHook(hook);
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            servers.forEach(Server::close);
            close();
            closed.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Releases what the executor holds. Called once, when no call is in flight.
    @Override
    public void close() {}

    @Override
    public String toString() {
        return name();
    }
}
