package xooai.designer.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Text;

final class StreamLogTest {
    private static DocArray<Doc> text(String text) {
        return DocArray.of(Text.of(text)).cast();
    }

    private static Response ok() {
        return new Response(null, Code.OK, DocArray.empty(), null, Map.of());
    }

    @Test
    void ofManyChunksTheLastAreKeptAndAllAreCounted() {
        AtomicInteger told = new AtomicInteger();
        StreamLog log = new StreamLog(told::incrementAndGet);
        for (int i = 0; i < 100_000; i++) {
            log.received(text("x" + i));
        }
        StreamLog.Snapshot now = log.snapshot();
        assertThat(now.received()).isEqualTo(100_000);
        assertThat(now.chunks()).hasSize(StreamLog.MOST_CHUNKS);
        assertThat(now.chunks().getLast().number()).isEqualTo(100_000);
        assertThat(now.dropped()).isEqualTo(100_000 - StreamLog.MOST_CHUNKS);
        assertThat(told).hasValue(100_000);
    }

    @Test
    void largeChunksLeaveSooner() {
        StreamLog log = new StreamLog(() -> {});
        String large = "x".repeat(4 << 20);
        for (int i = 0; i < 20; i++) {
            log.received(text(large));
        }
        assertThat(log.snapshot().chunks()).hasSizeBetween(1, 8);
        assertThat(log.snapshot().received()).isEqualTo(20);
    }

    @Test
    void nothingIsAddedAfterTheEnd() {
        StreamLog log = new StreamLog(() -> {});
        log.sent(text("a"));
        log.ended(new Response(null, Code.OK, text("whole"), null, Map.of()));
        log.received(text("late"));
        log.ended(ok());
        StreamLog.Snapshot end = log.snapshot();
        assertThat(end.sent()).isEqualTo(1);
        assertThat(end.received()).as("what is no stream is its last chunk").isEqualTo(1);
        assertThat(end.elapsed()).isEqualTo(log.snapshot().elapsed());
    }
}
