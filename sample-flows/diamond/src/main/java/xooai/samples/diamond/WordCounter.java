package xooai.samples.diamond;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Counts words: runs of letters and digits, in any script that sets words apart.
@ThreadSafe
public final class WordCounter extends Executor {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}'’]+");

    /// The note with the number of its words.
    @Post(idempotent = true)
    public Note count(Note note) {
        Matcher words = WORD.matcher(note.text());
        return note.withWords((int) words.results().count());
    }
}
