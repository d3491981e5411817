package xooai.samples.diamond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.driver.Server;
import xooai.export.SampleFlow;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;

@NullMarked
class DiamondTest {
    private final SampleFlow sample = SampleFlow.of(Path.of("diamond.flow.json"), Note.class);
    private final SampleFlow remote = SampleFlow.of(Path.of("diamond-remote.flow.json"), Note.class);

    @Test
    void inProcessItGivesTheExpectedOutput() throws IOException {
        assertThat(SampleFlow.values(sample.run("input.json"))).isEqualTo(sample.docsIn("expected.json"));
    }

    @Test
    void programsFindItOnTheClassPath() throws IOException {
        assertThat(SampleFlow.listed(getClass().getClassLoader()))
                .containsExactly(Map.entry("diamond", sample.spec()), Map.entry("diamond-remote", remote.spec()));
    }

    @Test
    void withTwoExecutorsServedOnTheirOwnItGivesTheSame() throws IOException {
        try (Shouter shouter = new Shouter();
                WordCounter counter = new WordCounter();
                Server first = shouter.serve("http://127.0.0.1:0");
                Server second = counter.serve("http://127.0.0.1:0")) {
            DocArray<Note> answer =
                    remote.run(reaching(remote.spec(), first.address(), second.address()), "input.json");
            assertThat(SampleFlow.values(answer)).isEqualTo(sample.docsIn("expected.json"));
        }
    }

    /// The remote flow with the ports that were free in place of those in the file.
    static FlowSpec reaching(FlowSpec remote, URI shouter, URI counter) {
        NodeSpec e2 = Objects.requireNonNull(remote.node("e2"));
        List<NodeSpec> nodes = remote.nodes().stream()
                .map(node -> node.equals(e2) ? node.withUse(counter + "/count") : node)
                .toList();
        return remote.withGateway("http://127.0.0.1:" + shouter.getPort()).withNodes(nodes);
    }

    @Test
    void anEmptyNoteIsInErrorAlone() {
        try (Shouter shouter = new Shouter()) {
            DocArray<Note> answer = shouter.post("shout", DocArray.of(Note.of(" "), Note.of("a")));
            assertThat(answer.errors()).extracting(CallError::code).containsExactly(Code.INVALID_ARGUMENT);
            assertThat(answer.get(1).loud()).isEqualTo(Text.of("A"));
        }
    }

    @Test
    void aHeadlineNeedsBothBranches() {
        try (Headliner headliner = new Headliner()) {
            Note shouted = Note.of("a").withLoud("A");
            assertThatThrownBy(() -> headliner.headline(shouted))
                    .isInstanceOf(XooaiException.class)
                    .hasMessageContaining("WordCounter");
        }
    }

    @Test
    void theSmallestExecutorEchoes() {
        try (MyExecutor executor = new MyExecutor()) {
            DocArray<Text> docs = DocArray.of(Text.of("Aa"));
            assertThat(executor.<Text>post("echo", docs)).isEqualTo(docs);
        }
    }
}
