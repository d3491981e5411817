package xooai.designer.app;

import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Streams as a test wants them.
@ThreadSafe
final class StreamingExecutor extends Executor {
    /// Goes down when somebody gave up an endless stream.
    final CountDownLatch givenUp = new CountDownLatch(1);

    /// As many texts as the number says.
    @Post
    public Stream<Text> count(Text doc) {
        return IntStream.rangeClosed(1, Integer.parseInt(doc.text())).mapToObj(i -> Text.of("number " + i));
    }

    /// Three texts, and then a failure of the whole.
    @Post
    public DocStream<Text> breaks(DocStream<Text> docs) {
        Iterator<DocArray<Text>> three = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> {
                    if (i == 4) {
                        throw new XooaiException(Code.DATA_LOSS, "the tape is torn after 3");
                    }
                    return DocArray.of(Text.of("number " + i));
                })
                .iterator();
        return DocStream.ofChunks(three, docs::close);
    }

    /// One text, and then nothing until the call is given up.
    @Post
    public Stream<Text> endless(Text doc) {
        return IntStream.iterate(1, i -> i + 1).mapToObj(i -> {
            if (i > 1) {
                waitForever();
            }
            return Text.of("number " + i);
        });
    }

    private void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            givenUp.countDown();
            Thread.currentThread().interrupt();
            throw new XooaiException(Code.CANCELLED, "given up", e);
        }
    }

    /// What comes, in capital letters.
    @Post
    public DocStream<Text> shout(DocStream<Text> docs) {
        return docs.map(doc -> Text.of(doc.text().toUpperCase(Locale.ROOT)));
    }
}
