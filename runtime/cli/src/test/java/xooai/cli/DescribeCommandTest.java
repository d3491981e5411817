package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFlowIsExplainedInMarkdown() throws IOException {
        Path flow = FlowFiles.write(folder, "s.flow.json", FlowFiles.SHOUTING);

        Run run = Run.of("describe", flow.toString(), "--markdown");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("# shouting\n").contains("| quiet | `class:acme.Whisper/whisper` |");
        assertThat(Run.of("describe", "acme.Shout", "--markdown").code()).isEqualTo(2);
    }

    @Test
    void aClassIsDescribedWithItsEndpointsAndItsConfiguration() {
        for (String name : new String[] {"acme.Shout", "class:acme.Shout"}) {
            Run run = Run.of("describe", name);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains("\"class:acme.Shout\"", "\"path\":\"shout\"", "\"mark\"");
        }
    }

    @Test
    void aFlowIsDescribedByItsOneEndpoint() throws IOException {
        Path file = FlowFiles.write(folder, "s.flow.json", FlowFiles.SHOUTING);
        Run run = Run.of("describe", file.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"name\":\"shouting\"", "\"path\":\"\"");
    }

    @Test
    void whatIsNoExecutorIsRefusedByName() {
        assertRefused("acme.Missing", "there is no class acme.Missing");
        assertRefused("acme.Unwanted", "acme.Unwanted is not an executor");
        assertRefused("class:", "class");
        assertRefused("missing.flow.json", "missing.flow.json: there is no such file");
    }

    @Test
    void anAddressThatAnswersGarbageIsRefused() throws IOException {
        try (BadServer garbage = BadServer.garbage();
                BadServer silent = BadServer.silent();
                BadServer endless = BadServer.endless()) {
            assertRefused(garbage.address(), "127.0.0.1:" + garbage.port());
            assertRefused(endless.address(), "127.0.0.1:" + endless.port());
            Run run = Run.of("describe", silent.address(), "--timeout", "300ms");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).hasLineCount(1).contains("127.0.0.1:" + silent.port());
        }
    }

    private static void assertRefused(String subject, String message) {
        Run run = Run.of("describe", subject);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).contains(message);
    }
}
