package xooai.driver;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.DocSchema;

/// What an executor or a flow says of itself; the same on every driver.
///
/// @param name its name, the first segment of its path
/// @param version its version, or an empty string
/// @param use how a flow names it: `class:…`, `flow:…`, or a remote address
/// @param endpoints its endpoints, ordered by path
/// @param config the schema of its configuration, or null when it takes none
/// @param stores the names of the stores that it reads where it is served
public record Description(
        String name,
        String version,
        String use,
        List<EndpointDescription> endpoints,
        @Nullable DocSchema config,
        Set<String> stores) {

    public Description {
        endpoints = List.copyOf(endpoints);
        stores = Set.copyOf(stores);
    }

    /// A description of what is not served, and so reads no store.
    public Description(
            String name, String version, String use, List<EndpointDescription> endpoints, @Nullable DocSchema config) {
        this(name, version, use, endpoints, config, Set.of());
    }

    /// This description under that name.
    public Description named(String newName) {
        return new Description(newName, version, use, endpoints, config, stores);
    }

    /// This description of what a flow names in that way.
    public Description usedBy(String newUse) {
        return new Description(name, version, newUse, endpoints, config, stores);
    }

    /// This description of what is served where those stores are known.
    public Description withStores(Set<String> names) {
        return new Description(name, version, use, endpoints, config, names);
    }

    /// The endpoint of that path, or null.
    public @Nullable EndpointDescription endpoint(String path) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.path().equals(path))
                .findFirst()
                .orElse(null);
    }
}
