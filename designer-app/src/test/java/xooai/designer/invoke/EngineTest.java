package xooai.designer.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xooai.codec.Response;
import xooai.doc.Text;
import xooai.driver.Context;
import xooai.driver.HostPins;
import xooai.driver.HostTokens;
import xooai.flow.FlowSpec;
import xooai.flow.Need;
import xooai.flow.NodeMode;
import xooai.flow.NodeSpec;
import xooai.flow.Outside;
import xooai.flow.SubFlows;

/// One node of a flow is tried by itself.
class EngineTest {
    private static final NodeSpec REPLACE = NodeSpec.of("r", "class:xooai.executors.basic.ReplaceExecutor")
            .withConfig(Map.of("find", "x", "replacement", "y"));

    private static String tried(NodeSpec node, FlowSpec flow) {
        Engine engine = new Engine(
                EngineTest.class::getClassLoader,
                () -> Path.of(""),
                () -> HostTokens.NONE,
                () -> HostPins.NONE,
                Map.of(),
                UnaryOperator.identity());
        try (Context context = Context.of(Duration.ofSeconds(20))) {
            Response response = engine.call(
                    Engine.alone(node, flow),
                    engine.settings(),
                    Route.IN_PROCESS,
                    "[{\"type\":\"Text\",\"text\":\"x\"}]".getBytes(UTF_8),
                    context);
            return String.valueOf(((Text) response.docs().get(0)).text());
        }
    }

    @ParameterizedTest
    @EnumSource(NodeMode.class)
    void aNodeThatIsTriedIsCalledWhateverItsMode(NodeMode mode) {
        NodeSpec node = REPLACE.withNeeds(List.of(Need.of("a"))).withMode(mode);

        assertThat(tried(node, FlowSpec.named("f").plus(node))).isEqualTo("y");
    }

    @Test
    void aSubFlowIsTriedWithTheSubFlowsOfItsFile() {
        NodeSpec node = NodeSpec.of("s", "flow:#outer");
        FlowSpec inner = SubFlows.with(
                FlowSpec.named("f").plus(node), "inner", FlowSpec.named("inner").plus(REPLACE));
        FlowSpec file = SubFlows.with(inner, "outer", FlowSpec.named("outer").plus(NodeSpec.of("i", "flow:#inner")));

        assertThat(tried(node, file)).isEqualTo("y");
    }

    @Test
    void whatADisabledNodeReachesWhenItIsTriedIsKnownBefore() {
        NodeSpec node = NodeSpec.of("n", "inprocess://there/echo").withMode(NodeMode.DISABLED);

        assertThat(Outside.of(Engine.alone(node, FlowSpec.named("f").plus(node)), Path.of(""))
                        .addresses())
                .containsExactly("inprocess://there/echo");
    }
}
