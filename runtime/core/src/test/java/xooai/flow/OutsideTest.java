package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.flow.Flow.use;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a flow reaches is known before it runs.
class OutsideTest {
    @TempDir
    private Path folder;

    @Test
    void theAddressesAndVariablesOfAFlowAndOfThoseItUsesAreNamedOnceInOrder() throws Exception {
        Files.writeString(folder.resolve("inner.flow.json"), """
            {"xooai": 1, "name": "inner", "nodes": {
              "x": {"use": "inprocess://deep/echo", "config": {"keys": ["${env:DEEP_KEY}"]}},
              "y": {"use": "flow:inner.flow.json", "needs": ["x"]}}}\
            """);
        FlowSpec spec = Flow.named("outer")
                .gateway("inprocess://host")
                .add("a", use("echo/upper"))
                .add("b", use("${env:WHERE}/echo"))
                .add("c", use("flow:inner.flow.json"))
                .add("d", use("class:com.acme.Local").config(Map.of("key", "${env:KEY} and ${env:WHERE}")))
                .spec();

        Outside outside = Outside.of(spec, folder);

        assertThat(outside.addresses())
                .containsExactly("${env:WHERE}/echo", "inprocess://deep/echo", "inprocess://host/echo/upper");
        assertThat(outside.variables()).containsExactly("DEEP_KEY", "KEY", "WHERE");
        assertThat(Outside.of(FlowSpec.named("empty"), folder).isEmpty()).isTrue();
    }

    @Test
    void subFlowsOfOneNameInTwoFilesOfAFolderAreBothLookedAt() throws Exception {
        Files.writeString(folder.resolve("other.flow.json"), """
            {"xooai": 1, "name": "other", "nodes": {"x": {"use": "flow:#a"}},
             "flows": {"a": {"nodes": {"y": {"use": "inprocess://hidden/echo"}}}}}\
            """);
        FlowSpec spec = SubFlows.with(
                Flow.named("outer")
                        .add("one", use("flow:#a"))
                        .add("two", use("flow:other.flow.json"))
                        .spec(),
                "a",
                Flow.named("a").add("z", use("inprocess://seen/echo")).spec());

        assertThat(Outside.of(spec, folder).addresses())
                .containsExactly("inprocess://hidden/echo", "inprocess://seen/echo");
    }

    @Test
    void aPathThatIsNoneReachesNothing() {
        FlowSpec spec = Flow.named("outer").add("a", use("flow:a\0b")).spec();

        assertThat(Outside.of(spec, folder).isEmpty()).isTrue();
    }
}
