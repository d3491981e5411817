package xooai.designer.wires;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import xooai.cli.Xooai;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.driver.EndpointDescription;
import xooai.flow.Flow;
import xooai.flow.FlowException;
import xooai.flow.FlowFile;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.Join;
import xooai.flow.Need;
import xooai.flow.NodeSpec;
import xooai.flow.Problem;
import xooai.flow.WireCheck;

/// The designer, the command line and the runtime say the same of every wire, in the same words.
class OneVerdictTest {
    private static final int FLOWS = 60;

    @TempDir
    Path directory;

    private static List<NodeSpec> ends() {
        List<NodeSpec> ends = new ArrayList<>();
        for (Class<?> type : List.of(
                Ports.Bills.class, Ports.Others.class, Ports.Small.class, Ports.Media.class, Ports.Anything.class)) {
            NodeSpec node = NodeSpec.of("end", Ports.use(type));
            for (EndpointDescription endpoint : described(node)) {
                ends.add(node.withOn(endpoint.path()));
            }
        }
        NodeSpec converter = NodeSpec.of("end", Ports.CONVERTER).withOn("convert");
        ends.add(converter.withConfig(Map.of("type", "Image", "fields", List.of(Map.of("from", "ref")))));
        ends.add(converter.withConfig(Map.of(
                "type",
                "Bill",
                "fields",
                List.of(
                        Map.of("to", "title", "from", "headline"),
                        Map.of("to", "total", "set", "3", "as", "NUMBER")))));
        return ends;
    }

    private static List<EndpointDescription> described(NodeSpec node) {
        var description = Ports.KNOWN.apply(node);
        return description == null ? List.of() : description.endpoints();
    }

    private static NodeSpec node(String name, NodeSpec end, String... needs) {
        return end.withName(name)
                .withNeeds(List.of(needs).stream().map(Need::of).toList());
    }

    /// A flow with wires from every end to every other: one pair after the other would start a machine each.
    private static FlowSpec pairs(List<NodeSpec> ends) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int from = 0; from < ends.size(); from++) {
            nodes.add(node("a" + from, ends.get(from)));
            for (int to = 0; to < ends.size(); to++) {
                nodes.add(node("b" + from + "_" + to, ends.get(to), "a" + from));
            }
        }
        return FlowSpec.named("pairs").withNodes(nodes).withJoin(Join.CONCAT);
    }

    /// A flow in which wires meet at joins and go on from there.
    private static FlowSpec joined(List<NodeSpec> ends, Random random) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            nodes.add(node("a" + i, oneOf(ends, random)));
        }
        Join join = random.nextBoolean() ? Join.CONCAT : null;
        nodes.add(node("join", NodeSpec.of("join", null), "a0", "a1").withJoin(join));
        nodes.add(node("b", oneOf(ends, random), "join"));
        nodes.add(node("c", oneOf(ends, random), "a1", "a2").withJoin(random.nextBoolean() ? Join.CONCAT : null));
        nodes.add(node("d", oneOf(ends, random), "b"));
        return FlowSpec.named("joined").withNodes(nodes).withJoin(Join.CONCAT);
    }

    private static <T> T oneOf(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// What the designer says of the wires of a flow, and of each wire as one that is drawn by hand.
    private static List<String> inDesigner(FlowSpec spec) {
        DesignModel model = new DesignModel(Design.of(spec));
        model.setDescribe(Ports.KNOWN);
        List<String> said = new ArrayList<>();
        model.ports().misfits().forEach((wire, why) -> {
            WireVerdict drawn = WireVerdict.ofTypes(model.ports().wires(), wire.from(), wire.to());
            assertThat(drawn.kind()).isEqualTo(WireVerdict.Kind.REFUSED);
            String problem =
                    new WireCheck.Misfit(wire.from(), wire.to(), why).problem().toString();
            assertThat(problem).contains(" does not fit: " + drawn.text() + ". Insert a converter");
            said.add(problem);
        });
        model.design().wires().forEach(wire -> {
            boolean refused = model.ports().misfits().containsKey(wire);
            assertThat(WireVerdict.ofTypes(model.ports().wires(), wire.from(), wire.to())
                            .isOk())
                    .isEqualTo(!refused);
        });
        return said.stream().sorted().toList();
    }

    private List<String> atThePrompt(FlowSpec spec) {
        Path file = directory.resolve(spec.name() + ".flow.json");
        try {
            Files.write(file, FlowFile.write(spec));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        StringWriter out = new StringWriter();
        CommandLine line = Xooai.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        line.execute("check", file.toString());
        return ofWires(out.toString().lines().toList());
    }

    private static List<String> atStart(FlowSpec spec) {
        try (Flow flow = Flow.of(spec, FlowSettings.DEFAULT)) {
            assertThat(flow.name()).isEqualTo(spec.name());
            return List.of();
        } catch (FlowException e) {
            return ofWires(e.problems().stream().map(Problem::toString).toList());
        }
    }

    private static List<String> ofWires(List<String> problems) {
        return problems.stream()
                .filter(problem -> problem.contains(" does not fit: "))
                .sorted()
                .toList();
    }

    @Test
    void everyPairOfPortsHasOneVerdict() {
        FlowSpec spec = pairs(ends());
        List<String> designer = inDesigner(spec);

        assertThat(designer).hasSizeBetween(50, spec.nodes().size() - 50);
        assertThat(atThePrompt(spec)).isEqualTo(designer);
        assertThat(atStart(spec)).isEqualTo(designer);
    }

    @Test
    void wiresThatMeetHaveOneVerdict() {
        List<NodeSpec> ends = ends();
        Map<Boolean, Integer> verdicts = new HashMap<>();
        for (int seed = 0; seed < FLOWS; seed++) {
            FlowSpec spec = joined(ends, new Random(seed));
            List<String> designer = inDesigner(spec);

            assertThat(atThePrompt(spec)).as("seed %d", seed).isEqualTo(designer);
            assertThat(atStart(spec)).as("seed %d", seed).isEqualTo(designer);
            verdicts.merge(designer.isEmpty(), 1, Integer::sum);
        }
        assertThat(verdicts).containsKeys(true, false);
    }

    @Test
    void aCheckNamesTheSameWordsAsTheCheckerOfWires() {
        FlowSpec spec = FlowSpec.named("words")
                .withNodes(List.of(
                        node("a", NodeSpec.of("a", Ports.use(Ports.Media.class)).withOn("text")),
                        node("b", NodeSpec.of("b", Ports.use(Ports.Media.class)).withOn("picture"), "a")));
        @Nullable
        String words =
                WireCheck.of(spec, Ports.KNOWN).misfits().getFirst().problem().toString();

        assertThat(words).startsWith("b: the wire a → b does not fit: b takes Image, and is given Text.");
        assertThat(atThePrompt(spec)).containsExactly(words);
    }
}
