package xooai.designer.invoke;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.codec.Response;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Weight;

/// What passed in a call with streams: a count of all of it, and the last chunks themselves.
///
/// However much passes, it keeps no more than so many chunks of so much weight. Safe for use by many threads;
/// whoever adds to it never waits for whoever looks at it.
public final class StreamLog {
    static final int MOST_CHUNKS = 200;
    private static final long MOST_WEIGHT = 16L << 20;

    private final Runnable changed;
    private final long start = System.nanoTime();
    private final Deque<Chunk> kept = new ArrayDeque<>();
    private long weight;
    private long sent;
    private long received;
    private long docs;
    private @Nullable Duration first;
    private @Nullable Duration took;
    private @Nullable Response end;

    /// A chunk on its way.
    ///
    /// @param number counted from 1 in its direction
    /// @param outgoing whether the person sent it
    /// @param at when it passed, from the start of the call
    public record Chunk(long number, boolean outgoing, Duration at, DocArray<Doc> docs) {}

    /// What passed until now.
    ///
    /// @param chunks the last ones, the oldest first
    /// @param sent how many chunks were sent in all
    /// @param received how many came in all
    /// @param docs how many docs came in all
    /// @param first when the first chunk came; null before
    /// @param elapsed how long the call goes on, or went on
    /// @param end how it ended; null while it goes on
    public record Snapshot(
            List<Chunk> chunks,
            long sent,
            long received,
            long docs,
            @Nullable Duration first,
            Duration elapsed,
            @Nullable Response end) {

        /// How many chunks came a second, on average.
        public double rate() {
            double seconds = elapsed.toNanos() / 1e9;
            return seconds <= 0 ? 0 : received / seconds;
        }

        /// How many chunks passed that are not kept.
        public long dropped() {
            return sent + received - chunks.size();
        }
    }

    /// A log of a call that begins now.
    ///
    /// @param changed is run on the thread that added something, often: it returns at once
    public StreamLog(Runnable changed) {
        this.changed = changed;
    }

    /// Adds a chunk that the person sent.
    void sent(DocArray<Doc> chunk) {
        add(chunk, true);
    }

    /// Adds a chunk that came.
    void received(DocArray<Doc> chunk) {
        add(chunk, false);
    }

    private void add(DocArray<Doc> chunk, boolean outgoing) {
        synchronized (kept) {
            if (end != null) {
                return;
            }
            Duration at = Duration.ofNanos(System.nanoTime() - start);
            if (!outgoing) {
                docs += chunk.size();
                first = first == null ? at : first;
            }
            kept.addLast(new Chunk(outgoing ? ++sent : ++received, outgoing, at, chunk));
            weight += Weight.of(chunk);
            while (kept.size() > MOST_CHUNKS || (weight > MOST_WEIGHT && kept.size() > 1)) {
                weight -= Weight.of(kept.removeFirst().docs());
            }
        }
        changed.run();
    }

    /// Says how the call ended; what an answer holds that is no stream counts as its last chunk. Nothing is added
    /// from then on.
    public void ended(Response response) {
        DocArray<Doc> rest = response.docs().cast();
        if (!rest.isEmpty()) {
            received(rest);
        }
        synchronized (kept) {
            if (end == null) {
                end = response;
                took = Duration.ofNanos(System.nanoTime() - start);
            }
        }
        changed.run();
    }

    /// What passed until now.
    public Snapshot snapshot() {
        synchronized (kept) {
            Duration elapsed = took == null ? Duration.ofNanos(System.nanoTime() - start) : took;
            return new Snapshot(List.copyOf(kept), sent, received, docs, first, elapsed, end);
        }
    }
}
