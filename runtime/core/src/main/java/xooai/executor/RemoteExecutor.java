package xooai.executor;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.driver.ConnectSettings;
import xooai.driver.Connection;
import xooai.driver.Context;
import xooai.driver.Crossing;
import xooai.driver.Description;
import xooai.driver.Driver;
import xooai.driver.Exchange;
import xooai.driver.OpenCall;

/// An executor that is elsewhere: the same calls, over a driver.
///
/// Its docs come back as built-in docs where their type says so, and as [xooai.doc.UntypedDoc] else;
/// [xooai.codec.Docs#typed] makes records of them. Connects at the first call. Safe for use by many threads.
public final class RemoteExecutor extends Executor {
    private final String address;
    private final String executor;
    private final @Nullable String endpoint;
    private final Connection connection;
    private final ConnectSettings settings;
    private volatile @Nullable Set<String> reads;

    RemoteExecutor(String address, ConnectSettings settings) {
        URI uri = Addresses.parse(address);
        this.address = address;
        this.settings = settings;
        String path = Addresses.path(uri);
        int last = path.lastIndexOf('/');
        this.executor = last < 0 ? path : path.substring(0, last);
        this.endpoint = last < 0 ? null : path.substring(last + 1);
        URI root = URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
        this.connection = Driver.of(uri.getScheme()).connect(root, settings);
    }

    /// The address that it was made with.
    public String address() {
        return address;
    }

    /// The endpoint that the address ends with, or null when it names none.
    public @Nullable String endpoint() {
        return endpoint;
    }

    @Override
    public String name() {
        int slash = executor.lastIndexOf('/');
        return slash < 0 ? executor : executor.substring(slash + 1);
    }

    @Override
    public Executor as(String newName) {
        throw new UnsupportedOperationException("a remote executor has the name that it is served by: " + name());
    }

    @Override
    public Class<? extends Doc> docsOf(String path) {
        return Doc.class;
    }

    /// Asks the address for what is served there.
    ///
    /// @throws XooaiException when it does not answer, or when no executor of that name is there
    @Override
    public Description describe() {
        try (Context context = Context.of(ConnectSettings.DESCRIBE_TIMEOUT)) {
            List<Description> found = connection.describe(context);
            for (Description each : found) {
                if (each.name().equals(name())
                        || (endpoint != null && each.name().equals(endpoint) && each.endpoint("") != null)) {
                    return each.usedBy(address);
                }
            }
            throw new XooaiException(
                    Code.NOT_FOUND,
                    "there is no executor `" + name() + "` at " + address + "; there are "
                            + found.stream().map(Description::name).toList());
        }
    }

    @Override
    public boolean isCheap(String path) {
        return false;
    }

    /// Calls on the calling thread: the driver keeps watch over the deadline and the cancellation.
    @Override
    public Response serve(Request request, Context context) {
        return serveHere(request, context);
    }

    /// The path of the executor, and its endpoint.
    private record Target(String path, String endpoint) {}

    private Target target(@Nullable String on) {
        boolean whole = on != null && !on.isEmpty() && !on.equals(endpoint);
        String path = whole && endpoint != null ? executor + "/" + endpoint : executor;
        return new Target(path, whole && on != null ? on : endpoint == null ? "" : endpoint);
    }

    /// A call over there of the same kind as the call here.
    @Override
    Response answer(Exchange exchange) {
        Context context = exchange.context();
        try {
            DocArray<Doc> first = exchange.kind().streamsIn() ? DocArray.empty() : exchange.receive();
            Request opening = exchange.request().withDocs(first == null ? DocArray.empty() : first);
            try (OpenCall call = open(opening, exchange.kind(), context)) {
                return new Relay(exchange, call).run();
            }
        } catch (XooaiException e) {
            CallError error = context.isCancelled() ? context.cancellation() : e.error();
            return Response.failed(context.rid(), error);
        }
    }

    @Override
    public Response exchange(Exchange exchange) {
        return exchangeHere(exchange);
    }

    @Override
    OpenCall open(Request request, CallKind kind, Context context) {
        Target target = target(request.endpoint());
        Crossing crossing = Crossing.ofStreamToExecutor(settings, this::reads);
        Request sent = crossing.crossed(request, context).withEndpoint(target.endpoint);
        OpenCall call = connection.open(target.path, sent, kind, Doc.class, context);
        return new CrossingCall(call, crossing, context);
    }

    /// The stores that are read over there: asked once, when there is something to put into one.
    private Set<String> reads() {
        Set<String> known = reads;
        if (known == null) {
            known = describe().stores();
            reads = known;
        }
        return known;
    }

    @Override
    Response answer(Request request, Context context) {
        try {
            context.check();
            Target target = target(request.endpoint());
            Crossing crossing = Crossing.toExecutor(settings, this::reads);
            Request sent = crossing.crossed(request, context).withEndpoint(target.endpoint);
            return crossing.restored(connection.call(target.path, sent, Doc.class, context));
        } catch (XooaiException e) {
            CallError error = context.isCancelled() ? context.cancellation() : e.error();
            return Response.failed(context.rid(), error);
        }
    }

    /// Calls the endpoint that the address names.
    ///
    /// @throws XooaiException when the request failed
    public <B extends Doc> DocArray<B> post(DocArray<? extends Doc> docs) {
        return post(endpoint == null ? "" : endpoint, docs);
    }

    @Override
    public void close() {
        connection.close();
    }
}
