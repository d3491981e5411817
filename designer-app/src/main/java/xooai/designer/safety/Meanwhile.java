package xooai.designer.safety;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import xooai.store.SafeFile;

/// The journal of what is edited while a file's journal from before is still read: as that may take a second or two
/// where it is long, and an edit shall not wait so long.
///
/// For the thread that draws.
final class Meanwhile {
    private final Journals journals;
    private final Executor thread;
    private final Concerns concerns;
    private @Nullable Journal journal;
    private @Nullable Claim claim;

    Meanwhile(Journals journals, Executor thread, Concerns concerns) {
        this.journals = journals;
        this.thread = thread;
        this.concerns = concerns;
    }

    /// Keeps that until it is ended.
    void keep(Kept kept, Journal.Listener listener) {
        Journal now = journal;
        if (now == null && !kept.isNothing()) {
            now = begun(listener);
            journal = now;
        }
        if (now != null) {
            now.keep(kept);
        }
    }

    private @Nullable Journal begun(Journal.Listener listener) {
        String key = Journals.freshKey();
        try {
            claim = journals.claim(key);
            return Journal.in(journals.file(key), listener);
        } catch (IOException e) {
            concerns.journalFails(SafeFile.reason(e));
            return null;
        }
    }

    /// Ends it once that journal has all that it had.
    void endAfter(Journal other) {
        if (journal != null) {
            other.whenWritten(() -> thread.execute(this::end));
        }
    }

    /// Ends it: another journal has what it had, or nobody wants it.
    void end() {
        Journal now = journal;
        Claim held = claim;
        journal = null;
        claim = null;
        if (now != null) {
            now.end(true);
        }
        try {
            if (held != null) {
                held.forget();
            }
        } catch (IOException e) {
            concerns.journalFails(SafeFile.reason(e));
        }
    }
}
