package xooai.drivers.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import io.javalin.json.JsonMapper;
import io.javalin.util.JavalinLogger;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import xooai.driver.CallsInFlight;
import xooai.driver.Exposure;
import xooai.driver.ServeSettings;
import xooai.driver.Server;
import xooai.driver.Service;
import xooai.web.Refusal;
import xooai.web.Routes;
import xooai.web.Tuning;

/// A service that is served over HTTP.
final class HttpServer implements Server {
    private static final long WATCH_MILLIS = 100;
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final Logger LOG = Logger.getLogger(HttpServer.class.getName());
    private static final Logger HOSTS = Logger.getLogger("org.eclipse.jetty.util.HostPort");
    /// Held, because a logger that nobody holds forgets its level.
    private static final List<Logger> CHATTY =
            List.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("io.javalin"));

    private final Javalin javalin;
    private final ServerConnector connector;
    private final Arrivals arrivals;
    private final CallsInFlight calls;
    private final ScheduledExecutorService watch;
    private final ServeSettings settings;
    private final URI address;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpServer(
            Javalin javalin,
            ServerConnector connector,
            Arrivals arrivals,
            CallsInFlight calls,
            ServeSettings settings,
            URI address) {
        this.javalin = javalin;
        this.connector = connector;
        this.arrivals = arrivals;
        this.calls = calls;
        this.settings = settings;
        this.address = address;
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("xooai-http-watch").factory());
        var _ = watch.scheduleWithFixedDelay(this::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    static HttpServer start(URI address, Service service, ServeSettings settings, Tuning tuning) {
        Routes.checkName(service.name());
        Exposure exposure = Exposure.check(address, settings);
        CallsInFlight calls = new CallsInFlight();
        Arrivals arrivals = new Arrivals(tuning);
        Javalin javalin = create(exposure, service, settings, tuning, calls, arrivals);
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw exposure.notBound(address, e);
        }
        ServerConnector connector =
                (ServerConnector) javalin.jettyServer().server().getConnectors()[0];
        URI bound = URI.create((exposure.tls() ? "https://" : "http://") + hostOf(address) + ":"
                + connector.getLocalPort() + "/" + service.name());
        return new HttpServer(javalin, connector, arrivals, calls, settings, bound);
    }

    private static String hostOf(URI address) {
        return address.getHost();
    }

    private static Javalin create(
            Exposure exposure,
            Service service,
            ServeSettings settings,
            Tuning tuning,
            CallsInFlight calls,
            Arrivals arrivals) {
        quiet();
        return Javalin.create(config -> {
            config.concurrency.useVirtualThreads = true;
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.http.maxRequestSize = settings.limits().bodyBytes();
            config.jsonMapper(new NoJson());
            config.jetty.addConnector(
                    (server, http) -> open(Connectors.make(server, http, exposure, settings, tuning)));
            config.jetty.modifyServer(server -> {
                // In place of Javalin's statistics, which nobody reads here and every request pays for.
                server.setHandler(arrivals);
                server.setErrorHandler(new ErrorAnswers());
                server.addBean(new NetworkConnectionLimit(tuning.connections(), server));
            });
            Routes routes = new Routes(service, exposure, settings, tuning, calls);
            WebSocketRoute webSockets =
                    new WebSocketRoute(routes, new WebSocketCalls(service, settings, tuning, calls));
            config.jetty.modifyServletContextHandler(context -> {
                context.setErrorHandler(new ErrorAnswers());
                JettyWebSocketServletContainerInitializer.configure(context, null);
                context.addFilter(
                        new FilterHolder(new WebSocketFilter(webSockets)), "/*", EnumSet.of(DispatcherType.REQUEST));
            });
            // Before Javalin looks for a route of its own: ours are those of every version of HTTP.
            config.routes.before(http -> {
                routes.answer(new JettyExchange(http.req(), http.res()));
                http.skipRemainingHandlers();
            });
            config.routes.exception(Exception.class, HttpServer::refuse);
        });
    }

    /// Answers what Jetty or Javalin throw by themselves.
    private static void refuse(Exception e, Context http) {
        JettyExchange exchange = new JettyExchange(http.req(), http.res());
        if (e instanceof HttpException.RuntimeException bad) {
            String why = "the request cannot be read: " + bad.getReason();
            Routes.refuse(exchange, Refusal.of(bad.getCode(), Refusal.codeOf(bad.getCode()), why));
        } else {
            Routes.refuse(exchange, e);
        }
    }

    /// Binds the port before Javalin starts, which would log a failure besides throwing it.
    private static ServerConnector open(ServerConnector connector) {
        try {
            connector.open();
            return connector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void quiet() {
        JavalinLogger.startupInfo = false;
        // It warns of every bad `Host`, which anybody may send, and which is answered.
        HOSTS.setLevel(Level.SEVERE);
        for (Logger logger : CHATTY) {
            if (logger.getLevel() == null) {
                logger.setLevel(Level.WARNING);
            }
        }
    }

    private void watch() {
        try {
            calls.cancelAbandoned();
            long now = System.nanoTime();
            arrivals.closeOverdue(now);
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                if (endPoint instanceof WatchedEndPoint watched && watched.isOverdue(now)) {
                    watched.close();
                }
            }
        } catch (RuntimeException e) {
            // Thrown on, it would end the watch for good and in silence.
            LOG.log(Level.WARNING, "watching connections failed", e);
        }
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        calls.drain(settings.grace(), MOMENT);
        watch.shutdownNow();
        javalin.stop();
    }

    /// Javalin's own mapping to JSON, which nothing here uses: bodies are written by codecs.
    private static final class NoJson implements JsonMapper {}
}
