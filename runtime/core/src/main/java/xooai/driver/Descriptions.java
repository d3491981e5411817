package xooai.driver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.DocSchema;
import xooai.doc.XooaiException;

/// Descriptions as plain values: what `GET /` answers, on every driver.
public final class Descriptions {
    private static final int MAX = 10_000;

    private Descriptions() {}

    /// `{"executors": […]}`.
    public static Map<String, @Nullable Object> toValue(List<Description> descriptions) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("executors", descriptions.stream().map(Descriptions::toValue).toList());
        return value;
    }

    /// What is served, with the stores that are known there: what `GET /` answers.
    public static Map<String, @Nullable Object> ofServed(Service service, ServeSettings settings) {
        return toValue(
                List.of(service.describe().withStores(settings.refs().stores().names())));
    }

    /// One description.
    public static Map<String, @Nullable Object> toValue(Description description) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("name", description.name());
        value.put("version", description.version());
        value.put("use", description.use());
        value.put(
                "endpoints",
                description.endpoints().stream().map(Descriptions::toValue).toList());
        DocSchema config = description.config();
        if (config != null) {
            value.put("config", config.toJsonSchema());
        }
        if (!description.stores().isEmpty()) {
            value.put("stores", description.stores().stream().sorted().toList());
        }
        return value;
    }

    private static Map<String, @Nullable Object> toValue(EndpointDescription endpoint) {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("path", endpoint.path());
        value.put("kind", endpoint.kind().wireName());
        value.put("input", endpoint.input().toJsonSchema());
        value.put("output", endpoint.output().toJsonSchema());
        value.put("branchesApart", endpoint.branchesApart());
        value.put("idempotent", endpoint.idempotent());
        value.put("takesOne", endpoint.takesOne());
        value.put("givesOne", endpoint.givesOne());
        return value;
    }

    /// Reads what [#toValue(List)] makes.
    ///
    /// @throws XooaiException with DATA_LOSS when it is something else
    public static List<Description> fromValue(@Nullable Object value) {
        if (value instanceof Map<?, ?> map && map.get("executors") instanceof List<?> list && list.size() <= MAX) {
            List<Description> descriptions = new ArrayList<>();
            for (Object each : list) {
                if (each instanceof Map<?, ?> body && body.get("name") instanceof String name) {
                    descriptions.add(description(name, body));
                }
            }
            return descriptions;
        }
        throw new XooaiException(Code.DATA_LOSS, "what was answered is no description of executors");
    }

    private static Description description(String name, Map<?, ?> body) {
        List<EndpointDescription> endpoints = new ArrayList<>();
        if (body.get("endpoints") instanceof List<?> list && list.size() <= MAX) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> endpoint && endpoint.get("path") instanceof String path) {
                    endpoints.add(new EndpointDescription(
                            path,
                            kind(endpoint.get("kind")),
                            schema(endpoint.get("input")),
                            schema(endpoint.get("output")),
                            Boolean.TRUE.equals(endpoint.get("branchesApart")),
                            Boolean.TRUE.equals(endpoint.get("idempotent")),
                            Boolean.TRUE.equals(endpoint.get("takesOne")),
                            Boolean.TRUE.equals(endpoint.get("givesOne"))));
                }
            }
        }
        return new Description(
                name,
                body.get("version") instanceof String version ? version : "",
                body.get("use") instanceof String use ? use : "",
                endpoints,
                body.containsKey("config") ? schema(body.get("config")) : null,
                stores(body.get("stores")));
    }

    private static Set<String> stores(@Nullable Object value) {
        Set<String> names = new LinkedHashSet<>();
        if (value instanceof List<?> list && list.size() <= MAX) {
            list.forEach(each -> names.add(String.valueOf(each)));
        }
        return names;
    }

    private static CallKind kind(@Nullable Object name) {
        CallKind kind = name instanceof String text ? CallKind.named(text) : null;
        return kind == null ? CallKind.UNARY : kind;
    }

    private static DocSchema schema(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return new DocSchema.AnySchema();
        }
        Map<String, @Nullable Object> keyed = new LinkedHashMap<>();
        map.forEach((key, each) -> keyed.put(String.valueOf(key), each));
        return DocSchema.fromJsonSchema(keyed);
    }
}
