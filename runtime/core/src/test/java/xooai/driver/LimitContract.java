package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.driver.Calls.call;
import static xooai.driver.Calls.failure;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xooai.codec.Limits;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Text;

/// Where every driver draws the line: what is just within a limit passes, what is just past it is refused by
/// the limit's name, in both directions and in every kind of call.
public abstract class LimitContract extends Contract {
    /// What the envelope adds to a text, with room to spare, and less than what it always adds.
    private static final int AROUND = 512;

    private static final int ALWAYS = 8;
    private static final Limits NARROW = new Limits(10_000, 16 << 10, 64, 100);

    private static Text text(int length) {
        return Text.of("x".repeat(length));
    }

    private static void assertPast(String limit, CallError error) {
        assertThat(error.code()).as(error.message()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(error.message()).contains(limit);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aBodyJustWithinTheLimitPassesAndOneJustPastItIsRefused(Wire wire) {
        int limit = Limits.DEFAULT.bodyBytes();
        Connection way = connect(wire.over(transport()));
        Text within = text(limit - AROUND);

        assertThat(call(way, "echo", DocArray.of(within)).docs().cast().get(0)).isEqualTo(within);
        assertPast(
                Integer.toString(limit),
                failure(() -> call(way, "echo", DocArray.of(text(limit - ALWAYS))), "past the limit"));
        assertThat(call(way, "echo", texts("x")).error()).isNull();
    }

    @Test
    void tenThousandDocsPassAndOneMoreIsRefused() {
        String[] many = IntStream.range(0, 10_000).mapToObj(Integer::toString).toArray(String[]::new);
        String[] more = IntStream.range(0, 10_001).mapToObj(Integer::toString).toArray(String[]::new);

        assertThat(call(connection, "echo", texts(many)).docs()).hasSize(10_000);
        assertPast("10000", failure(() -> call(connection, "echo", texts(more)), "10,001 docs"));
    }

    @Test
    void anAnswerPastTheCallersLimitIsRefusedByTheCaller() {
        Connection way = connect(transport().connecting().withLimits(NARROW));

        assertThat(call(way, "echo", DocArray.of(text(9_000))).error()).isNull();
        assertPast("10000", failure(() -> call(way, "echo", DocArray.of(text(10_000))), "an answer past the limit"));
        assertThat(call(way, "echo", texts("x")).error()).isNull();
    }

    @Test
    void theLimitHoldsForEachChunkOfARequest() {
        serve(transport().serving().withLimits(NARROW));
        DocStream<Text> within = DocStream.of(text(9_000), text(9_000), text(9_000));
        DocStream<Text> past = DocStream.of(text(9_000), text(10_000), text(9_000));

        assertThat(remote.<Text>collect("count", within).get(0).text()).startsWith("3 ");
        assertPast("10000", errorOf(() -> remote.collect("count", past)));
        assertThat(call(connection, "echo", texts("x")).error()).isNull();
    }

    @Test
    void theLimitHoldsForEachChunkOfAnAnswer() {
        var narrow = remote(transport().connecting().withLimits(NARROW));

        try (DocStream<Text> within = narrow.chat("shout", DocStream.of(text(9_000), text(9_000)));
                DocStream<Text> past = narrow.chat("shout", DocStream.of(text(9_000), text(10_000)))) {
            assertThat(within.toArray()).hasSize(2);
            assertPast("10000", errorOf(past::toArray));
        }
        assertThat(call(connection, "echo", texts("x")).error()).isNull();
    }
}
