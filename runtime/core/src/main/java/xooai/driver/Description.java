package xooai.driver;

import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.doc.DocSchema;

/// What an executor or a flow says of itself; the same on every driver.
///
/// @param name its name, the first segment of its path
/// @param version its version, or an empty string
/// @param use how a flow names it: `class:…`, `flow:…`, or a remote address
/// @param endpoints its endpoints, ordered by path
/// @param config the schema of its configuration, or null when it takes none
public record Description(
        String name,
        String version,
        String use,
        List<EndpointDescription> endpoints,
        @Nullable DocSchema config) {

    public Description {
        endpoints = List.copyOf(endpoints);
    }

    /// This description under that name.
    public Description named(String newName) {
        return new Description(newName, version, use, endpoints, config);
    }

    /// The endpoint of that path, or null.
    public @Nullable EndpointDescription endpoint(String path) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.path().equals(path))
                .findFirst()
                .orElse(null);
    }
}
