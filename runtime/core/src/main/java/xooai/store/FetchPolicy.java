package xooai.store;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.doc.ContentSource;

/// What a `ref` may point at, and how much of it may be fetched.
///
/// @param files whether relative and `file:` refs are read
/// @param schemes the other schemes that are fetched, such as `data` and `https`
/// @param hosts the hosts that are asked; empty for any
/// @param privateAddresses whether a host may be at a private, loopback or link-local address
/// @param maxBytes the most that one fetch may bring
/// @param maxTotalBytes the most that all fetches for one message may bring together
/// @param maxFetches how many refs of one message are opened
/// @param firstByte how long the first byte may take
/// @param total how long the whole fetch may take
/// @param stores what `store:` refs may point at, under the stores' own limits
/// @param cache where content is kept and looked for that has a signature; null for nowhere
/// @param transfers is told what moves by these refs, and what is put into these stores
public record FetchPolicy(
        boolean files,
        Set<String> schemes,
        Set<String> hosts,
        boolean privateAddresses,
        long maxBytes,
        long maxTotalBytes,
        int maxFetches,
        Duration firstByte,
        Duration total,
        Stores stores,
        @Nullable Cache cache,
        Transfers transfers) {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final long MAX_BYTES = 64L << 20;
    private static final long MAX_OWN_BYTES = 64L << 30;
    private static final long MAX_TOTAL_BYTES = 256L << 20;
    private static final int MAX_FETCHES = 1_000;
    private static final Duration FIRST_BYTE = Duration.ofSeconds(10);
    private static final Duration TOTAL = Duration.ofMinutes(5);

    /// Nothing but `data:`: for docs that arrive from a network, until a deployment allows more.
    public static final FetchPolicy NONE = ofNetwork(Set.of("data"), Set.of());

    /// `data:`, and `http(s):` at public addresses: for answers of remote executors.
    public static final FetchPolicy PUBLIC = ofHosts(Set.of());

    /// Everything, as often as wanted: for refs that this program or its user wrote.
    public static final FetchPolicy OWN = new FetchPolicy(
            true,
            Set.of("data", "http", "https"),
            Set.of(),
            true,
            MAX_OWN_BYTES,
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            FIRST_BYTE,
            TOTAL,
            Stores.NONE,
            null,
            Transfers.NONE);

    public FetchPolicy {
        schemes = Set.copyOf(schemes);
        hosts = Set.copyOf(hosts);
    }

    /// `data:`, and `http(s):` at those hosts, at public addresses only; at any such host when none is named.
    ///
    /// @param hosts names as they stand in a ref, without a port
    public static FetchPolicy ofHosts(Set<String> hosts) {
        return ofNetwork(Set.of("data", "http", "https"), hosts);
    }

    private static FetchPolicy ofNetwork(Set<String> schemes, Set<String> hosts) {
        return new FetchPolicy(
                false,
                schemes,
                hosts,
                false,
                MAX_BYTES,
                MAX_TOTAL_BYTES,
                MAX_FETCHES,
                FIRST_BYTE,
                TOTAL,
                Stores.NONE,
                null,
                Transfers.NONE);
    }

    /// The scheme of a ref in lower case, or an empty string for a path. A single letter is a drive of Windows.
    public static String scheme(String ref) {
        int colon = ref.indexOf(':');
        String before = colon < 2 ? "" : ref.substring(0, colon);
        return SCHEME.matcher(before).matches() ? before.toLowerCase(Locale.ROOT) : "";
    }

    /// A source that opens refs under this policy, for the refs of one message: its totals are counted from
    /// here on.
    public ContentSource source() {
        return new Fetcher(this);
    }

    /// A policy that allows only what both allow.
    public FetchPolicy and(FetchPolicy other) {
        Set<String> bothSchemes = new LinkedHashSet<>(schemes);
        bothSchemes.retainAll(other.schemes);
        Set<String> bothHosts = new LinkedHashSet<>(hosts.isEmpty() ? other.hosts : hosts);
        if (!hosts.isEmpty() && !other.hosts.isEmpty()) {
            bothHosts.retainAll(other.hosts);
            if (bothHosts.isEmpty()) {
                // No host stands for any; here it would have to stand for none.
                bothSchemes.removeIf(scheme -> !scheme.equals("data"));
            }
        }
        return new FetchPolicy(
                files && other.files,
                bothSchemes,
                bothHosts,
                privateAddresses && other.privateAddresses,
                Math.min(maxBytes, other.maxBytes),
                Math.min(maxTotalBytes, other.maxTotalBytes),
                Math.min(maxFetches, other.maxFetches),
                shorter(firstByte, other.firstByte),
                shorter(total, other.total),
                stores.inBoth(other.stores),
                cache != null ? cache : other.cache,
                transfers.equals(Transfers.NONE) ? other.transfers : transfers);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /// This policy with that many bytes a fetch.
    public FetchPolicy withMaxBytes(long value) {
        return changed(privateAddresses, value, maxTotalBytes, maxFetches, firstByte, total, stores, cache, transfers);
    }

    /// This policy with those totals for one message.
    public FetchPolicy withTotals(long bytes, int fetches) {
        return changed(privateAddresses, maxBytes, bytes, fetches, firstByte, total, stores, cache, transfers);
    }

    /// This policy with those times.
    public FetchPolicy withTimes(Duration toFirstByte, Duration inTotal) {
        return changed(
                privateAddresses, maxBytes, maxTotalBytes, maxFetches, toFirstByte, inTotal, stores, cache, transfers);
    }

    /// This policy, at private addresses too or not.
    public FetchPolicy withPrivateAddresses(boolean value) {
        return changed(value, maxBytes, maxTotalBytes, maxFetches, firstByte, total, stores, cache, transfers);
    }

    /// This policy with those stores.
    public FetchPolicy withStores(Stores value) {
        return changed(
                privateAddresses, maxBytes, maxTotalBytes, maxFetches, firstByte, total, value, cache, transfers);
    }

    /// This policy with that cache.
    public FetchPolicy withCache(@Nullable Cache value) {
        return changed(
                privateAddresses, maxBytes, maxTotalBytes, maxFetches, firstByte, total, stores, value, transfers);
    }

    /// This policy, which tells that listener what moves.
    public FetchPolicy withTransfers(Transfers value) {
        return changed(privateAddresses, maxBytes, maxTotalBytes, maxFetches, firstByte, total, stores, cache, value);
    }

    private FetchPolicy changed(
            boolean newPrivate,
            long newBytes,
            long newTotalBytes,
            int newFetches,
            Duration newFirstByte,
            Duration newTotal,
            Stores newStores,
            @Nullable Cache newCache,
            Transfers newTransfers) {
        return new FetchPolicy(
                files,
                schemes,
                hosts,
                newPrivate,
                newBytes,
                newTotalBytes,
                newFetches,
                newFirstByte,
                newTotal,
                newStores,
                newCache,
                newTransfers);
    }
}
