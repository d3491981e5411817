package xooai.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import xooai.doc.Code;

/// The page to try a service at: Swagger UI from its webjar, with a start of our own, and nothing from
/// elsewhere.
final class DocsPage {
    private static final String OWN = "/xooai/web/docs/";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> POLICIES =
            Map.of("Content-Security-Policy", POLICY, "Referrer-Policy", "no-referrer");
    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "start.js", "text/javascript; charset=utf-8",
            "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
            "swagger-ui.css", "text/css; charset=utf-8");

    /// The files, loaded once: an answer that is read slowly holds none of its own.
    private static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();

    private DocsPage() {}

    /// Whether the page has a file of that name.
    static boolean has(String file) {
        return TYPES.containsKey(file);
    }

    /// Writes that file of the page.
    ///
    /// @throws Refusal with 404 when the page has no such file
    static void write(WebExchange exchange, String file) throws IOException {
        String type = TYPES.get(file);
        if (type == null) {
            throw Refusal.of(Code.NOT_FOUND, "the page has no such file");
        }
        exchange.answer(new Head(200, type, POLICIES), FILES.computeIfAbsent(file, DocsPage::read));
    }

    private static byte[] read(String file) {
        String path = file.startsWith("swagger-ui") ? Webjar.ROOT + file : OWN + file;
        try (InputStream in = DocsPage.class.getResourceAsStream(path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("this module's own resources cannot be read", e);
        }
    }

    /// Where the webjar keeps its files: its version is in the path, and known when this is built.
    private static final class Webjar {
        static final String ROOT = root();

        private static String root() {
            Properties properties = new Properties();
            try (InputStream in = DocsPage.class.getResourceAsStream(OWN + "webjar.properties")) {
                properties.load(Objects.requireNonNull(in));
            } catch (IOException e) {
                throw new IllegalStateException("this module's own resources cannot be read", e);
            }
            return "/META-INF/resources/webjars/swagger-ui/" + properties.getProperty("version") + "/";
        }
    }
}
