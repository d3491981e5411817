package xooai.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Codec;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocSchema;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.driver.Context;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;

/// Endpoints of every shape are called alike.
class EndpointShapesTest {
    private final Executor shapes = new Shapes();

    @ParameterizedTest
    @ValueSource(strings = {"array", "arrayLater", "each", "eachLater"})
    void everyShapeMapsItsDocs(String endpoint) {
        DocArray<Text> docs = DocArray.of(Text.of("a"), Text.of("b"));

        assertThat(shapes.post(endpoint, docs)).containsExactly(Text.of("A"), Text.of("B"));
        for (Codec codec : Codec.all()) {
            assertThat(shapes.post(endpoint, docs, call -> call.codec(codec)))
                    .containsExactly(Text.of("A"), Text.of("B"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrayWithContext", "eachWithContext"})
    void aContextIsTheLastParameter(String endpoint) {
        assertThat(shapes.post(endpoint, DocArray.of(Text.of("a")), call -> call.param("suffix", "!")))
                .containsExactly(Text.of("a!"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"branches", "branchesLater"})
    void branchesComeApartInTheirOrder(String endpoint) {
        Map<String, DocArray<? extends Doc>> branches = new LinkedHashMap<>();
        branches.put("e2", DocArray.of(Text.of("two")));
        branches.put("e1", DocArray.of(Text.of("one")));
        Request request = new Request("r", endpoint, -1, Map.of(), DocArray.empty(), Map.of(), branches);

        Response response = shapes.serve(request, Context.of(Duration.ofSeconds(10)));

        assertThat(response.docs().<Text>cast()).containsExactly(Text.of("e2=two"), Text.of("e1=one"));
    }

    @Test
    void aSingleArrayIsABranchOfItsOwn() {
        assertThat(shapes.post("branches", DocArray.of(Text.of("x")))).containsExactly(Text.of("docs=x"));
    }

    @Test
    void aMissingBranchIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> Inputs.of(Map.of("e1", DocArray.empty())).get("e2"))
                .isInstanceOf(XooaiException.class)
                .hasMessage("there is no branch `e2`; there are [e1]");
    }

    @Test
    void anEndpointMayHaveAnotherPathThanItsMethod() {
        assertThat(shapes.post("another-path", DocArray.of(Text.of("x")))).hasSize(1);
        assertThatThrownBy(() -> shapes.post("named", DocArray.of(Text.of("x"))))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND))
                .hasMessage("shapes has no endpoint `named`; it has another-path, answer, anyDocs, array, arrayLater,"
                        + " arrayWithContext, bounded, branches, branchesLater, each, eachLater, eachWithContext,"
                        + " generic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bounded", "generic"})
    void aBoundedTypeTakesItsBound(String endpoint) {
        assertThat(shapes.docsOf(endpoint)).isEqualTo(Text.class);
        assertThat(shapes.docsOf("anyDocs")).isEqualTo(Doc.class);
        assertThat(shapes.post(endpoint, DocArray.of(Text.of("x")), call -> call.codec(Codec.JSON)))
                .containsExactly(Text.of("x"));
    }

    @Test
    void itDescribesItsEndpoints() {
        Description description = shapes.describe();
        EndpointDescription array = Objects.requireNonNull(description.endpoint("array"));

        assertThat(description.name()).isEqualTo("shapes");
        assertThat(description.endpoints()).hasSize(13);
        assertThat(array.input()).isEqualTo(DocSchema.of(Text.class));
        assertThat(array.output()).isEqualTo(DocSchema.of(Text.class));
        assertThat(array.idempotent()).isTrue();
        assertThat(array.branchesApart()).isFalse();
        assertThat(Objects.requireNonNull(description.endpoint("branchesLater")).branchesApart())
                .isTrue();
        assertThat(Objects.requireNonNull(description.endpoint("eachLater")).output())
                .isEqualTo(DocSchema.of(Text.class));
    }

    /// Gives an endpoint to those that extend it.
    static class Base extends Executor {
        @Post
        public Text inherited(Text doc) {
            return Text.of("base " + doc.text());
        }

        @Post
        public Text overridden(Text doc) {
            return Text.of("base " + doc.text());
        }
    }

    static final class URLTextExecutor2 extends Base {
        @Override
        @Post
        public Text overridden(Text doc) {
            return Text.of("own " + doc.text());
        }
    }

    @Test
    void endpointsAreInherited() {
        Executor executor = new URLTextExecutor2();

        assertThat(executor.post("inherited", DocArray.of(Text.of("x")))).containsExactly(Text.of("base x"));
        assertThat(executor.post("overridden", DocArray.of(Text.of("x")))).containsExactly(Text.of("own x"));
    }

    @Test
    void itsNameIsThatOfItsClassInSnakeCaseUnlessItIsGivenOne() {
        assertThat(new URLTextExecutor2().name()).isEqualTo("url_text_executor2");
        assertThat(new Shapes().as("my-shapes_2").name()).isEqualTo("my-shapes_2");
        assertThat(new Shapes().as("other").describe().name()).isEqualTo("other");
        for (String bad : new String[] {"", "a b", "a/b", "x".repeat(64), "ä"}) {
            assertThatThrownBy(() -> new Shapes().as(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not 1 to 63 letters, digits, `_` and `-`");
        }
    }
}
