package xooai.drivers.grpc;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.KeyManagerFactory;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.CallsInFlight;
import xooai.driver.Exposure;
import xooai.driver.Memory;
import xooai.driver.PemFiles;
import xooai.driver.ServeSettings;
import xooai.driver.Service;
import xooai.driver.ShownAddress;
import xooai.drivers.grpc.v1.ExecutorsGrpc;

/// A service that is served over gRPC.
final class GrpcServer implements xooai.driver.Server {
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final Duration LAST_WORD = Duration.ofMillis(500);
    private static final int MOST_CONNECTIONS = 4096;
    private static final int CALLS_PER_CONNECTION = 100;
    private static final int RESETS = 200;
    private static final int RESETS_SECONDS = 30;

    private final Server server;
    private final ExecutorService threads;
    private final HealthStatusManager health;
    private final Served served;
    private final URI address;
    private final AtomicBoolean closed = new AtomicBoolean();

    private GrpcServer(Server server, ExecutorService threads, HealthStatusManager health, Served served, URI address) {
        this.server = server;
        this.threads = threads;
        this.health = health;
        this.served = served;
        this.address = address;
    }

    static GrpcServer start(URI address, Service service, ServeSettings settings) {
        return start(address, service, settings, Memory.ofProcess(), MOST_CONNECTIONS);
    }

    /// @param memory for what arrives
    /// @param connections how many there may be at once
    static GrpcServer start(URI address, Service service, ServeSettings settings, Memory memory, int connections) {
        Quiet.start();
        Exposure exposure = Exposure.check(address, settings);
        Served served = new Served(service, settings, new CallsInFlight(), new LongAdder());
        HealthStatusManager health = new HealthStatusManager();
        health.setStatus(ExecutorsGrpc.SERVICE_NAME, ServingStatus.SERVING);
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("xooai-grpc").factory());
        NettyServerBuilder builder = builder(exposure, settings)
                .executor(threads)
                .addStreamTracerFactory(Arrivals.of(memory))
                .addTransportFilter(new Connections(connections))
                .intercept(new Guard(exposure, settings))
                .addService(served.definition())
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .addService(olderReflection());
        try {
            Server server = builder.build().start();
            URI bound = URI.create((exposure.tls() ? "grpcs://" : "grpc://") + address.getHost() + ":"
                    + server.getPort() + "/" + service.name());
            return new GrpcServer(server, threads, health, served, bound);
        } catch (IOException | RuntimeException e) {
            threads.shutdownNow();
            throw exposure.notBound(address, e);
        }
    }

    /// Many tools, and Python's own client of reflection, still ask by its first version.
    @SuppressWarnings("deprecation") // in favour of the version that they do not know
    private static BindableService olderReflection() {
        return ProtoReflectionService.newInstance();
    }

    private static NettyServerBuilder builder(Exposure exposure, ServeSettings settings) {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(exposure.host(), exposure.port()))
                .maxInboundMessageSize(Methods.mostBytes(settings.limits()))
                .maxInboundMetadataSize(settings.limits().headerBytes())
                .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
                .maxRstFramesPerWindow(RESETS, RESETS_SECONDS)
                .handshakeTimeout(30, TimeUnit.SECONDS)
                .maxConnectionIdle(5, TimeUnit.MINUTES)
                .keepAliveTime(1, TimeUnit.MINUTES)
                .keepAliveTimeout(20, TimeUnit.SECONDS)
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true);
        return exposure.tls() ? builder.sslContext(tls(settings)) : builder;
    }

    private static SslContext tls(ServeSettings settings) {
        Path certificate = Objects.requireNonNull(settings.certificate());
        Path key = Objects.requireNonNull(settings.key());
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(PemFiles.load(certificate, key), PemFiles.PASSWORD.toCharArray());
            // gRPC's own ciphers are those with AEAD alone.
            return GrpcSslContexts.configure(SslContextBuilder.forServer(keys), SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "Tried to set up TLS with " + certificate + " and " + key + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public URI address() {
        return address;
    }

    /// How many calls are known, whether they are worked at or not.
    int openCalls() {
        return served.open().intValue() + served.calls().size();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        health.enterTerminalState();
        server.shutdown();
        served.calls().drain(served.settings().grace(), MOMENT);
        try {
            // What was answered last is still on its way: to cut it off now would make of it no answer at all.
            server.awaitTermination(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
            server.shutdownNow();
            if (!server.awaitTermination(MOMENT.toMillis(), TimeUnit.MILLISECONDS)) {
                Quiet.warn("the server at " + ShownAddress.of(address) + " did not end its connections in time");
            }
        } catch (InterruptedException _) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
