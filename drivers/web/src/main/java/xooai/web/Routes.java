package xooai.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.CallsInFlight;
import xooai.driver.Descriptions;
import xooai.driver.Exposure;
import xooai.driver.ServeSettings;
import xooai.driver.Service;

/// The routes of a server, and what each answers. Safe for use by many threads.
public final class Routes {
    private static final String HEALTH = "/health/";
    private static final String DOCS = "/docs";
    private static final Set<String> PAGES =
            Set.of("/", "/openapi.json", "/metrics", HEALTH + "live", HEALTH + "ready", DOCS);
    private static final Set<String> OPEN = Set.of(HEALTH + "live", HEALTH + "ready", DOCS, DOCS + "/");
    /// What the server's own pages are named after; a service of such a name would share their paths.
    private static final Set<String> RESERVED = Set.of("docs", "health", "metrics", "openapi.json");

    private final Service service;
    private final ServeSettings settings;
    private final CallsInFlight calls;
    private final Guard guard;
    private final CallRoute call;
    private final String root;

    /// @param exposure where the server is bound
    /// @param calls in which the server has its calls
    public Routes(Service service, Exposure exposure, ServeSettings settings, Tuning tuning, CallsInFlight calls) {
        Bodies bodies = new Bodies(settings.limits().bodyBytes(), tuning);
        this.service = service;
        this.guard = new Guard(exposure, settings);
        this.settings = settings;
        this.calls = calls;
        this.call = new CallRoute(service, settings, tuning, calls, bodies);
        this.root = "/" + service.name();
        Metrics.start();
    }

    /// Checks that a service may be served under that name.
    ///
    /// @throws XooaiException with FAILED_PRECONDITION when a page of the server has it
    public static void checkName(String name) {
        if (RESERVED.contains(name)) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "Tried to serve `" + name + "` over HTTP: the server has a page of that name. Name it otherwise; "
                            + String.join(", ", RESERVED.stream().sorted().toList()) + " are reserved");
        }
    }

    /// Who may ask.
    public Guard guard() {
        return guard;
    }

    /// The endpoint of that path, empty for the service itself; null for a path elsewhere.
    public @Nullable String endpointOf(String path) {
        if (!path.startsWith(root)) {
            return null;
        }
        String rest = path.substring(root.length());
        if (rest.isEmpty()) {
            return rest;
        }
        return rest.startsWith("/") && rest.indexOf('/', 1) < 0 ? rest.substring(1) : null;
    }

    /// Answers a request; blocks until it is answered. Every failure is an answer, as long as one can be given.
    public void answer(WebExchange exchange) {
        try {
            String method = exchange.method();
            String path = exchange.path();
            boolean reads = method.equals("GET") || method.equals("HEAD");
            guard.check(exchange, reads && isOpen(path));
            String endpoint = endpointOf(path);
            if (endpoint != null && method.equals("POST")) {
                call.handle(exchange, endpoint);
            } else if (reads && isPage(path)) {
                page(exchange, path);
            } else {
                throw isPage(path) ? notAllowed("GET") : endpoint != null ? notAllowed("POST") : notFound();
            }
        } catch (Refusal e) {
            refuse(exchange, e);
        } catch (IOException | RuntimeException e) {
            refuse(exchange, e);
        } catch (Error e) {
            Answers.fail(exchange, e);
        }
    }

    /// Answers why that failed, where an answer can still be given.
    public static void refuse(WebExchange exchange, Exception failure) {
        int status = failure instanceof XooaiException known ? known.code().http() : 500;
        refuse(exchange, new Refusal(status, XooaiException.errorOf(failure), Map.of()));
    }

    /// Answers that refusal, where an answer can still be given.
    public static void refuse(WebExchange exchange, Refusal refusal) {
        if (exchange.isCommitted()) {
            return;
        }
        try {
            Answers.refuse(exchange, refusal.status(), refusal.error(), refusal.headers());
        } catch (IOException _) {
            // The client has left: nobody is there to be told.
        }
    }

    private static boolean isPage(String path) {
        return PAGES.contains(path) || (path.startsWith(DOCS + "/") && path.indexOf('/', DOCS.length() + 1) < 0);
    }

    private Refusal notFound() {
        return Refusal.of(
                Code.NOT_FOUND, "nothing is served at that path; here is " + root + ", and GET / describes it");
    }

    private static Refusal notAllowed(String method) {
        CallError error = CallError.of(Code.UNIMPLEMENTED, "that path takes " + method + " only");
        return new Refusal(405, error, Map.of("Allow", method));
    }

    /// Health tells nothing of what is served, and the page is the same everywhere.
    private static boolean isOpen(String path) {
        return OPEN.contains(path) || (path.startsWith(DOCS + "/") && DocsPage.has(path.substring(DOCS.length() + 1)));
    }

    private void page(WebExchange exchange, String path) throws IOException {
        switch (path) {
            case "/" -> describe(exchange);
            case "/openapi.json" -> openApi(exchange);
            case "/metrics" -> exchange.answer(Head.of(200, Metrics.MEDIA_TYPE), Metrics.print());
            case HEALTH + "live" -> health(exchange, 200, "live");
            case HEALTH + "ready" -> ready(exchange);
            case DOCS, DOCS + "/" -> DocsPage.write(exchange, "index.html");
            default -> DocsPage.write(exchange, path.substring(DOCS.length() + 1));
        }
    }

    private void describe(WebExchange exchange) throws IOException {
        Codec codec = MediaTypes.ofAnswer(exchange.header("Accept"), Codec.JSON);
        byte[] body = codec.writeValue(Descriptions.ofServed(service, settings));
        exchange.answer(Head.of(200, codec.mediaType()), body);
    }

    private void openApi(WebExchange exchange) throws IOException {
        Map<String, Object> document = new OpenApi(service.describe(), settings).document();
        exchange.answer(Head.of(200, Codec.JSON.mediaType()), Codec.JSON.writeValue(document));
    }

    private void ready(WebExchange exchange) throws IOException {
        boolean stopping = calls.isDraining();
        health(exchange, stopping ? 503 : 200, stopping ? "stopping" : "ready");
    }

    private static void health(WebExchange exchange, int status, String state) throws IOException {
        byte[] body = ("{\"status\":\"" + state + "\"}").getBytes(StandardCharsets.US_ASCII);
        exchange.answer(Head.of(status, Codec.JSON.mediaType()), body);
    }
}
