package xooai.drivers.s3;

import java.time.Duration;

/// How long a store waits, and in what pieces it sends.
///
/// @param connect for a connection
/// @param silence for the other side to take or give a byte
/// @param pause before a second attempt; twice as long before the third
/// @param partBytes of each part of an upload; content that is no larger is sent in one request
record Tuning(Duration connect, Duration silence, Duration pause, int partBytes) {
    private static final int MIB = 1 << 20;

    /// How many parts S3 lets an upload have.
    private static final int MOST_PARTS = 10_000;

    static final Tuning DEFAULT =
            new Tuning(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMillis(200), 16 * MIB);

    /// The same, with parts large enough for content of that size.
    Tuning forContent(long bytes) {
        long least = Math.ceilDiv(bytes, MOST_PARTS);
        return least <= partBytes
                ? this
                : new Tuning(connect, silence, pause, Math.toIntExact(Math.ceilDiv(least, MIB) * MIB));
    }
}
