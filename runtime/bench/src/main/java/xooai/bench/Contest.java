package xooai.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Loads that take turns, so that rounds of one are compared with rounds of another right beside them.
final class Contest implements AutoCloseable {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final Duration ROUND = Duration.ofMillis(Integer.getInteger("bench.millis", 2_000));
    private static final int WARM_ROUNDS = 60;

    private final List<Entry> entries = new ArrayList<>();

    /// One load, and what its rounds have shown.
    static final class Entry {
        private final Load load;
        private final List<Load.Round> rounds = new ArrayList<>();

        private Entry(Load load) {
            this.load = load;
        }

        /// How much it does in a second, where a call is that much, against that one.
        Row rate(Entry baseline, String what, int ofCall, String unit, Aim aim) {
            return against(baseline, round -> round.perSecond() * ofCall).row(what, unit, aim);
        }

        /// The processor time of its server, where a call is that much, against that of the other one.
        Row cpu(Entry baseline, String what, int ofCall) {
            return against(baseline, round -> round.cpuMicros() / ofCall).row(what, "µs", Aim.NONE);
        }

        private Rounds against(Entry baseline, ToDoubleFunction<Load.Round> measure) {
            Rounds pairs = new Rounds();
            for (int i = 0; i < rounds.size(); i++) {
                pairs.add(measure.applyAsDouble(rounds.get(i)), measure.applyAsDouble(baseline.rounds.get(i)));
            }
            return pairs;
        }
    }

    /// Has that load take part.
    Entry enter(Load load) {
        Entry entry = new Entry(load);
        entries.add(entry);
        return entry;
    }

    /// Calls each as often as that until nothing is compiled any more, however busy the machine is, and then
    /// measures.
    void run(long warmCalls) {
        warmUp(warmCalls);
        for (int i = 0; i < ROUNDS; i++) {
            // In turn first, so that what disturbs this machine disturbs all.
            for (Entry entry : i % 2 == 0 ? entries : entries.reversed()) {
                entry.rounds.add(entry.load.run(ROUND));
            }
        }
    }

    /// In turns as well: what one has run last is still being compiled while the next one runs.
    private void warmUp(long calls) {
        long[] left = new long[entries.size()];
        Arrays.fill(left, calls);
        for (int round = 0; round < WARM_ROUNDS; round++) {
            for (int i = 0; i < left.length; i++) {
                if (left[i] > 0) {
                    left[i] -= entries.get(i).load.run(ROUND).calls();
                }
            }
        }
    }

    @Override
    public void close() {
        entries.forEach(entry -> entry.load.close());
    }
}
