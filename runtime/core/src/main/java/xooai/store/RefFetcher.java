package xooai.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Set;

/// Fetches refs of some schemes; found by [java.util.ServiceLoader], brought by drivers.
///
/// Safe for use by many threads.
public interface RefFetcher {

    /// The schemes that it fetches.
    Set<String> schemes();

    /// Checks that ref as far as can be told without asking anybody: what is in the cache is given to those alone who
    /// might have fetched it.
    ///
    /// @throws xooai.doc.XooaiException with PERMISSION_DENIED when the policy forbids it; the message
    ///     names the rule
    void check(URI ref, FetchPolicy policy) throws IOException;

    /// Opens that ref under that policy, redirects included. Bounding what is read is the caller's work.
    ///
    /// @throws IOException when it cannot be read
    /// @throws xooai.doc.XooaiException with PERMISSION_DENIED when the policy forbids it; the message
    ///     names the rule
    InputStream open(URI ref, FetchPolicy policy) throws IOException;
}
