package xooai.driver;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Makes request ids: UUIDs of version 7 (RFC 9562), which sort by time.
public final class Rid {
    private Rid() {}

    /// The next id.
    public static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (System.currentTimeMillis() << 16) | 0x7000 | random.nextInt(0x1000);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
