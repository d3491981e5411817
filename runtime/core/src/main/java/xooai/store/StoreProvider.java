package xooai.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import xooai.doc.Code;
import xooai.doc.XooaiException;

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

    /// Opens the store at that address: a path of this machine, or a URI of a scheme that is installed.
    ///
    /// @param environment where credentials are found
    /// @throws xooai.doc.XooaiException with INVALID_ARGUMENT when it is none, UNIMPLEMENTED when nothing is
    ///     installed for its scheme, and whatever [#open(URI, Map)] says
    static Store open(String address, Map<String, String> environment) {
        String scheme = FetchPolicy.scheme(address);
        try {
            URI uri = scheme.isEmpty() ? Path.of(address).toAbsolutePath().toUri() : new URI(address);
            for (StoreProvider provider : Installed.PROVIDERS) {
                if (provider.schemes().contains(scheme.isEmpty() ? "file" : scheme)) {
                    return provider.open(uri, environment);
                }
            }
        } catch (URISyntaxException | InvalidPathException e) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "the address of the store is none: " + e.getMessage(), e);
        }
        Set<String> installed = new TreeSet<>();
        Installed.PROVIDERS.forEach(provider -> installed.addAll(provider.schemes()));
        throw new XooaiException(
                Code.UNIMPLEMENTED,
                "no store for `" + scheme + ":` is installed; installed are " + String.join(", ", installed)
                        + ". A flow jar has those that it was exported with: --drivers http," + scheme);
    }

    /// The providers on the class path, found when the first store is opened.
    final class Installed {
        private static final List<StoreProvider> PROVIDERS = ServiceLoader.load(StoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();

        private Installed() {}
    }
}
