package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.constraints.Max;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.Image;
import xooai.doc.Text;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.flow.FlowInspection.Option;

class FlowInspectionTest {
    @TempDir
    private Path folder = Path.of("");

    public record Loudness(@Max(10) int level, String mark) {}

    public static final class Loud extends Executor {
        static int made;

        public Loud(Loudness loudness) {
            made++;
        }

        @Post
        public Text shout(Text text) {
            return text;
        }
    }

    public static final class Pictures extends Executor {
        @Post
        public Image draw(Image image) {
            return image;
        }
    }

    private static final String LOUD = "\"use\": \"class:" + Loud.class.getName() + "\"";
    private static final String PICTURES = "\"use\": \"class:" + Pictures.class.getName() + "\"";
    private static final String RIGHT = "\"config\": {\"level\": 3}";

    @Test
    void everyFieldOfAConfigurationThatDoesNotFitIsNamedWithWhatItNeedsAndGets() {
        assertThat(problems(
                        node("a", LOUD + ", \"config\": {\"level\": \"high\", \"mark\": 5, \"colour\": 1}"),
                        node("b", LOUD),
                        node("c", LOUD + ", \"config\": {\"level\": 11}")))
                .containsExactly(
                        "a: `config`: `level`: expected an integer, found a string",
                        "a: `config`: `mark`: expected a string, found an integer",
                        "a: `config`: there is no field `colour`; there are [level, mark]",
                        "b: `config`: `level` is missing",
                        "c: `config`: Loudness is not valid: `level` must be less than or equal to 10");
        assertThat(problems(node("d", PICTURES + ", \"config\": {\"level\": 11}")))
                .containsExactly(
                        "d: `config`: " + Pictures.class.getName() + " takes no configuration, and is given [level]");
    }

    @Test
    void aFlowIsRefusedForWhatTheInspectionFindsBeforeAnythingIsMade() {
        FlowSpec spec = flow(node("a", LOUD + ", " + RIGHT), node("b", LOUD + ", \"config\": {\"level\": 99}"));
        int before = Loud.made;
        List<Problem> found = inspect(spec).problems();

        assertThatThrownBy(() -> Flow.of(spec, settings()))
                .isInstanceOfSatisfying(
                        FlowException.class, e -> assertThat(e.problems()).isEqualTo(found));
        assertThat(Loud.made).isEqualTo(before);
    }

    @Test
    void aVariableThatIsNotSetIsNamedAndWhatDependsOnItIsNotJudged() {
        String config = ", \"config\": {\"level\": 3, \"mark\": \"${env:XOOAI_NO_SUCH}\", \"colour\": 1}";

        assertThat(problems(node("a", LOUD + config)))
                .containsExactly(
                        "a: uses ${env:XOOAI_NO_SUCH}, and the environment variable XOOAI_NO_SUCH is not set",
                        "a: `config`: there is no field `colour`; there are [level, mark]");
    }

    @Test
    void aVariableThatMayBeSetLaterIsNoProblem() {
        FlowSpec spec = flow(node("a", LOUD + ", \"config\": {\"level\": 3, \"mark\": \"${env:XOOAI_NO_SUCH}\"}"));

        FlowInspection later = FlowInspection.of(spec, settings(), Option.ENVIRONMENT_LATER);

        assertThat(later.problems()).isEmpty();
        assertThat(later.unset()).containsExactly("XOOAI_NO_SUCH");
    }

    @Test
    void aConfigurationWhereNothingTakesItIsAProblem() throws IOException {
        write("inner", node("a", LOUD + ", " + RIGHT));
        assertThat(problems(node("a", "\"use\": \"flow:inner.flow.json\", \"config\": {\"level\": 3}")))
                .containsExactly("a: `config` is only for an executor of the class path, and this node runs none");
    }

    @Test
    void aGatewayIsAnAddressThatADriverServes() {
        for (String gateway : List.of("gopher://host", "class:acme.A", "flow:a.flow.json", "host", "")) {
            FlowSpec spec = flow(node("a", LOUD + ", " + RIGHT)).withGateway(gateway);
            assertThat(inspect(spec).problems())
                    .as(gateway)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString()).startsWith("`gateway` is "));
        }
        assertThat(inspect(flow(node("a", LOUD + ", " + RIGHT)).withGateway("${env:PATH}"))
                        .problems())
                .isNotEmpty();
        assertThat(FlowCheck.problems(flow(node("a", "\"use\": \"e\"")).withGateway("${env:GATEWAY}/x")))
                .isEmpty();
    }

    @Test
    void wiresIntoAndOutOfANestedFlowAreChecked() throws IOException {
        write("inner", node("a", LOUD + ", " + RIGHT));

        List<String> problems = problems(
                node("in", PICTURES),
                node("nested", "\"use\": \"flow:inner.flow.json\", \"needs\": [\"in\"]"),
                node("out", PICTURES + ", \"needs\": [\"nested\"]"));

        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).startsWith("nested: the wire in → nested does not fit: nested takes Text");
        assertThat(problems.get(1)).startsWith("out: the wire nested → out does not fit: out takes Image");
    }

    @Test
    void whatANestedFlowGivesIsWhatItsLastNodesAgreeOn() throws IOException {
        write(
                "agreed",
                node("a", LOUD + ", " + RIGHT),
                node("b", LOUD + ", " + RIGHT),
                node("j", "\"needs\": [\"a\", \"b\"]"));
        write("torn", node("a", LOUD + ", " + RIGHT), node("b", PICTURES));

        assertThat(problems(
                        node("nested", "\"use\": \"flow:agreed.flow.json\""),
                        node("out", PICTURES + ", \"needs\": [\"nested\"]")))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("out: the wire nested → out does not fit"));
        assertThat(problems(
                        node("nested", "\"use\": \"flow:torn.flow.json\""),
                        node("out", PICTURES + ", \"needs\": [\"nested\"]")))
                .allSatisfy(problem -> assertThat(problem).startsWith("nested: in torn.flow.json, "));
    }

    @Test
    void aProblemOfANestedFlowIsSaidOnceWithTheWayToIt() throws IOException {
        write("bottom", node("x", LOUD));
        write("left", node("l", "\"use\": \"flow:bottom.flow.json\""));
        write("right", node("r", "\"use\": \"flow:bottom.flow.json\""));

        assertThat(problems(
                        node("a", "\"use\": \"flow:left.flow.json\""), node("b", "\"use\": \"flow:right.flow.json\"")))
                .containsExactly("a: in left.flow.json, l: in bottom.flow.json, x: `config`: `level` is missing");
    }

    @Test
    void aDiamondOfNestedFlowsIsReadOnceAFileAndRefusedAsTheFlowItselfIs() throws IOException {
        for (int i = 0; i < 20; i++) {
            String next = "\"use\": \"flow:f" + (i + 1) + ".flow.json\"";
            write("f" + i, node("a", next), node("b", next));
        }
        write("f20", node("a", LOUD + ", " + RIGHT));
        FlowSpec spec = FlowFile.read(folder.resolve("f0.flow.json")).spec();
        List<Path> reads = new ArrayList<>();

        FlowInspection inspection = new FlowInspector(Set.of(), path -> {
                    reads.add(path);
                    return FlowFile.read(path).spec();
                })
                .inspect(spec, settings(), Map.of());

        assertThat(reads).hasSizeLessThanOrEqualTo(20).doesNotHaveDuplicates();
        assertThat(inspection.problems())
                .extracting(Problem::toString)
                .containsExactly("flows use each other more than 16 deep", "more than 256 flows are used in all");
        assertThatThrownBy(() -> Flow.of(spec, settings())).hasMessageContaining("more than 16 deep");
    }

    @Test
    void sixteenFlowsWithinEachOtherAreAllowed() throws IOException {
        for (int i = 0; i < 16; i++) {
            write("f" + i, node("a", "\"use\": \"flow:f" + (i + 1) + ".flow.json\""));
        }
        write("f16", node("a", LOUD + ", " + RIGHT));

        try (Flow flow = Flow.of(FlowFile.read(folder.resolve("f0.flow.json")).spec(), settings())) {
            assertThat(flow.describe().endpoints().getFirst().input().typeName())
                    .isEqualTo("Text");
        }
    }

    @Test
    void aNestedFlowThatIsNoRegularFileIsAProblemAndNeverWaitedFor() throws Exception {
        Files.createDirectory(folder.resolve("folder"));
        List<String> uses = new ArrayList<>(List.of("folder", "none.flow.json", "\\u0000"));
        if (Files.exists(Path.of("/dev/zero"))) {
            uses.add("/dev/zero");
            Path pipe = folder.resolve("pipe");
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
            uses.add("pipe");
        }
        for (String use : uses) {
            assertThat(problems(node("a", "\"use\": \"flow:" + use + "\"")))
                    .as(use)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem)
                            .containsAnyOf("it is not a regular file", "there is no such file", "is no path"));
        }
    }

    private static String node(String name, String body) {
        return "\"" + name + "\": {" + body + "}";
    }

    private static String json(String name, String... nodes) {
        return "{\"xooai\": 1, \"name\": \"" + name + "\", \"nodes\": {" + String.join(", ", nodes) + "}}";
    }

    private static FlowSpec flow(String... nodes) {
        return FlowFile.read(json("f", nodes).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .spec();
    }

    private void write(String name, String... nodes) throws IOException {
        Files.writeString(folder.resolve(name + ".flow.json"), json(name, nodes));
    }

    private FlowSettings settings() {
        return FlowSettings.DEFAULT.withDirectory(folder).withLoader(getClass().getClassLoader());
    }

    private FlowInspection inspect(FlowSpec spec) {
        return FlowInspection.of(spec, settings());
    }

    private List<String> problems(String... nodes) {
        return inspect(flow(nodes)).problems().stream().map(Problem::toString).toList();
    }
}
