package xooai.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
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
/// It never slows a call: files are written by one thread beside, and a run that comes while too many wait, or too
/// many bytes of docs, is not recorded, which the log says, with their number at the end. Without content a run's docs
/// are known by id, type and size alone, and pins and tests are left out of the flow; messages of errors are always
/// written.
public final class Recorder implements RunWatch, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Recorder.class.getName());
    private static final int WAITING = 256;
    private static final long WAITING_BYTES = Math.clamp(Runtime.getRuntime().maxMemory() / 16, 4L << 20, 64L << 20);
    private static final Duration LAST = Duration.ofSeconds(5);
    private static final long SILENCE_NANOS = Duration.ofMinutes(1).toNanos();

    private final RecordFiles files;
    private final boolean content;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong waitingBytes = new AtomicLong();
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
            }
            if (missed.get() > 0) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "In all " + missed.get() + " runs were not recorded in " + files.directory());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            writer.interrupt();
        }
    }

    /// A run that is to be written, and about how much memory it holds.
    private record Waiting(RunRecord run, long weight) {}

    private void take(RunRecord run) {
        long weight = run.weight();
        boolean room = waitingBytes.addAndGet(weight) <= WAITING_BYTES || waiting.isEmpty();
        if (closed.get() || !room || !waiting.offer(new Waiting(run, weight))) {
            waitingBytes.addAndGet(-weight);
            missed.incrementAndGet();
            complain("more runs end than can be written", null);
        }
    }

    private void write() {
        try {
            while (true) {
                Waiting next = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    write(next.run());
                    waitingBytes.addAndGet(-next.weight());
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
        } catch (RuntimeException | StackOverflowError e) {
            missed.incrementAndGet();
            complain(String.valueOf(e.getMessage()), e);
        }
    }

    /// At most once a minute: a full disk would fill the log as well.
    private void complain(String why, @Nullable Throwable e) {
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
            RunRecord run = new RunRecord(
                    flow, rid, started, took, content, params, input, heard.take(), heard.passed(), response);
            take(content ? run : run.withoutContent());
        }
    }
}
