package xooai.samples.diamond;

import java.util.Locale;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Shouts.
@ThreadSafe
public final class Shouter extends Executor {

    /// The note with what it says in capital letters.
    @Post(idempotent = true)
    public Note shout(Note note) {
        return note.withLoud(note.text().strip().toUpperCase(Locale.ROOT));
    }
}
