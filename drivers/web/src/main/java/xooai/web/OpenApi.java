package xooai.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.Code;
import xooai.doc.DocSchema;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;
import xooai.driver.ServeSettings;

/// A service in OpenAPI 3.1: one path an endpoint, with the schemas of what it takes and gives.
final class OpenApi {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String DEFINITIONS = "#/$defs/";

    private static final String STREAMS =
            "Also for streams. A body of " + Framing.NDJSON.mediaType() + " or " + Framing.MSGPACK.mediaType()
                    + " opens the call with its first message and goes on with messages of `docs`; an `Accept` of"
                    + " these or of " + Framing.EVENTS.mediaType()
                    + " has the answer sent as it comes, with exactly one message of `end` at its end. Over HTTP/1.1 a"
                    + " GET of the same path that asks for a WebSocket with the subprotocol xoo.json or xoo.msgpack"
                    + " does both. A file alone is a body too, of its own type, with a token or the header `xoo-upload:"
                    + " 1`; an `Accept` of such types alone has the answer's one doc sent as a file.";

    private final Description description;
    private final Limits limits;
    private final boolean token;
    private final Map<String, Object> schemas = new LinkedHashMap<>();

    OpenApi(Description description, ServeSettings settings) {
        this.description = description;
        this.limits = settings.limits();
        this.token = settings.token() != null;
    }

    /// The document, as a plain value.
    Map<String, Object> document() {
        schemas.put("Error", error());
        Map<String, Object> paths = new LinkedHashMap<>();
        for (EndpointDescription endpoint : description.endpoints()) {
            String path = "/" + description.name() + (endpoint.path().isEmpty() ? "" : "/" + endpoint.path());
            paths.put(path, map("post", operation(endpoint)));
        }
        Map<String, Object> components = map("schemas", schemas, "responses", map("Error", failure()));
        Map<String, Object> document = map(
                "openapi",
                "3.1.0",
                "info",
                map(
                        "title",
                        description.name(),
                        "version",
                        description.version().isEmpty() ? "0" : description.version()),
                "servers",
                List.of(map("url", "/")),
                "paths",
                paths,
                "components",
                components);
        if (token) {
            components.put("securitySchemes", map("token", map("type", "http", "scheme", "bearer")));
            document.put("security", List.of(map("token", List.of())));
        }
        return document;
    }

    private Map<String, Object> operation(EndpointDescription endpoint) {
        String name = endpoint.path().isEmpty() ? description.name() : endpoint.path();
        String input = schema(name, "input", endpoint.input());
        String output = schema(name, "output", endpoint.output());
        schemas.put(name + ".request", request(input));
        schemas.put(name + ".answer", answer(output));
        Map<String, Object> operation = map("operationId", name, "summary", summary(name, endpoint));
        operation.put("parameters", List.of(timeout()));
        schemas.put(name + ".message", message(output));
        operation.put("x-xoo-kind", endpoint.kind().wireName());
        operation.put("description", STREAMS);
        Map<String, Object> given = content(name + ".request");
        given.put(Framing.NDJSON.mediaType(), streamed(ref(SCHEMAS + name + ".request")));
        given.put(Framing.MSGPACK.mediaType(), streamed(ref(SCHEMAS + name + ".request")));
        String file = Download.typesOf(endpoint.input().typeName());
        if (file != null) {
            given.put(file, binary());
            given.put(Upload.FORM, map("schema", map("type", "object")));
        }
        operation.put("requestBody", map("required", true, "content", given));
        Map<String, Object> answered = map("description", "Answered; `xoo-status: partial` when a doc is in error");
        answered.put("headers", map("xoo-status", map("schema", map("type", "string", "enum", List.of("partial")))));
        Map<String, Object> answers = content(name + ".answer");
        for (Framing framing : Framing.values()) {
            answers.put(framing.mediaType(), streamed(ref(SCHEMAS + name + ".message")));
        }
        String download = Download.typesOf(endpoint.output().typeName());
        if (download != null) {
            answers.put(download, binary());
        }
        answered.put("content", answers);
        operation.put("responses", map("200", answered, "default", ref("#/components/responses/Error")));
        return operation;
    }

    private static Map<String, Object> binary() {
        return map("schema", map("type", "string", "format", "binary"));
    }

    private static String summary(String name, EndpointDescription endpoint) {
        return name + ": takes " + endpoint.input().typeName() + ", gives "
                + endpoint.output().typeName();
    }

    private static Map<String, Object> timeout() {
        return map(
                "name",
                "xoo-timeout-ms",
                "in",
                "header",
                "description",
                "How long the call may take, in milliseconds",
                "schema",
                map("type", "integer", "minimum", 0L));
    }

    private static Map<String, Object> content(String schema) {
        return map(
                Codec.JSON.mediaType(),
                map("schema", ref(SCHEMAS + schema)),
                Codec.MSGPACK.mediaType(),
                map("schema", ref(SCHEMAS + schema)));
    }

    /// What each message of a stream looks like, for tools that know more than whole bodies.
    private static Map<String, Object> streamed(Map<String, Object> message) {
        return map("schema", map("description", "A stream of messages"), "x-xoo-message", message);
    }

    /// A message of an answer that is a stream.
    private Map<String, Object> message(String doc) {
        Map<String, Object> chunk =
                map("type", "object", "required", List.of("docs"), "properties", map("docs", docs(slot(doc))));
        Map<String, Object> properties = map("end", map("const", true), "rid", map("type", "string"));
        properties.put("status", map("type", "string"));
        properties.put("error", ref(SCHEMAS + "Error"));
        Map<String, Object> end = map("type", "object", "required", List.of("end", "status"), "properties", properties);
        return map("anyOf", List.of(chunk, end));
    }

    private static Map<String, Object> slot(String doc) {
        Map<String, Object> failed =
                map("type", "object", "required", List.of("error"), "properties", map("error", ref(SCHEMAS + "Error")));
        return map("anyOf", List.of(ref(SCHEMAS + doc), failed));
    }

    private Map<String, Object> request(String doc) {
        Map<String, Object> properties = map("docs", docs(ref(SCHEMAS + doc)));
        properties.put("params", map("type", "object"));
        properties.put("rid", map("type", "string"));
        properties.put("timeoutMs", map("type", "integer", "minimum", 0L));
        return map("type", "object", "required", List.of("docs"), "properties", properties);
    }

    private Map<String, Object> answer(String doc) {
        Map<String, Object> properties = map("rid", map("type", "string"));
        properties.put("status", map("type", "string", "enum", List.of("OK", "PARTIAL")));
        properties.put("docs", docs(slot(doc)));
        return map("type", "object", "required", List.of("status", "docs"), "properties", properties);
    }

    private Map<String, Object> docs(Map<String, Object> doc) {
        Map<String, Object> own = map("id", map("type", "string"), "type", map("type", "string"));
        Map<String, Object> items = map("allOf", List.of(doc, map("type", "object", "properties", own)));
        return map("type", "array", "maxItems", (long) limits.docs(), "items", items);
    }

    private static Map<String, Object> failure() {
        Map<String, Object> properties = map("rid", map("type", "string"));
        properties.put("status", ref(SCHEMAS + "Error/properties/code"));
        properties.put("error", ref(SCHEMAS + "Error"));
        Map<String, Object> envelope =
                map("schema", map("type", "object", "required", List.of("error"), "properties", properties));
        return map(
                "description",
                "Refused or failed, and why",
                "content",
                map(Codec.JSON.mediaType(), envelope, Codec.MSGPACK.mediaType(), envelope));
    }

    private static Map<String, Object> error() {
        List<String> codes = new ArrayList<>();
        for (Code code : Code.values()) {
            codes.add(code.name());
        }
        Map<String, Object> properties = map("code", map("type", "string", "enum", codes));
        for (String name : List.of("message", "node", "endpoint", "docId")) {
            properties.put(name, map("type", "string"));
        }
        properties.put("attempt", map("type", "integer", "minimum", 1L));
        properties.put("retryable", map("type", "boolean"));
        properties.put("cause", map("type", "array", "items", ref(SCHEMAS + "Error")));
        return map("type", "object", "required", List.of("code", "message"), "properties", properties);
    }

    /// Adds a schema with what it defines, and gives its name. A `$ref` in an OpenAPI document starts at the
    /// document.
    private String schema(String endpoint, String side, DocSchema schema) {
        String name = endpoint + "." + side;
        Map<String, Object> printed = new LinkedHashMap<>(schema.toJsonSchema());
        if (printed.remove("$defs") instanceof Map<?, ?> definitions) {
            definitions.forEach((key, value) -> schemas.put(name + "." + key, moved(value, name)));
        }
        schemas.put(name, moved(printed, name));
        return name;
    }

    private static Object moved(Object value, String name) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, inner) -> copy.put((String) key, moved((String) key, inner, name)));
                yield copy;
            }
            case List<?> list -> list.stream().map(inner -> moved(inner, name)).toList();
            default -> value;
        };
    }

    private static Object moved(String key, Object value, String name) {
        return key.equals("$ref") && value instanceof String ref && ref.startsWith(DEFINITIONS)
                ? SCHEMAS + name + "." + ref.substring(DEFINITIONS.length())
                : moved(value, name);
    }

    private static Map<String, Object> ref(String target) {
        return map("$ref", target);
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
