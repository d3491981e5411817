package xooai.drivers.http;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import xooai.doc.Code;
import xooai.driver.CallMetrics;

/// The metrics of this process, in Prometheus' text format: every endpoint call by executor, endpoint and
/// code, and the
/// virtual machine.
final class Metrics {
    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final PrometheusMeterRegistry REGISTRY = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private static final ConcurrentHashMap<Key, Timer> TIMERS = new ConcurrentHashMap<>();

    static {
        new JvmMemoryMetrics().bindTo(REGISTRY);
        new JvmThreadMetrics().bindTo(REGISTRY);
        new ProcessorMetrics().bindTo(REGISTRY);
        CallMetrics.listen(Metrics::ended);
    }

    private Metrics() {}

    private record Key(String executor, String endpoint, Code code) {}

    /// Counts from now on; a process counts once, however many servers it has.
    static void start() {
        // Loading this class has done it.
    }

    /// All metrics as text.
    static byte[] print() {
        return REGISTRY.scrape().getBytes(StandardCharsets.UTF_8);
    }

    private static void ended(String executor, String endpoint, Code code, long nanos) {
        Key key = new Key(executor, endpoint, code);
        Timer timer = TIMERS.get(key);
        if (timer == null) {
            timer = TIMERS.computeIfAbsent(key, Metrics::timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private static Timer timer(Key key) {
        return Timer.builder("xooai.calls")
                .description("Endpoint calls")
                .tag("executor", key.executor())
                .tag("endpoint", key.endpoint())
                .tag("code", key.code().name())
                .register(REGISTRY);
    }
}
