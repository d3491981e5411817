package xooai.web;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import xooai.doc.Code;
import xooai.driver.CallMetrics;

/// The metrics of this process, in Prometheus' text format: every endpoint call by executor, endpoint and
/// code, and the virtual machine.
///
/// Calls are counted in plain adders from the first server on; Micrometer is loaded when somebody first asks.
final class Metrics {
    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final ConcurrentHashMap<Key, Calls> CALLS = new ConcurrentHashMap<>();

    static {
        CallMetrics.listen(Metrics::ended);
    }

    private Metrics() {}

    private record Key(String executor, String endpoint, Code code) {}

    private record Calls(LongAdder count, LongAdder nanos) {}

    /// Counts from now on; a process counts once, however many servers it has.
    static void start() {
        // Loading this class has done it.
    }

    /// All metrics as text.
    static byte[] print() {
        CALLS.forEach(Registry::know);
        return Registry.PROMETHEUS.scrape().getBytes(StandardCharsets.UTF_8);
    }

    private static void ended(String executor, String endpoint, Code code, long nanos) {
        Key key = new Key(executor, endpoint, code);
        Calls calls = CALLS.get(key);
        if (calls == null) {
            calls = CALLS.computeIfAbsent(key, _ -> new Calls(new LongAdder(), new LongAdder()));
        }
        calls.count.increment();
        calls.nanos.add(nanos);
    }

    private static final class Registry {
        static final PrometheusMeterRegistry PROMETHEUS = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

        static {
            new JvmMemoryMetrics().bindTo(PROMETHEUS);
            new JvmThreadMetrics().bindTo(PROMETHEUS);
            new ProcessorMetrics().bindTo(PROMETHEUS);
            new UptimeMetrics().bindTo(PROMETHEUS);
        }

        private static final Set<Key> KNOWN = ConcurrentHashMap.newKeySet();

        /// Registers calls of a kind that was not known yet.
        static void know(Key key, Calls calls) {
            if (!KNOWN.add(key)) {
                return;
            }
            FunctionTimer.builder(
                            "xooai.calls", calls, all -> all.count.sum(), all -> all.nanos.sum(), TimeUnit.NANOSECONDS)
                    .description("Endpoint calls")
                    .tag("executor", key.executor())
                    .tag("endpoint", key.endpoint())
                    .tag("code", key.code().name())
                    .register(PROMETHEUS);
        }
    }
}
