package xooai.designer.design;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What became of one node in the run that is shown.
///
/// @param state the state
/// @param took how long it worked; null while that is not known
/// @param error the first line of its error, or why it is skipped; null for no reason
/// @param chunks how many chunks it gave in a stream; 0 when it gave none, or in no stream
public record NodeStatus(
        State state, @Nullable Duration took, @Nullable String error, long chunks) {

    /// The states that a node is shown in.
    public enum State {
        NOT_CONFIGURED("not configured"),
        READY("ready"),
        STALE("stale"),
        QUEUED("queued"),
        RUNNING("running"),
        DONE("done"),
        FROM_CACHE("from cache"),
        PINNED("pinned"),
        FAILED("failed"),
        SKIPPED("skipped"),
        NOT_NEEDED("not needed"),
        CANCELLED("cancelled"),
        BYPASSED("bypassed"),
        DISABLED("disabled");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /// The state as a person reads it.
        public String text() {
            return text;
        }
    }

    /// Nothing runs, nothing is wrong.
    public static final NodeStatus READY = of(State.READY);

    /// That state and nothing more.
    public static NodeStatus of(State state) {
        return new NodeStatus(state, null, null, 0);
    }

    /// Done in that time.
    public static NodeStatus done(Duration took) {
        return new NodeStatus(State.DONE, took, null, 0);
    }

    /// Skipped, for that reason.
    public static NodeStatus skipped(String why) {
        return new NodeStatus(State.SKIPPED, null, why, 0);
    }

    /// Failed with that message, of which the first line is kept.
    public static NodeStatus failed(String message) {
        return new NodeStatus(State.FAILED, null, message.lines().findFirst().orElse("failed"), 0);
    }

    /// This status of a node that gave so many chunks.
    public NodeStatus withChunks(long count) {
        return new NodeStatus(state, took, error, count);
    }

    /// The status as a person reads it, such as `done in 12 ms` or the error.
    public String text() {
        String problem = error;
        Duration time = took;
        if (problem != null) {
            return problem;
        }
        String text = state == State.DONE && time != null ? "done in " + text(time) : state.text();
        return chunks == 0 ? text : text + ", " + String.format(Locale.ROOT, "%,d", chunks) + chunkWord();
    }

    private String chunkWord() {
        return chunks == 1 ? " chunk" : " chunks";
    }

    private static String text(Duration time) {
        double millis = time.toNanos() / 1e6;
        if (millis < 1) {
            return String.format(Locale.ROOT, "%.2f ms", millis);
        }
        return millis < 1000
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
}
