package xooai.flow;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Weight;

/// What nodes gave, by what they gave it for: the executor and its version, the configuration, the docs and the
/// parameters.
///
/// Bounded in number and in bytes; what was not asked for the longest is forgotten first, and what alone would take
/// more than a quarter is not kept. What failed, as a whole or in one doc, is never kept. Holds hashes of
/// configurations, never what is in them. Safe for use by many threads.
public final class KeptOutputs {
    private static final int MOST = 10_000;
    private static final long LEAST_BYTES = 32L << 20;
    private static final int SHARE_OF_HEAP = 8;
    private static final int SHARE_OF_ONE = 4;
    private static final int OVERHEAD = 512;

    private final int most;
    private final long mostBytes;
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /// What one node gave.
    ///
    /// @param taken the docs that it was called with
    /// @param given what it gave, as it gave it
    /// @param took how long that took
    /// @param signature that of what it gave, where that lasts; else null
    record Kept(
            DocArray<Doc> taken,
            DocArray<Doc> given,
            Duration took,
            @Nullable String signature) {
        /// Whether it was not called, because no doc came.
        boolean skipped() {
            return taken.isEmpty() && given.isEmpty();
        }

        private long bytes() {
            return OVERHEAD + (long) Weight.of(taken) + Weight.of(given);
        }
    }

    /// Keeps up to an eighth of the heap.
    public KeptOutputs() {
        this(MOST, Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    }

    /// Keeps at most so many outputs, and at most so many bytes of them, both at least 1.
    public KeptOutputs(int most, long mostBytes) {
        if (most < 1 || mostBytes < 1) {
            throw new IllegalArgumentException(
                    "kept outputs are bounded by 1 or more, not " + most + " and " + mostBytes + " bytes");
        }
        this.most = most;
        this.mostBytes = mostBytes;
    }

    synchronized @Nullable Kept find(String key) {
        return kept.get(key);
    }

    synchronized void keep(String key, Kept output) {
        long size = output.bytes();
        if (size > mostBytes / SHARE_OF_ONE) {
            return;
        }
        Kept before = kept.put(key, output);
        bytes += size - (before == null ? 0 : before.bytes());
        Iterator<Kept> oldest = kept.values().iterator();
        while ((kept.size() > most || bytes > mostBytes) && oldest.hasNext()) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    /// How many outputs are kept.
    public synchronized int size() {
        return kept.size();
    }

    /// About how many bytes they take.
    public synchronized long bytes() {
        return bytes;
    }

    /// Forgets all of them.
    public synchronized void clear() {
        kept.clear();
        bytes = 0;
    }
}
