package acme;

import java.util.Locale;
import xooai.doc.Text;
import xooai.driver.Context;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// An executor that takes its time when it is asked to, and all memory when it is asked to.
@ThreadSafe
public final class Whisper extends Executor {

    /// Whispers at once.
    @Post
    public Text whisper(Text text) {
        return text.withText(text.text().toLowerCase(Locale.ROOT));
    }

    /// Whispers after that many milliseconds.
    @Post
    public Text late(Text text, Context context) throws InterruptedException {
        long millis = context.param("millis") instanceof Number number ? number.longValue() : 0;
        Thread.sleep(millis);
        return whisper(text);
    }

    /// Takes all memory there is.
    @Post
    public Text greedy(Text text) {
        StringBuilder all = new StringBuilder(text.text());
        while (!all.isEmpty()) {
            all.append(all).append('a');
        }
        return text;
    }
}
