package xooai.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;

/// The schemas of an OpenAPI document, held against what they describe.
final class Schemas {
    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private Schemas() {}

    /// What keeps that JSON from fitting the schema at that place.
    static List<?> errors(Map<String, Object> document, String place, String instance) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DIALECT);
        schema.put("$ref", place);
        schema.put("components", Objects.requireNonNull(document.get("components")));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json(schema), InputFormat.JSON)
                .validate(instance, InputFormat.JSON);
    }

    /// The object at that path.
    @SuppressWarnings("unchecked")
    static Map<String, Object> at(@Nullable Object value, String... path) {
        Object here = value;
        for (String step : path) {
            here = here instanceof Map<?, ?> map ? map.get(step) : null;
        }
        assertThat(here).as(String.join("/", path)).isInstanceOf(Map.class);
        return (Map<String, Object>) Objects.requireNonNull(here);
    }

    static Map<String, Object> read(byte[] body) {
        return at(Codec.JSON.readValue(body, Limits.DEFAULT));
    }

    static String json(@Nullable Object value) {
        return new String(Codec.JSON.writeValue(value), UTF_8);
    }
}
