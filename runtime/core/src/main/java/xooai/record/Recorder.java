package xooai.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import xooai.codec.Response;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.driver.Context;
import xooai.flow.FlowSpec;
import xooai.flow.NodeEvent;
import xooai.flow.RunWatch;
import xooai.store.SafeFile;

/// Writes down the runs of a flow that is served, each into a file of its own, in a directory that is bounded: the
/// oldest make room for the newest.
///
/// It never slows a call: files are written by one thread beside, and a run that comes while too many wait is not
/// recorded, which the log says. Without content a run's docs are known by id, type and size alone; messages of
/// errors are always written.
public final class Recorder implements RunWatch, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Recorder.class.getName());
    private static final int WAITING = 256;
    private static final Duration LAST = Duration.ofSeconds(5);
    private static final long SILENCE_NANOS = Duration.ofMinutes(1).toNanos();

    private final RecordFiles files;
    private final boolean content;
    private final BlockingQueue<RunRecord> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong missed = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread writer;
    private volatile long complainedAt;
    private volatile boolean complained;

    private Recorder(RecordFiles files, boolean content) {
        this.files = files;
        this.content = content;
        this.writer = Thread.ofPlatform().name("xooai-record").daemon().start(this::write);
    }

    /// One that writes into that directory, which is made where there is none, and is its owner's alone.
    ///
    /// @param most how many bytes the recordings in it may have together
    /// @param content whether what docs say is written too
    /// @throws xooai.doc.XooaiException with FAILED_PRECONDITION when the directory cannot be used
    public static Recorder into(Path directory, long most, boolean content) {
        return new Recorder(RecordFiles.in(directory, most), content);
    }

    @Override
    public Watched begin(FlowSpec flow, DocArray<? extends Doc> input, Context context) {
        return new Recording(flow, input, context.rid(), content ? context.params() : Map.of());
    }

    /// How many runs were not recorded, since too many waited or a file could not be written.
    public long missed() {
        return missed.get();
    }

    /// Writes what waits, for at most 5 s, and records nothing more.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (!writer.join(LAST)) {
                writer.interrupt();
                missed.addAndGet(waiting.size());
                complain("closing took too long", null);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            writer.interrupt();
        }
    }

    private void take(RunRecord run) {
        if (closed.get() || !waiting.offer(run)) {
            missed.incrementAndGet();
            complain("more runs end than can be written", null);
        }
    }

    private void write() {
        try {
            while (true) {
                RunRecord run = waiting.poll(100, java.util.concurrent.TimeUnit.MILLISECONDS);
                if (run != null) {
                    write(run);
                } else if (closed.get()) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            // Closed, and given up.
        }
    }

    private void write(RunRecord run) {
        try {
            files.add(run);
        } catch (IOException e) {
            missed.incrementAndGet();
            complain(SafeFile.reason(e), e);
        } catch (RuntimeException e) {
            missed.incrementAndGet();
            complain(String.valueOf(e.getMessage()), e);
        }
    }

    /// At most once a minute: a full disk would fill the log as well.
    private void complain(String why, @Nullable Exception e) {
        long now = System.nanoTime();
        if (!complained || now - complainedAt > SILENCE_NANOS) {
            complained = true;
            complainedAt = now;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Tried to record a run in " + files.directory() + ": " + why + "; " + missed.get()
                            + " runs were not recorded by now");
            if (e != null) {
                LOG.log(System.Logger.Level.DEBUG, "why a run was not recorded", e);
            }
        }
    }

    private final class Recording implements Watched {
        private final FlowSpec flow;
        private final DocArray<? extends Doc> input;
        private final String rid;
        private final Map<String, @Nullable Object> params;
        private final Instant started = Instant.now();
        private final long start = System.nanoTime();
        private final Heard heard = new Heard();

        Recording(FlowSpec flow, DocArray<? extends Doc> input, String rid, Map<String, @Nullable Object> params) {
            this.flow = flow;
            this.input = input;
            this.rid = rid;
            this.params = params;
        }

        @Override
        public void on(NodeEvent event) {
            heard.on(event);
        }

        @Override
        public void ended(Response response) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            take(new RunRecord(
                    flow, rid, started, took, content, params, input, heard.take(), heard.passed(), response));
        }
    }
}
