package xooai.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.driver.Context;
import xooai.flow.Flow;

/// What a node costs, in line and on a thread of its own.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class NodeBenchmarks {
    private static final Request REQUEST = Request.of(null, DocArray.of(Text.of("a text")));

    /// Flows of cheap nodes.
    @State(Scope.Benchmark)
    public static class Inline {
        /// How many nodes stand one after another.
        @Param({"1", "11", "101"})
        public int nodes;

        private Flow flow = Flows.chain(1, new Pass());

        /// Makes the flow, and lets its nodes prove that they are cheap.
        @Setup
        public void prove() {
            flow = Flows.chain(nodes, new Pass());
            for (int i = 0; i < 50_000; i++) {
                serve(flow);
            }
        }
    }

    /// A flow of one node that is not cheap.
    @State(Scope.Benchmark)
    public static class Forked {
        private final Flow flow = Flows.chain(1, new Dear());
    }

    private static Response serve(Flow flow) {
        try (Context context = Context.of("rid", Duration.ofSeconds(30), java.util.Map.of())) {
            Response response = flow.serve(REQUEST, context);
            if (response.error() != null) {
                throw new IllegalStateException(response.error().toString());
            }
            return response;
        }
    }

    /// A flow of nodes that run in place.
    @Benchmark
    public Response inline(Inline state) {
        return serve(state.flow);
    }

    /// A flow whose node runs on a thread of its own.
    @Benchmark
    public Response forked(Forked state) {
        return serve(state.flow);
    }

    /// The least that handing work to another thread can cost: a virtual thread is started and its result
    /// waited for.
    @Benchmark
    public String handOver() throws ExecutionException, InterruptedException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> answer.complete("done"));
        return answer.get();
    }

    /// The same with a deadline, as every call has one.
    @Benchmark
    public String handOverByDeadline() throws ExecutionException, InterruptedException, TimeoutException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> answer.complete("done"));
        return answer.get(30, TimeUnit.SECONDS);
    }
}
