package xooai.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import xooai.doc.Doc;
import xooai.doc.DocSchema;
import xooai.doc.Image;
import xooai.doc.Tensor;
import xooai.doc.Text;
import xooai.driver.CallKind;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;
import xooai.driver.ServeSettings;

/// The document is checked by the rules of OpenAPI 3.1 that it can break: its parts, its names, its
/// references, its schemas against the meta-schema of JSON Schema 2020-12, and real requests and answers
/// against those schemas.
class OpenApiTest {
    record Tree(
            @NotNull @Size(max = 9) String name, @Positive double weight, List<Tree> children, Image icon)
            implements Doc {}

    record Signal(Tensor samples, Map<String, Double> marks) implements Doc {}

    private static final Description FOREST = new Description(
            "forest",
            "",
            "class:Forest",
            List.of(
                    endpoint("grow", Tree.class, Tree.class),
                    endpoint("hear", Signal.class, Text.class),
                    endpoint("any", Doc.class, Doc.class)),
            null);
    private static final Description FLOW = new Description(
            "flow", "1.2", "flow:x", List.of(endpoint("", Text.class, Tree.class)), DocSchema.of(Tree.class));

    private static EndpointDescription endpoint(String path, Class<?> input, Class<?> output) {
        return new EndpointDescription(path, CallKind.UNARY, DocSchema.of(input), DocSchema.of(output), false, false);
    }

    @Test
    void theDocumentHasThePartsOfOpenApi() {
        for (Description description : List.of(FOREST, FLOW)) {
            Map<String, Object> document = document(description);
            assertThat(document.get("openapi")).isEqualTo("3.1.0");
            assertThat(Schemas.at(document, "info")).containsOnlyKeys("title", "version");
            assertThat(document.keySet()).isSubsetOf("openapi", "info", "servers", "paths", "components", "security");
            assertThat(Schemas.at(document, "components").keySet())
                    .isSubsetOf("schemas", "responses", "securitySchemes");
        }
    }

    @Test
    void everyEndpointIsAPath() {
        assertThat(Schemas.at(document(FOREST), "paths"))
                .containsOnlyKeys("/forest/grow", "/forest/hear", "/forest/any");
        assertThat(Schemas.at(document(FLOW), "paths")).containsOnlyKeys("/flow");
    }

    @Test
    void everyOperationIsComplete() {
        Set<Object> ids = new HashSet<>();
        for (Object path : Schemas.at(document(FOREST), "paths").values()) {
            Map<String, Object> operation = Schemas.at(path, "post");
            assertThat(operation.keySet())
                    .isSubsetOf(
                            "operationId",
                            "summary",
                            "description",
                            "parameters",
                            "requestBody",
                            "responses",
                            "x-xoo-kind");
            assertThat(operation.get("x-xoo-kind")).isEqualTo("unary");
            assertThat(ids.add(operation.get("operationId"))).isTrue();
            assertThat(Schemas.at(operation, "requestBody", "content"))
                    .containsOnlyKeys(
                            "application/json",
                            "application/msgpack",
                            "application/x-ndjson",
                            "application/x-msgpack-stream");
            Map<String, Object> responses = Schemas.at(operation, "responses");
            assertThat(Schemas.at(responses, "200", "content"))
                    .containsKeys("application/x-ndjson", "application/x-msgpack-stream", "text/event-stream");
            assertThat(responses).containsOnlyKeys("200", "default");
            assertThat(Schemas.at(responses, "200")).containsKeys("description", "headers", "content");
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (Description description : List.of(FOREST, FLOW)) {
            Map<String, Object> document = document(description);
            List<String> references = new ArrayList<>();
            collect(document, references);
            assertThat(references).isNotEmpty().allMatch(reference -> leads(document, reference));
        }
    }

    @Test
    void namesOfComponentsAreOfTheirAlphabet() {
        assertThat(Schemas.at(document(FOREST), "components", "schemas").keySet())
                .allMatch(name -> name.matches("[A-Za-z0-9._-]+"))
                .contains("grow.input", "grow.input.Tree", "grow.request", "hear.output", "Error");
    }

    @Test
    void everySchemaIsOne() {
        var meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(Schemas.DIALECT));
        Schemas.at(document(FOREST), "components", "schemas")
                .forEach((name, schema) -> assertThat(meta.validate(Schemas.json(schema), InputFormat.JSON))
                        .as(name)
                        .isEmpty());
    }

    @Test
    void requestsAreJudgedByTheSchemasAsByTheServer() {
        assertThat(errors(FOREST, "grow.request", """
            {"docs": [{"id": "a", "type": "Tree", "name": "oak", "weight": 1, "children": [
              {"name": "twig", "weight": 0.1, "children": []}]}]}\
            """)).isEmpty();
        assertThat(errors(FOREST, "any.request", "{\"docs\": [{\"x\": 1}], \"params\": {\"y\": [1]}}"))
                .isEmpty();
        for (String wrong : List.of(
                "{}",
                "{\"docs\": {}}",
                "{\"docs\": [{\"weight\": 1}]}",
                "{\"docs\": [{\"name\": \"oak\", \"weight\": -1}]}",
                "{\"docs\": [{\"name\": \"a long name\", \"weight\": 1}]}",
                "{\"docs\": [{\"id\": 5, \"name\": \"oak\", \"weight\": 1}]}",
                "{\"docs\": [{\"name\": \"oak\", \"weight\": 1, \"children\": [{\"weight\": 1}]}]}")) {
            assertThat(errors(FOREST, "grow.request", wrong)).as(wrong).isNotEmpty();
        }
    }

    @Test
    void aTokenIsPartOfTheDocument() {
        Map<String, Object> document =
                new OpenApi(FLOW, ServeSettings.DEFAULT.withToken("0123456789abcdefghijABCD")).document();

        assertThat(Schemas.at(document, "components", "securitySchemes", "token"))
                .containsEntry("scheme", "bearer");
        assertThat(document.get("security")).isEqualTo(List.of(Map.of("token", List.of())));
        assertThat(Schemas.json(document)).doesNotContain("0123456789");
    }

    private static Map<String, Object> document(Description description) {
        return new OpenApi(description, ServeSettings.DEFAULT).document();
    }

    private static List<?> errors(Description description, String schema, String instance) {
        return Schemas.errors(document(description), "#/components/schemas/" + schema, instance);
    }

    private static void collect(@Nullable Object value, List<String> references) {
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((key, inner) -> {
                    if (key.equals("$ref")) {
                        references.add((String) inner);
                    }
                    collect(inner, references);
                });
            case List<?> list -> list.forEach(inner -> collect(inner, references));
            case null, default -> {}
        }
    }

    private static boolean leads(Map<String, Object> document, String reference) {
        Object here = document;
        for (String step : reference.substring("#/".length()).split("/", -1)) {
            here = here instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return reference.startsWith("#/") && here instanceof Map<?, ?>;
    }
}
