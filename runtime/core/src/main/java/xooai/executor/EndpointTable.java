package xooai.executor;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// The endpoints of one executor class. Made once a class.
final class EndpointTable {
    private static final ClassValue<EndpointTable> TABLES = new ClassValue<>() {
        @Override
        protected EndpointTable computeValue(Class<?> type) {
            return new EndpointTable(type);
        }
    };

    private final Map<String, Endpoint> endpoints = new TreeMap<>();
    private final boolean threadSafe;

    private EndpointTable(Class<?> type) {
        this.threadSafe = type.isAnnotationPresent(ThreadSafe.class);
        for (Method method : postMethods(type)) {
            Post post = method.getAnnotation(Post.class);
            if (post == null || method.isBridge()) {
                continue;
            }
            Endpoint endpoint = Endpoint.of(method, post);
            if (endpoints.putIfAbsent(endpoint.path(), endpoint) != null) {
                throw new IllegalArgumentException(
                        type.getSimpleName() + ": two endpoints have the path `" + endpoint.path() + "`");
            }
        }
    }

    /// Methods of the class and of those above it, private ones too: those are refused by name, not overlooked.
    private static List<Method> postMethods(Class<?> type) {
        List<Method> methods = new ArrayList<>(List.of(type.getMethods()));
        for (Class<?> c = type; c != null && c != Executor.class; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Post.class)
                        && !methods.contains(method)
                        && !overridden(methods, method)) {
                    methods.add(method);
                }
            }
        }
        return methods;
    }

    private static boolean overridden(List<Method> methods, Method method) {
        return methods.stream()
                .anyMatch(other -> other.getName().equals(method.getName())
                        && List.of(other.getParameterTypes()).equals(List.of(method.getParameterTypes())));
    }

    /// The endpoints of that class.
    ///
    /// @throws IllegalArgumentException when one has a wrong shape; the message names method and rule
    static EndpointTable of(Class<?> type) {
        return TABLES.get(type);
    }

    boolean isThreadSafe() {
        return threadSafe;
    }

    Collection<Endpoint> all() {
        return endpoints.values();
    }

    @Nullable
    Endpoint find(String path) {
        return endpoints.get(path);
    }

    Endpoint get(String path, String executor) {
        Endpoint endpoint = endpoints.get(path);
        if (endpoint == null) {
            throw new XooaiException(
                    Code.NOT_FOUND,
                    executor + " has no endpoint `" + path + "`; it has "
                            + (endpoints.isEmpty() ? "none" : String.join(", ", endpoints.keySet())));
        }
        return endpoint;
    }
}
