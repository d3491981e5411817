package xooai.executors.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.driver.CallKind;
import xooai.executor.Executor;
import xooai.executor.Executors;

@NullMarked
class StreamExecutorsTest {

    private static List<String> parts(String endpoint, String text) {
        try (TextPartsExecutor executor = new TextPartsExecutor();
                DocStream<Text> parts = executor.expand(endpoint, DocArray.of(Text.of(text)))) {
            return parts.stream().map(Text::text).toList();
        }
    }

    @Test
    void aTextComesApartIntoWordsLinesAndSentences() {
        assertThat(parts("words", "  one\u2003two\n three ")).containsExactly("one", "two", "three");
        assertThat(parts("lines", "one two\n\nthree")).containsExactly("one two", "three");
        assertThat(parts("sentences", "It is. Is it? 3.5 m! ")).containsExactly("It is.", "Is it?", "3.5 m!");
        assertThat(parts("words", " ")).isEmpty();
        assertThat(parts("sentences", "")).isEmpty();
    }

    @Test
    void aStreamOfTextsBecomesOne() {
        try (TextPartsExecutor executor = new TextPartsExecutor()) {
            assertThat(executor.<Text>collect("together", DocStream.of(Text.of("a"), Text.of("b")))
                            .getFirst()
                            .text())
                    .isEqualTo("a b");
        }
    }

    @Test
    void everyEndpointSaysWhoStreams() {
        ClassLoader loader = StreamExecutorsTest.class.getClassLoader();
        var parts = Executors.describe(loader, TextPartsExecutor.class.getName());
        assertThat(parts.endpoints())
                .allSatisfy(endpoint -> assertThat(endpoint.kind())
                        .isEqualTo(
                                endpoint.path().equals("together") ? CallKind.CLIENT_STREAM : CallKind.SERVER_STREAM));
        assertThat(Executors.describe(loader, PaceExecutor.class.getName())
                        .endpoints()
                        .getFirst()
                        .kind())
                .isEqualTo(CallKind.BIDIRECTIONAL);
    }

    @Test
    void docsPassAtTheirPaceAndStayAsTheyAre() {
        long start = System.nanoTime();
        try (PaceExecutor executor = new PaceExecutor(new PaceConfig(100));
                DocStream<Text> passed = executor.chat(
                        "pace", DocStream.of(Stream.of("a", "b", "c").map(Text::of)))) {
            assertThat(passed.stream().map(Text::text)).containsExactly("a", "b", "c");
        }
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    void aDocThatWaitsForItsTimeIsGivenUpWithTheCall() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        DocStream<Doc> two =
                DocStream.of(Stream.<Doc>of(Text.of("a"), Text.of("b")).onClose(closed::countDown));
        try (PaceExecutor executor = new PaceExecutor(new PaceConfig(0.01))) {
            try (DocStream<Text> passed = executor.chat("pace", two)) {
                assertThat(passed.iterator().next().text()).isEqualTo("a");
            }
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aPaceThatIsNoneIsRefused() {
        assertThatThrownBy(() -> {
                    try (Executor never = Executors.create(PaceExecutor.class, Map.of("perSecond", 0))) {
                        never.describe();
                    }
                })
                .isInstanceOf(XooaiException.class)
                .hasMessageContaining("perSecond");
    }
}
