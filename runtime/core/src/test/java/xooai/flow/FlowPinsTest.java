package xooai.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import xooai.codec.Request;
import xooai.codec.Response;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.doc.UntypedDoc;
import xooai.driver.Context;
import xooai.flow.ReuseTest.Marked;

final class FlowPinsTest {
    private static final String MARK = "class:" + ReuseTest.MarkExecutor.class.getName();

    private static final String FILE = """
        {
          "xooai": 1,
          "name": "f",
          "nodes": {
            "e": {
              "use": "class:xooai.flow.Samples$MyExecutor",
              "pin": [
                {"type":"Text","text":"one"},
                {"type":"Text","text":"two"}
              ]
            }
          }
        }
        """;

    private static FlowSpec read(String file) {
        return FlowFile.read(file.getBytes(UTF_8)).spec();
    }

    private static FlowInspection inspected(NodeSpec node) {
        return FlowInspection.of(FlowSpec.named("f").plus(node), FlowSettings.DEFAULT);
    }

    @Test
    void aPinIsWrittenADocALine() {
        assertThat(new String(FlowFile.write(read(FILE)), UTF_8)).isEqualTo(FILE);
    }

    @Test
    void aPinIsNoProblemUnlessItIsNoList() {
        assertThat(FlowCheck.problems(read(FILE))).isEmpty();
        assertThat(FlowCheck.problems(
                        read(FILE.replace("\"pin\": [", "\"pin\": {\"a\": [").replace("  ]\n", "  ]}\n"))))
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("e: `pin` is a list of docs, and not ");
    }

    @Test
    void pinnedDocsAreOfTheClassThatTheNodeGives() {
        NodeSpec node = NodeSpec.of("m", MARK)
                .withConfig(Map.of("mark", "x", "more", 0L))
                .withPin(List.of(Map.of("marks", List.of("a"))));

        Map<String, DocArray<? extends xooai.doc.Doc>> pins = FlowPins.of(inspected(node));

        assertThat(pins.get("m")).isEqualTo(DocArray.of(new Marked(List.of("a"))));
    }

    @Test
    void aPinStandsForAnExecutorThatIsMissing() {
        FlowSpec spec = FlowSpec.named("f")
                .plus(NodeSpec.of("gone", "class:no.such.Thing").withPin(List.of(Map.of("type", "Text", "text", "a"))))
                .plus(NodeSpec.of("lost", "flow:no-such.flow.json")
                        .withPin(List.of(Map.of("type", "Text", "text", "b"))))
                .plus(NodeSpec.of("e", "class:xooai.flow.Samples$MyExecutor").withNeeds(List.of(Need.of("gone"))));
        assertThat(FlowInspection.of(spec, FlowSettings.DEFAULT).problems()).hasSize(2);

        FlowInspection flow = FlowInspection.of(spec, FlowSettings.DEFAULT, FlowInspection.Option.PINS_STAND);
        assertThat(flow.problems()).isEmpty();
        try (Flow made = Flow.of(flow);
                Context context = Context.of(Duration.ofSeconds(20))) {
            RunOptions pinned =
                    RunOptions.with(new KeptOutputs()).pinned(FlowPins.of(flow)).towards(Set.of("e"));
            Response response = made.run(Request.of("", DocArray.of(Text.of("in"))), context, _ -> {}, pinned);
            assertThat(response.error()).isNull();
            assertThat(response.docs()).hasSize(1);
        }
    }

    @Test
    void aNodeWhoseExecutorIsMissingCanBePinned() {
        NodeSpec node = NodeSpec.of("m", "class:no.such.Thing")
                .withPin(List.of(Map.of("type", "Thing"), Map.of("type", "Text", "text", "a")));

        DocArray<? extends xooai.doc.Doc> pin = FlowPins.of(inspected(node)).get("m");

        assertThat(pin).isNotNull();
        assertThat(List.copyOf(java.util.Objects.requireNonNull(pin)))
                .isEqualTo(List.of(new UntypedDoc("Thing", Map.of(), null), Text.of("a")));
    }

    @Test
    void aPinThatIsNoDocsIsSaidOfItsNode() {
        NodeSpec node = NodeSpec.of("m", MARK)
                .withConfig(Map.of("mark", "x", "more", 0L))
                .withPin(List.of(Map.of("marks", "a")));

        assertThatThrownBy(() -> FlowPins.of(inspected(node)))
                .hasMessageStartingWith("Tried to read what is pinned to m: ")
                .hasMessageContaining("marks");
    }

    @Test
    void aFlowIsGivenAwayWithoutItsPins() {
        assertThat(FlowPins.nodes(read(FILE))).containsExactly("e");
        FlowSpec given = FlowPins.without(read(FILE));
        assertThat(FlowPins.nodes(given)).isEmpty();
        assertThat(new String(FlowFile.write(given), UTF_8)).doesNotContain("pin", "one");
    }

    @Test
    void aFlowThatIsServedDoesNotObeyItsPins() {
        Flow flow = Flow.of(read(FILE), FlowSettings.DEFAULT);

        assertThat(flow.<Text>post(DocArray.of(Text.of("Aa")))).containsExactly(Text.of("Aa"));
    }
}
