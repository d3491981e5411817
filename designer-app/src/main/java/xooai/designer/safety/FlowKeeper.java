package xooai.designer.safety;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Change;
import xooai.designer.design.DesignModel;
import xooai.designer.design.History;
import xooai.designer.files.Keeping;
import xooai.doc.XooaiException;
import xooai.store.SafeFile;

/// Keeps the open flow from being lost: journals every edit, brings back what can be undone from one start to the
/// next, claims its file, and watches it.
///
/// Confined to the thread that draws; all that touches a disk happens on others.
public final class FlowKeeper implements Keeping {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DesignModel design;
    private final Journals journals;
    private final Executor thread;
    private final Concerns concerns;
    private final FileWatch watch;
    private final Meanwhile meanwhile;

    private @Nullable Journal journal;
    private @Nullable Journal leaving;
    private @Nullable Claim claim;
    private String key = "";
    private @Nullable Path file;
    private @Nullable Path takenOver;
    private @Nullable String signature;
    private boolean open;
    private boolean reading;

    /// A keeper of that design.
    ///
    /// @param thread runs what is to run on the thread that draws
    public FlowKeeper(DesignModel design, Journals journals, Executor thread, Concerns concerns) {
        this.design = design;
        this.journals = journals;
        this.thread = thread;
        this.concerns = concerns;
        this.watch = new FileWatch(thread, concerns);
        this.meanwhile = new Meanwhile(journals, thread, concerns);
        design.listen(change -> {
            if (change instanceof Change.OfHistory && open) {
                keep();
            } else if (change instanceof Change.OfHistory && reading) {
                meanwhile.keep(kept(), new Heard());
            }
        });
    }

    private Kept kept() {
        return new Kept(design.history(), file, signature);
    }

    private void keep() {
        Journal now = journal;
        if (now != null) {
            now.keep(kept());
        }
    }

    @Override
    public void opened(@Nullable Path opened, @Nullable String signatureNow) {
        open(opened, signatureNow);
        Path before = journals.file(key);
        Journal last = leaving;
        boolean known = Files.exists(before) || (last != null && last.file().equals(before));
        if (opened != null && known && isClaimed(opened)) {
            History start = design.history();
            String wanted = key;
            reading = true;
            Thread.ofVirtual().name("journal-read").start(() -> readBefore(wanted, start, last));
        } else {
            begin();
        }
    }

    /// A flow is open that was left behind: its steps are journalled at once, and only then the old journal goes.
    public void recovered(LeftBehind left) {
        open(left.file(), left.signature());
        Journal begun = begin();
        keep();
        begun.whenWritten(() -> discard(left));
    }

    /// Forgets what was left behind.
    public void discard(LeftBehind left) {
        try {
            journals.discard(left.journal());
        } catch (IOException e) {
            thread.execute(() -> concerns.journalFails(SafeFile.reason(e)));
        }
    }

    private void open(@Nullable Path opened, @Nullable String signatureNow) {
        file = opened;
        signature = signatureNow;
        takenOver = null;
        claim(opened);
        watch.watch(opened, signatureNow);
    }

    private void claim(@Nullable Path opened) {
        String wanted = opened == null ? Journals.freshKey() : Journals.key(opened);
        if (wanted.equals(key) && claim != null) {
            return;
        }
        release();
        try {
            Claim got = journals.claim(wanted);
            if (got == null && opened != null) {
                concerns.heldElsewhere(opened, journals.holder(wanted));
                wanted = Journals.freshKey();
                got = journals.claim(wanted);
            }
            claim = got;
            key = wanted;
        } catch (IOException e) {
            key = wanted;
            concerns.journalFails(SafeFile.reason(e));
        }
    }

    private boolean isClaimed(Path of) {
        return claim != null && key.equals(Journals.key(of));
    }

    private Journal begin() {
        Journal begun = Journal.in(journals.file(key), new Heard());
        journal = begun;
        open = true;
        if (design.dirty()) {
            keep();
        }
        return begun;
    }

    /// Reads what the journal of a file knows of it from before; on a thread of its own.
    private void readBefore(String wanted, History start, @Nullable Journal last) {
        Path before = journals.file(wanted);
        Replay replay = null;
        try {
            if (last != null) {
                last.awaitEnd(PATIENCE);
            }
            replay = Files.exists(before) ? Replay.of(before) : null;
        } catch (IOException | RuntimeException e) {
            String why = e instanceof IOException io ? SafeFile.reason(io) : String.valueOf(e.getMessage());
            thread.execute(() -> concerns.journalFails(why));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Replay read = replay;
        thread.execute(() -> goOn(wanted, start, read));
    }

    private void goOn(String wanted, History start, @Nullable Replay replay) {
        if (open || !reading || !key.equals(wanted)) {
            return; // Another flow was opened meanwhile, or this one was left.
        }
        reading = false;
        if (replay != null && replay.kept().history().current().equals(start.current())) {
            design.precede(replay.kept().history());
            Journal going = Journal.goingOn(journals.file(key), replay, new Heard());
            journal = going;
            open = true;
            keep();
            meanwhile.endAfter(going);
            return;
        }
        if (replay != null && replay.isUnsaved()) {
            offer(replay);
        }
        meanwhile.endAfter(begin());
    }

    private void offer(Replay replay) {
        try {
            concerns.leftBehind(new LeftBehind(journals.putAside(key), replay));
        } catch (IOException e) {
            concerns.journalFails(SafeFile.reason(e));
        }
    }

    /// The file that was written had a journal that nobody closed: what it holds is not written over.
    private void rescue() {
        Path there = journals.file(key);
        try {
            if (Files.exists(there) && !Replay.isClosed(there)) {
                Path aside = journals.putAside(key);
                Thread.ofVirtual().name("journal-rescue").start(() -> offerAside(aside));
            }
        } catch (IOException e) {
            concerns.journalFails(SafeFile.reason(e));
        }
    }

    private void offerAside(Path aside) {
        try {
            Replay replay = Replay.of(aside);
            if (replay != null && Journals.isLeft(replay)) {
                thread.execute(() -> concerns.leftBehind(new LeftBehind(aside, replay)));
            }
        } catch (IOException | XooaiException e) {
            thread.execute(() -> concerns.journalFails(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void saved(Path savedFile, String savedSignature) {
        Journal before = journal;
        signature = savedSignature;
        if (savedFile.equals(file)) {
            watch.watch(savedFile, savedSignature);
            keep();
            return;
        }
        keep(); // The journal of before knows that nothing is lost.
        Path taken = takenOver;
        open(savedFile, savedSignature);
        takenOver = taken;
        rescue();
        begin();
        keep();
        if (before != null) {
            before.end(true);
        }
    }

    @Override
    public void leave() {
        open = false;
        reading = false;
        meanwhile.end();
        Journal now = journal;
        journal = null;
        if (now == null) {
            return;
        }
        History history = design.history();
        boolean forget = file == null || !isClaimed(file);
        if (history.dirty() && !forget) {
            // What is discarded can be undone when the file is opened again.
            History discarded = history.plus("Discard changes", history.savedDesign());
            now.keep(new Kept(discarded.saved(), file, signature));
        }
        now.end(forget);
        leaving = now;
    }

    /// Leaves the flow and waits until its journal is closed, a few seconds at most.
    public void close() {
        leave();
        watch.close();
        Journal last = leaving;
        try {
            if (last != null) {
                last.awaitEnd(PATIENCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        release();
    }

    private void release() {
        Claim held = claim;
        claim = null;
        try {
            if (held != null && key.startsWith("new-")) {
                held.forget();
            } else if (held != null) {
                held.close();
            }
        } catch (IOException e) {
            concerns.journalFails(SafeFile.reason(e));
        }
    }

    @Override
    public @Nullable String heldBy(Path wanted) {
        if (wanted.equals(takenOver) || isClaimed(wanted)) {
            return null;
        }
        String other = Journals.key(wanted);
        try (Claim free = journals.claim(other)) {
            return free == null ? journals.holder(other) : null;
        } catch (IOException _) {
            return null; // Who cannot journal is told so; saving still compares the bytes.
        }
    }

    @Override
    public void takeOver(Path wanted) {
        takenOver = wanted;
    }

    /// Asks at once what became of the file, as a look every second does.
    public void look() {
        watch.look();
    }

    /// What the file holds is known now, though the flow was not saved to it.
    public void knows(String signatureNow) {
        signature = signatureNow;
        watch.watch(Objects.requireNonNull(file, "a flow without a file"), signatureNow);
        keep();
    }

    /// Brings the news of a journal to the thread that draws.
    private final class Heard implements Journal.Listener {
        @Override
        public void fails(String why) {
            thread.execute(() -> concerns.journalFails(why));
        }

        @Override
        public void works() {
            thread.execute(concerns::journalWorks);
        }
    }
}
