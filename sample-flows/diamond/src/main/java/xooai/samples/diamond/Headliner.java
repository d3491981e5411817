package xooai.samples.diamond;

import xooai.doc.Code;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Writes headlines of what other executors found out: needs both branches.
@ThreadSafe
public final class Headliner extends Executor {

    /// The note with its headline.
    @Post(idempotent = true)
    public Note headline(Note note) {
        Text loud = note.loud();
        Integer words = note.words();
        if (loud == null || words == null) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "Tried to write the headline of a note that nobody has both shouted and counted: let this node need"
                            + " a Shouter and a WordCounter");
        }
        return note.withHeadline(loud.text() + " (" + words + (words == 1 ? " word)" : " words)"));
    }
}
