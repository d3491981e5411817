package xooai.drivers.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import xooai.codec.Codec;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.driver.Description;
import xooai.driver.Descriptions;
import xooai.driver.ServeSettings;
import xooai.driver.Service;

/// The routes of a server, and what each answers.
final class Routes {
    private static final String HEALTH = "/health/";

    private final Service service;
    private final Exposure exposure;
    private final ServeSettings settings;
    private final Tuning tuning;
    private final CallsInFlight calls;

    Routes(Service service, Exposure exposure, ServeSettings settings, Tuning tuning, CallsInFlight calls) {
        this.service = service;
        this.exposure = exposure;
        this.settings = settings;
        this.tuning = tuning;
        this.calls = calls;
    }

    void addTo(RoutesConfig routes) {
        Metrics.start();
        Guard guard = new Guard(exposure, settings);
        routes.before(http -> guard.check(http.req(), isOpen(http.path())));
        CallRoute call = new CallRoute(service, settings, tuning, calls);
        routes.post("/" + service.name() + "/{endpoint}", call);
        routes.post("/" + service.name(), call);
        routes.get("/", this::describe);
        routes.get("/openapi.json", this::openApi);
        routes.get("/docs", http -> DocsPage.write(http, "index.html"));
        routes.get("/docs/{file}", http -> DocsPage.write(http, http.pathParam("file")));
        routes.get(HEALTH + "live", http -> health(http, 200, "live"));
        routes.get(
                HEALTH + "ready",
                http -> health(http, calls.isDraining() ? 503 : 200, calls.isDraining() ? "stopping" : "ready"));
        routes.get("/metrics", http -> Answers.write(http.res(), 200, Metrics.MEDIA_TYPE, Metrics.print()));
    }

    /// Health tells nothing of what is served, and the page is the same everywhere.
    private static boolean isOpen(String path) {
        return path.startsWith(HEALTH) || path.equals("/docs") || path.startsWith("/docs/");
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
            Answers.refuse(http, status, error, headers);
        } catch (IOException _) {
            // The client has left: nobody is there to be told.
        }
    }

    /// What Javalin refuses by itself: paths and methods that it has no route for.
    static void refuseByJavalin(HttpResponseException e, Context http) {
        int status = e.getStatus();
        String allowed =
                e.getDetails().getOrDefault("availableMethods", e.getDetails().get("Available methods"));
        Map<String, String> headers = allowed == null ? Map.of() : Map.of("Allow", allowed);
        String why = switch (status) {
            case 404 -> "nothing is served at that path; GET / describes what is";
            case 405 -> "that path takes " + allowed + " only";
            default -> String.valueOf(e.getMessage());
        };
        refuse(http, status, CallError.of(status == 404 ? Code.NOT_FOUND : Refusal.codeOf(status), why), headers);
    }
}
