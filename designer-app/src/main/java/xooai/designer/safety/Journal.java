package xooai.designer.safety;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.HistoryPath;
import xooai.store.SafeFile;

/// The journal of one open flow: a file that every edit is appended to, on a thread of its own.
///
/// It is told what to keep as often as one likes and writes what came since; so it never falls behind by more than
/// one state, and mends itself after a failure by writing all anew. What is written is forced to the disk at least
/// every [#FORCE]. Nothing is written before there is something to keep. Safe for any thread.
final class Journal {
    /// How long what is written may wait until it is forced to the disk.
    static final Duration FORCE = Duration.ofMillis(400);

    /// Past this, and past twice what it was when it was written anew, it is written anew without the oldest steps.
    static final int MOST_BYTES = 16 << 20;

    /// No journal grows past that by edits: it could not be read.
    private static final int UNREADABLE = Replay.MOST_BYTES / 4 * 3;

    /// Hears, on the journal's thread, how it fares.
    interface Listener {
        /// Nothing is kept any more, for that reason; it is tried again with the next edit.
        void fails(String why);

        /// All is kept again.
        void works();
    }

    private record Ending(boolean forget) {}

    private final Path file;
    private final Listener listener;
    private final JournalText lines = new JournalText();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private final CountDownLatch ended = new CountDownLatch(1);

    private @Nullable Kept wanted;
    private @Nullable Ending ending;
    private @Nullable Runnable afterWriting;

    private @Nullable Kept written;
    private @Nullable FileChannel channel;
    private boolean failed;
    private boolean unforced;
    private long most = MOST_BYTES;
    private long forcedAt = System.nanoTime();

    private Journal(Path file, Listener listener) {
        this.file = file;
        this.listener = listener;
    }

    /// A journal in that file, which it replaces with its first line.
    static Journal in(Path file, Listener listener) {
        return started(new Journal(file, listener));
    }

    /// A journal that goes on where that one ended.
    static Journal goingOn(Path file, Replay replay, Listener listener) {
        Journal journal = new Journal(file, listener);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            channel.truncate(replay.length());
            channel.position(replay.length());
            journal.channel = channel;
            journal.written = replay.kept();
        } catch (IOException _) {
            journal.written = null; // It is written anew then.
        }
        return started(journal);
    }

    private static Journal started(Journal journal) {
        Thread.ofVirtual().name("journal").start(journal::run);
        return journal;
    }

    Path file() {
        return file;
    }

    /// Keeps that instead of what was to be kept before.
    void keep(Kept kept) {
        lock.lock();
        try {
            wanted = kept;
            told.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Runs that on the journal's thread once all that it is to keep now is on the disk.
    void whenWritten(Runnable action) {
        lock.lock();
        try {
            afterWriting = action;
            told.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Ends it after all that it is to keep is written.
    ///
    /// @param forget whether its file goes too
    void end(boolean forget) {
        lock.lock();
        try {
            ending = new Ending(forget);
            told.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until it has ended, and says whether it has.
    boolean awaitEnd(Duration most) throws InterruptedException {
        return ended.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            while (!turn()) {
                // Goes on until it is ended.
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            closeChannel();
            ended.countDown();
        }
    }

    /// One turn; whether it was the last.
    private boolean turn() throws InterruptedException {
        Kept next;
        Ending end;
        Runnable after;
        lock.lockInterruptibly();
        try {
            while (wanted == null && ending == null && afterWriting == null && !isForceDue()) {
                if (unforced) {
                    told.awaitNanos(FORCE.toNanos() - (System.nanoTime() - forcedAt));
                } else {
                    told.await();
                }
            }
            next = wanted;
            end = ending;
            after = afterWriting;
            wanted = null;
            afterWriting = null;
        } finally {
            lock.unlock();
        }
        attempt(next, end, after);
        return end != null;
    }

    private boolean isForceDue() {
        return unforced && System.nanoTime() - forcedAt >= FORCE.toNanos();
    }

    private void attempt(@Nullable Kept next, @Nullable Ending end, @Nullable Runnable after) {
        try {
            if (next != null) {
                write(next);
            }
            if (after != null || end != null || isForceDue()) {
                force();
            }
            if (after != null) {
                after.run();
            }
            if (end != null) {
                finish(end);
            }
            if (failed && next != null) {
                failed = false;
                listener.works();
            }
        } catch (IOException e) {
            fail(SafeFile.reason(e));
        } catch (RuntimeException | Error e) {
            // Whatever it is: a journal that ended here would keep nothing and never say so.
            fail(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private void fail(String why) {
        closeChannel();
        written = null;
        unforced = false;
        if (!failed) {
            failed = true;
            listener.fails(why);
        }
    }

    private void write(Kept kept) throws IOException {
        Kept before = written;
        FileChannel out = channel;
        if (before == null && kept.isNothing()) {
            return;
        }
        HistoryPath path = before == null ? null : HistoryPath.between(before.history(), kept.history());
        if (before == null || path == null || out == null || out.position() > most) {
            writeAll(kept);
        } else {
            append(out, lines.since(before, path, kept, System.currentTimeMillis()));
            written = kept;
        }
    }

    private void writeAll(Kept kept) throws IOException {
        closeChannel();
        JournalText.Whole whole = lines.whole(kept, System.currentTimeMillis(), MOST_BYTES / 2);
        SafeFile.write(file, whole.bytes()::writeTo);
        FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE);
        out.position(out.size());
        most = Math.min(UNREADABLE, Math.max(MOST_BYTES, 2 * out.size()));
        channel = out;
        written = new Kept(whole.file(), kept.file(), kept.signature());
        unforced = false;
    }

    private void append(FileChannel out, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        if (bytes.length > 0 && !unforced) {
            unforced = true;
            forcedAt = System.nanoTime();
        }
    }

    private void force() throws IOException {
        FileChannel out = channel;
        if (out != null && unforced) {
            out.force(false);
            unforced = false;
        }
    }

    private void finish(Ending end) throws IOException {
        FileChannel out = channel;
        if (out != null && !end.forget()) {
            append(out, JournalLines.write(new JournalEntry.Closed(System.currentTimeMillis())));
            force();
        }
        closeChannel();
        if (end.forget()) {
            Files.deleteIfExists(file);
        }
    }

    private void closeChannel() {
        FileChannel out = channel;
        channel = null;
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException _) {
            // All that counts was forced before.
            unforced = false;
        }
    }
}
