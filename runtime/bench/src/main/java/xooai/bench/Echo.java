package xooai.bench;

import java.util.stream.Stream;
import xooai.doc.DocStream;
import xooai.doc.Text;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Gives texts back in every kind of call, so that what is measured is the driver.
@ThreadSafe
public final class Echo extends Executor {
    /// How many chunks a stream has.
    static final int CHUNKS = 10_000;

    /// The same text.
    @Post(idempotent = true)
    public Text pass(Text text) {
        return text;
    }

    /// The same text again and again.
    @Post(idempotent = true)
    public Stream<Text> repeat(Text text) {
        return Stream.generate(() -> text).limit(CHUNKS);
    }

    /// Each text as it comes.
    @Post(idempotent = true)
    public DocStream<Text> each(DocStream<Text> texts) {
        return texts;
    }
}
