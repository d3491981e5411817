package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static xooai.flow.Flow.use;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Nodes that have proved cheap and then are not, and flows that use flows.
final class InPlaceTest {
    private static final DocArray<Text> AA = DocArray.of(Text.of("Aa"));

    /// Cheap until it is told to hang; hangs until it is interrupted.
    @ThreadSafe
    static final class Moody extends Executor {
        final AtomicBoolean hangs = new AtomicBoolean();
        final CountDownLatch interrupted = new CountDownLatch(1);

        @Post
        public DocArray<Text> echo(DocArray<Text> docs) throws InterruptedException {
            if (hangs.get()) {
                try {
                    new CountDownLatch(1).await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            }
            return docs;
        }
    }

    private static void warm(Executor executor, String endpoint) {
        for (int i = 0; i < 5_000 && !executor.isCheap(endpoint); i++) {
            executor.post(endpoint, AA);
        }
    }

    @Test
    void aNodeThatWasCheapAndHangsIsInterruptedAtTheDeadline() throws Exception {
        Moody moody = new Moody();
        Flow flow = Flow.named("f").add("n", use(moody)).build();
        warm(moody, "echo");
        moody.hangs.set(true);

        Response response = flow.call("", AA, call -> call.deadline(Duration.ofMillis(200)));

        assertThat(response.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        assertThat(moody.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(moody.isCheap("echo")).isFalse();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anEndpointThatWasCheapAndHangsIsInterruptedAtTheDeadline() {
        Moody moody = new Moody();
        warm(moody, "echo");
        moody.hangs.set(true);

        Response response = moody.call("echo", AA, call -> call.deadline(Duration.ofMillis(200)));

        assertThat(response.error()).isNotNull().extracting(CallError::code).isEqualTo(Code.DEADLINE_EXCEEDED);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aFlowThatUsesItselfIsRefusedAtOnce(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("s.flow.json");
        Files.writeString(
                file,
                "{\"xooai\":1,\"name\":\"s\",\"nodes\":{\"a\":{\"use\":\"flow:s.flow.json\"},"
                        + "\"b\":{\"use\":\"flow:s.flow.json\"},\"c\":{\"use\":\"flow:s.flow.json\"}}}",
                StandardCharsets.UTF_8);
        FlowSpec spec = FlowFile.read(file).spec();

        assertThatThrownBy(() -> Flow.of(spec, FlowSettings.DEFAULT.withDirectory(folder)))
                .hasMessageContaining("uses s.flow.json, which uses itself in the end")
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).length()).isLessThan(10_000));
    }

    @Test
    void flowsThatDoubleWithEachOtherAreRefused(@TempDir Path folder) throws Exception {
        for (int i = 0; i < 12; i++) {
            String next = "flow:f" + (i + 1) + ".flow.json";
            Files.writeString(
                    folder.resolve("f" + i + ".flow.json"),
                    "{\"xooai\":1,\"name\":\"f\",\"nodes\":{\"a\":{\"use\":\"" + next + "\"},\"b\":{\"use\":\"" + next
                            + "\"}}}",
                    StandardCharsets.UTF_8);
        }
        Files.writeString(
                folder.resolve("f12.flow.json"),
                "{\"xooai\":1,\"name\":\"f\",\"nodes\":{\"a\":{\"use\":\"class:" + Samples.MyExecutor.class.getName()
                        + "\"}}}",
                StandardCharsets.UTF_8);
        FlowSpec spec = FlowFile.read(folder.resolve("f0.flow.json")).spec();

        assertThatThrownBy(() -> Flow.of(spec, FlowSettings.DEFAULT.withDirectory(folder)))
                .hasMessageContaining("more than 256 flows are used in all");
    }
}
