package xooai.store;

import java.time.Duration;
import java.util.Set;
import xooai.doc.ContentSource;

/// What a `ref` may point at, and how much of it may be fetched.
///
/// @param files whether relative and `file:` refs are read
/// @param schemes the other schemes that are fetched, such as `data` and `https`
/// @param hosts the hosts that are asked; empty for any
/// @param privateAddresses whether a host may be at a private, loopback or link-local address
/// @param maxBytes the most that one fetch may bring
/// @param firstByte how long the first byte may take
/// @param total how long the whole fetch may take
public record FetchPolicy(
        boolean files,
        Set<String> schemes,
        Set<String> hosts,
        boolean privateAddresses,
        long maxBytes,
        Duration firstByte,
        Duration total) {

    private static final long MAX_BYTES = 64L << 20;
    private static final Duration FIRST_BYTE = Duration.ofSeconds(10);
    private static final Duration TOTAL = Duration.ofMinutes(5);

    /// Nothing but `data:`: for docs that arrive from a network, until a deployment allows more.
    public static final FetchPolicy NONE =
            new FetchPolicy(false, Set.of("data"), Set.of(), false, MAX_BYTES, FIRST_BYTE, TOTAL);

    /// `data:`, and `http(s):` at public addresses: for answers of remote executors.
    public static final FetchPolicy PUBLIC =
            new FetchPolicy(false, Set.of("data", "http", "https"), Set.of(), false, MAX_BYTES, FIRST_BYTE, TOTAL);

    /// Everything: for refs that this program or its user wrote.
    public static final FetchPolicy OWN =
            new FetchPolicy(true, Set.of("data", "http", "https"), Set.of(), true, MAX_BYTES, FIRST_BYTE, TOTAL);

    public FetchPolicy {
        schemes = Set.copyOf(schemes);
        hosts = Set.copyOf(hosts);
    }

    /// `data:`, and `http(s):` at those hosts, at public addresses only.
    public static FetchPolicy ofHosts(Set<String> hosts) {
        return new FetchPolicy(false, Set.of("data", "http", "https"), hosts, false, MAX_BYTES, FIRST_BYTE, TOTAL);
    }

    /// A source that opens refs under this policy.
    public ContentSource source() {
        return new Fetcher(this);
    }

    /// This policy with that many bytes a fetch.
    public FetchPolicy withMaxBytes(long value) {
        return new FetchPolicy(files, schemes, hosts, privateAddresses, value, firstByte, total);
    }

    /// This policy with those times.
    public FetchPolicy withTimes(Duration toFirstByte, Duration inTotal) {
        return new FetchPolicy(files, schemes, hosts, privateAddresses, maxBytes, toFirstByte, inTotal);
    }

    /// This policy, at private addresses too or not.
    public FetchPolicy withPrivateAddresses(boolean value) {
        return new FetchPolicy(files, schemes, hosts, value, maxBytes, firstByte, total);
    }
}
