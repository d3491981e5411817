package xooai.drivers.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.CallsInFlight;
import xooai.driver.Description;
import xooai.driver.Descriptions;
import xooai.driver.Exposure;
import xooai.driver.ServeSettings;
import xooai.driver.Service;

/// The routes of a server, and what each answers.
final class Routes {
    private static final String HEALTH = "/health/";
    private static final String DOCS = "/docs";
    private static final Set<String> PAGES =
            Set.of("/", "/openapi.json", "/metrics", HEALTH + "live", HEALTH + "ready", DOCS);
    private static final Set<String> OPEN = Set.of(HEALTH + "live", HEALTH + "ready", DOCS, DOCS + "/");
    /// What the server's own pages are named after; a service of such a name would share their paths.
    private static final Set<String> RESERVED = Set.of("docs", "health", "metrics", "openapi.json");

    private final Service service;
    private final ServeSettings settings;
    private final Tuning tuning;
    private final CallsInFlight calls;
    private final Guard guard;
    private final Bodies bodies;
    private final String root;

    Routes(Service service, Exposure exposure, ServeSettings settings, Tuning tuning, CallsInFlight calls) {
        this.service = service;
        this.guard = new Guard(exposure, settings);
        this.bodies = new Bodies(settings.limits().bodyBytes(), tuning);
        this.settings = settings;
        this.tuning = tuning;
        this.calls = calls;
        this.root = "/" + service.name();
    }

    /// Checks that a service may be served under that name.
    ///
    /// @throws XooaiException with FAILED_PRECONDITION when a page of the server has it
    static void checkName(String name) {
        if (RESERVED.contains(name)) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "Tried to serve `" + name + "` over HTTP: the server has a page of that name. Name it otherwise; "
                            + String.join(", ", RESERVED.stream().sorted().toList()) + " are reserved");
        }
    }

    void addTo(RoutesConfig routes) {
        Metrics.start();
        routes.before(http -> guard.check(http.req(), isOpen(http.req().getMethod(), http.path())));
        CallRoute call = new CallRoute(service, settings, tuning, calls, bodies);
        // Any path: Javalin would match and cut one with a parameter by regular expressions, on every call.
        routes.post("*", http -> call.handle(http, callPath(http)));
        routes.get("/", this::describe);
        routes.get("/openapi.json", this::openApi);
        routes.get(DOCS, http -> DocsPage.write(http, "index.html"));
        routes.get(DOCS + "/{file}", http -> DocsPage.write(http, http.pathParam("file")));
        routes.get(HEALTH + "live", http -> health(http, 200, "live"));
        routes.get(
                HEALTH + "ready",
                http -> health(http, calls.isDraining() ? 503 : 200, calls.isDraining() ? "stopping" : "ready"));
        routes.get("/metrics", http -> Answers.write(http.res(), 200, Metrics.MEDIA_TYPE, Metrics.print()));
    }

    /// What answers requests for a WebSocket, which Javalin knows nothing of.
    WebSocketRoute webSockets() {
        return new WebSocketRoute(
                guard, this::belowService, new WebSocketCalls(service, settings, tuning, calls, bodies));
    }

    /// What follows the service's name in the path of a call.
    private String callPath(Context http) {
        String path = http.path();
        String rest = belowService(path);
        if (rest == null) {
            throw isPage(path) ? notAllowed("GET") : notFound();
        }
        return rest;
    }

    /// The endpoint of that path, empty for the service itself; null for a path elsewhere.
    private @Nullable String belowService(String path) {
        if (!path.startsWith(root)) {
            return null;
        }
        String rest = path.substring(root.length());
        if (rest.isEmpty()) {
            return rest;
        }
        return rest.startsWith("/") && rest.indexOf('/', 1) < 0 ? rest.substring(1) : null;
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
    private static boolean isOpen(String method, String path) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return false;
        }
        return OPEN.contains(path) || (path.startsWith(DOCS + "/") && DocsPage.has(path.substring(DOCS.length() + 1)));
    }

    private void describe(Context http) throws IOException {
        Codec codec = MediaTypes.ofAnswer(http.req().getHeader("Accept"), Codec.JSON);
        List<Description> all = List.of(service.describe());
        Answers.write(http.res(), 200, codec.mediaType(), codec.writeValue(Descriptions.toValue(all)));
    }

    private void openApi(Context http) throws IOException {
        Map<String, Object> document = new OpenApi(service.describe(), settings).document();
        Answers.write(http.res(), 200, Codec.JSON.mediaType(), Codec.JSON.writeValue(document));
    }

    private static void health(Context http, int status, String state) throws IOException {
        byte[] body = ("{\"status\":\"" + state + "\"}").getBytes(StandardCharsets.US_ASCII);
        Answers.write(http.res(), status, Codec.JSON.mediaType(), body);
    }

    static void refuse(Context http, int status, CallError error, Map<String, String> headers) {
        if (http.res().isCommitted()) {
            return;
        }
        try {
            Answers.refuse(http.req(), http.res(), status, error, headers);
        } catch (IOException _) {
            // The client has left: nobody is there to be told.
        }
    }

    /// What Javalin refuses by itself: paths and methods that it has no route for.
    void refuseByJavalin(HttpResponseException e, Context http) {
        Refusal refusal = switch (e.getStatus()) {
            case 404, 405 -> {
                String path = http.path();
                yield isPage(path) ? notAllowed("GET") : belowService(path) != null ? notAllowed("POST") : notFound();
            }
            default -> Refusal.of(e.getStatus(), Refusal.codeOf(e.getStatus()), String.valueOf(e.getMessage()));
        };
        refuse(http, refusal.status(), refusal.error(), refusal.headers());
    }
}
