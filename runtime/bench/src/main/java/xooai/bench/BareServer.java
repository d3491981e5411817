package xooai.bench;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.util.JavalinLogger;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.databind.json.JsonMapper;

/// The baseline: bare Javalin on virtual threads that parses a body into records and writes them back. Uses
/// nothing of this project.
public final class BareServer {
    /// Held, because a logger that nobody holds forgets its level.
    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    private BareServer() {}

    /// A request, and its answer.
    public record Body(List<Doc> docs) {}

    /// One doc of it.
    public record Doc(String text) {}

    /// Serves at any free port of this machine, prints it, and goes on until the standard input ends.
    public static void main(String[] arguments) throws java.io.IOException {
        JETTY.setLevel(Level.WARNING);
        JavalinLogger.startupInfo = false;
        JsonMapper json = JsonMapper.builder().build();
        Javalin javalin = Javalin.create(config -> {
            config.concurrency.useVirtualThreads = true;
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.http.maxRequestSize = 64L << 20;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            // From bytes to bytes: Javalin's own way goes through a string on both sides, and costs more.
            config.routes.post(
                    "/echo",
                    http -> http.contentType("application/json")
                            .result(json.writeValueAsBytes(json.readValue(http.bodyAsBytes(), Body.class))));
        });
        javalin.start();
        System.out.println("READY http://127.0.0.1:" + javalin.port() + "/echo");
        while (System.in.read() >= 0) {
            // Whoever started it closes it by closing the pipe.
        }
        javalin.stop();
    }
}
