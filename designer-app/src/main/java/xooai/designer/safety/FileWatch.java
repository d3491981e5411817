package xooai.designer.safety;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import xooai.codec.Limits;
import xooai.designer.shared.Bounded;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;

/// Looks every second whether another program changed the file of the open flow, by its bytes: a file that was only
/// touched is as it was.
///
/// It looks rather than waits to be told, as network drives and containers tell nothing. What it finds it says once.
final class FileWatch implements AutoCloseable {
    private static final long EVERY_MILLIS = 1000;

    /// What a file looks like without being read.
    private record Stamp(long size, long modified, @Nullable Object key) {}

    /// What is watched.
    private record Watched(Path file, String signature) {}

    private final Executor thread;
    private final Concerns concerns;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("file-watch").factory());

    private final ScheduledFuture<?> looks;
    private volatile @Nullable Watched watched;

    // Of the timer's thread alone.
    private @Nullable Watched seenOf;
    private @Nullable Stamp seen;
    private String told = "";

    FileWatch(Executor thread, Concerns concerns) {
        this.thread = thread;
        this.concerns = concerns;
        looks = timer.scheduleWithFixedDelay(this::lookNow, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Watches that file, whose bytes have that signature; none when either is null.
    void watch(@Nullable Path file, @Nullable String signature) {
        watched = file == null || signature == null ? null : new Watched(file, signature);
    }

    /// Looks at once.
    void look() {
        timer.execute(this::lookNow);
    }

    private void lookNow() {
        Watched now = watched;
        if (now == null) {
            return;
        }
        if (!now.equals(seenOf)) {
            seenOf = now;
            seen = null;
            told = now.signature();
        }
        try {
            BasicFileAttributes found = Files.readAttributes(now.file(), BasicFileAttributes.class);
            Stamp stamp = new Stamp(found.size(), found.lastModifiedTime().toMillis(), found.fileKey());
            if (!stamp.equals(seen)) {
                byte[] bytes = Bounded.read(now.file(), Limits.DEFAULT.bodyBytes(), "a flow file");
                seen = stamp;
                compare(now, bytes);
            }
        } catch (NoSuchFileException _) {
            seen = null;
            tell("gone", now, () -> concerns.deletedOutside(now.file()));
        } catch (IOException | XooaiException e) {
            String why = e instanceof IOException io ? Bounded.reason(io) : String.valueOf(e.getMessage());
            tell("unreadable " + why, now, () -> concerns.changedOutside(now.file(), null, "", why));
        }
    }

    private void compare(Watched now, byte[] bytes) {
        String signature = Content.sign(bytes);
        if (signature.equals(now.signature())) {
            tell(signature, now, concerns::fileIsAsKnown);
            return;
        }
        FlowSpec theirs = null;
        String why = "";
        try {
            FlowFile read = FlowFile.read(bytes);
            theirs = read.problems().isEmpty() ? read.spec() : null;
            why = read.problems().isEmpty() ? "" : read.problems().getFirst().toString();
        } catch (XooaiException e) {
            why = e.error().message();
        }
        FlowSpec spec = theirs;
        String reason = why;
        tell(signature, now, () -> concerns.changedOutside(now.file(), spec, signature, reason));
    }

    private void tell(String what, Watched of, Runnable news) {
        if (what.equals(told)) {
            return;
        }
        told = what;
        thread.execute(() -> {
            // What was saved or opened here meanwhile is no news.
            if (Objects.equals(watched, of)) {
                news.run();
            }
        });
    }

    @Override
    public void close() {
        looks.cancel(false);
        timer.shutdownNow();
    }
}
