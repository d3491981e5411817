package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import xooai.codec.Response;
import xooai.doc.DocArray;
import xooai.doc.Text;

/// Those who call in good order while somebody else attacks the server: how long their answers take.
public final class OtherCallers {
    private static final int CALLERS = 4;
    private static final int LEAST_CALLS = 100;
    private static final long MOST_MILLIS = 250;
    private static final int ROUNDS = 4;

    private OtherCallers() {}

    /// An attack on a server.
    @FunctionalInterface
    public interface Attack {
        /// Attacks, until it is over.
        void run() throws Exception;
    }

    /// Makes sure that 99 of 100 calls are answered within 250 ms while an attack goes on, and all of them
    /// well. What else a machine has to do comes and goes, an attack that slows others does so whenever it is
    /// made: one round of some in which nobody is slowed is enough.
    ///
    /// @param connections opens a connection of a caller's own
    /// @param attack can be made again
    public static void assertNotSlowed(Supplier<Connection> connections, Attack attack) throws Exception {
        List<Long> rounds = new ArrayList<>();
        while (rounds.size() < ROUNDS && (rounds.isEmpty() || rounds.getLast() >= MOST_MILLIS)) {
            rounds.add(slowest(connections, attack));
        }
        assertThat(rounds)
                .as("milliseconds within which 99 of 100 were answered, in each round")
                .anyMatch(millis -> millis < MOST_MILLIS);
    }

    private static long slowest(Supplier<Connection> connections, Attack attack) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Long> all = new ArrayList<>();
        try (Background background = new Background()) {
            List<Future<List<Long>>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(background.run(() -> call(connections, over)));
            }
            try {
                attack.run();
            } finally {
                over.set(true);
            }
            for (Future<List<Long>> each : callers) {
                all.addAll(Background.get(each));
            }
        }
        all.sort(null);
        return TimeUnit.NANOSECONDS.toMillis(all.get(all.size() * 99 / 100));
    }

    /// Calls until the attack is over, and a number of times at least; gives how long each took.
    private static List<Long> call(Supplier<Connection> connections, AtomicBoolean over) {
        List<Long> nanos = new ArrayList<>();
        try (Connection connection = connections.get()) {
            Calls.call(connection, "upper", DocArray.of(Text.of("first")), Map.of());
            while (!over.get() || nanos.size() < LEAST_CALLS) {
                long began = System.nanoTime();
                Response answer = Calls.call(connection, "upper", DocArray.of(Text.of("x")), Map.of());
                nanos.add(System.nanoTime() - began);
                assertThat(answer.error()).isNull();
            }
        }
        return nanos;
    }
}
