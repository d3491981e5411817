package xooai.store;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/// Opens stores of some schemes; found by [java.util.ServiceLoader], brought by drivers.
public interface StoreProvider {

    /// The schemes of the stores that it opens, such as `s3`.
    Set<String> schemes();

    /// Opens the store at that address.
    ///
    /// @param environment where credentials are found; never in the address
    /// @throws xooai.doc.XooaiException with INVALID_ARGUMENT when the address says too little or what it must
    ///     not, and UNAVAILABLE or PERMISSION_DENIED when the store cannot be used; the message says how to mend it
    Store open(URI address, Map<String, String> environment);
}
