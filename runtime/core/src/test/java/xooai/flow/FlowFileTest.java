package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.Code;
import xooai.doc.XooaiException;

final class FlowFileTest {
    private static final String DIAMOND = """
        {
          "xooai": 1,
          "name": "diamond",
          "gateway": "https://some.domain",
          "nodes": {
            "e1": {
              "use": "your_executor/echo"
            },
            "e2": {
              "use": "her_executor/echo",
              "timeout": "2s",
              "replicas": 3
            },
            "e3": {
              "use": "class:com.acme.MyExecutor",
              "on": "echo",
              "needs": ["e1", "e2"],
              "config": {
                "lang": "en"
              },
              "onConflict": "prefer(e1)"
            }
          },
          "view": {
            "e1": [0, 0],
            "e2": [0, 120.5]
          }
        }
        """;

    private static FlowSpec read(String text) {
        return FlowFile.read(text.getBytes(StandardCharsets.UTF_8)).spec();
    }

    private static String write(FlowSpec spec) {
        return new String(FlowFile.write(spec), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsReadIsWrittenTheSame() {
        assertThat(write(read(DIAMOND))).isEqualTo(DIAMOND);
        assertThat(read(write(read(DIAMOND)))).isEqualTo(read(DIAMOND));
        assertThat(FlowCheck.problems(read(DIAMOND).withGateway("inprocess://x")))
                .isEmpty();
    }

    @Test
    void movingANodeChangesOnlyLayoutLines() {
        FlowSpec moved = read(DIAMOND).withView(java.util.Map.of("e1", new Point(8, 8)));

        assertThat(write(moved).substring(0, write(moved).indexOf("\"view\"")))
                .isEqualTo(DIAMOND.substring(0, DIAMOND.indexOf("\"view\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"when", "otherwise", "floating", "optional", "fallback", "retries"})
    void whatThisVersionDoesNotSupportIsRefusedByNameAndKept(String key) {
        String file = "{\"xooai\":1,\"name\":\"f\",\"nodes\":{\"e1\":{\"use\":\"class:A\",\"" + key + "\":true}}}";

        assertThat(FlowCheck.problems(read(file)))
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("e1: `" + key + "` is not supported by this version");
        assertThat(write(read(file))).contains("\"" + key + "\": true");
    }

    @Test
    void aConditionOnAnEdgeIsRefusedByName() {
        String file = "{\"xooai\":1,\"name\":\"f\",\"nodes\":{\"a\":{\"use\":\"class:A\"},"
                + "\"b\":{\"use\":\"class:A\",\"needs\":[{\"node\":\"a\",\"when\":\"doc.score > 0.5\"}]}}}";

        assertThat(FlowCheck.problems(read(file)))
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("b: `when` is not supported");
        assertThat(write(read(file))).contains("doc.score > 0.5");
    }

    @Test
    void aKeyThatNobodyKnowsIsNamedWithTheNearestAndKept() {
        String file =
                "{\"xooai\":1,\"name\":\"f\",\"nodes\":{\"e1\":{\"use\":\"class:A\",\"need\":[\"x\"],\"x-mine\":1}}}";

        assertThat(FlowCheck.problems(read(file)))
                .extracting(Problem::toString)
                .containsExactly("e1: `need` is no key of a node; did you mean `needs`?");
        assertThat(write(read(file))).contains("\"need\": [\"x\"]").contains("\"x-mine\": 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"xooai\":1,\"name\":7,\"nodes\":{\"a\":{\"use\":\"class:A\"}}}",
                "{\"xooai\":1,\"name\":\"f\",\"nodes\":[]}",
                "{\"xooai\":1,\"name\":\"f\",\"nodes\":{\"a\":5}}",
                "{\"xooai\":1,\"name\":\"f\",\"nodes\":{\"a\":{\"use\":[]}}}",
                "{\"xooai\":1,\"name\":\"f\",\"nodes\":{\"a\":{\"use\":\"class:A\",\"needs\":[]}}}",
                "{\"xooai\":1,\"name\":\"f\",\"nodes\":{\"a\":{\"use\":\"class:A\",\"needs\":\"b\"}}}",
                "{\"xooai\":1,\"name\":\"f\",\"nodes\":{\"a\":{\"use\":\"class:A\",\"join\":\"mix\"}}}",
                "{\"xooai\":1,\"name\":\"f\",\"nodes\":{\"a\":{\"use\":\"class:A\",\"timeout\":\"soon\"}}}",
                "{\"xooai\":1,\"name\":\"f\",\"nodes\":{\"a\":{\"use\":\"class:A\",\"replicas\":0}}}",
                "{\"xooai\":\"1\",\"name\":\"f\",\"nodes\":{\"a\":{\"use\":\"class:A\"}}}",
                "{\"xooai\":1,\"name\":\"f\",\"nodes\":{\"a\":{\"use\":\"class:A\"}},\"view\":{\"a\":[1]}}",
            })
    void aBrokenPartIsAProblemAndIsNotLost(String file) {
        assertThat(FlowCheck.problems(read(file))).isNotEmpty();
        assertThat(xooai.codec.Codec.JSON.readValue(FlowFile.write(read(file)), xooai.codec.Limits.DEFAULT))
                .isEqualTo(xooai.codec.Codec.JSON.readValue(
                        file.getBytes(StandardCharsets.UTF_8), xooai.codec.Limits.DEFAULT));
    }

    @Test
    void whatIsSetAnewTakesThePlaceOfWhatCouldNotBeRead() {
        FlowSpec flow =
                read("{\"xooai\":1,\"name\":7,\"nodes\":{\"a\":5,\"b\":{\"needs\":\"a\",\"timeout\":\"soon\"}}}");
        FlowSpec mended = flow.withName("mended")
                .withNodes(java.util.List.of(
                        flow.nodes().getFirst().withUse("class:acme.A"),
                        flow.nodes().getLast().withNeeds(java.util.List.of(Need.of("a")))));

        assertThat(read(write(mended))).isEqualTo(mended);
        assertThat(FlowFile.read(FlowFile.write(mended)).problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .contains("timeout");
    }

    @Test
    void aFileOfANewerVersionIsRefusedWhole() {
        assertThatThrownBy(() -> read("{\"xooai\":2,\"name\":\"f\",\"nodes\":{}}"))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
                .hasMessageContaining("version 2");
    }

    @Test
    void aFileOfANewerVersionCanBeLookedAtAndHasThatForAProblem() {
        byte[] newer = "{\"xooai\":2,\"name\":\"f\",\"nodes\":{\"a\":{\"use\":\"class:acme.A\",\"teleport\":true}}}"
                .getBytes(StandardCharsets.UTF_8);

        FlowFile file = FlowFile.look(newer);

        assertThat(FlowFile.newer(file.spec())).isEqualTo(2);
        assertThat(file.spec().nodes()).extracting(NodeSpec::name).containsExactly("a");
        assertThat(FlowCheck.problems(file.spec()))
                .extracting(Problem::toString)
                .anySatisfy(problem -> assertThat(problem).contains("version 2").contains("newer xooai"));
        assertThat(FlowFile.newer(FlowFile.look("{\"xooai\":1}".getBytes(StandardCharsets.UTF_8))
                        .spec()))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"a\":1,}", "nul", "{\"a\":1}{}", "{\"a\":1,\"a\":2}"})
    void whatIsNoJsonObjectIsRefusedWithItsPlace(String file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(XooaiException.class);
    }

    @Test
    void aFileThatNestsTooDeepIsRefused() {
        String deep = "{\"xooai\":1,\"name\":\"f\",\"x-deep\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThatThrownBy(() -> read(deep)).hasMessageContaining("nest deeper than the limit of 64");
    }

    @Test
    void aFileThatIsNotThereIsSaidByItsPath() {
        assertThatThrownBy(() -> FlowFile.read(Path.of("no-such.flow.json")))
                .hasMessage("cannot read the flow no-such.flow.json: there is no such file");
    }

    @Test
    void tenThousandNodesInARowAreCheckedAndPlannedWithoutRecursion() {
        java.util.List<NodeSpec> nodes = new java.util.ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            NodeSpec node = NodeSpec.of("n" + i, "class:A");
            nodes.add(i == 0 ? node : node.withNeeds(java.util.List.of(Need.of("n" + (i - 1)))));
        }
        FlowSpec spec = FlowSpec.named("long").withNodes(nodes);

        assertThat(FlowCheck.problems(spec)).isEmpty();
        assertThat(Plan.of(spec).size()).isEqualTo(10_001);
    }
}
