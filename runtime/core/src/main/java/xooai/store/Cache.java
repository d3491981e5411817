package xooai.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Content that was fetched before, on disk and by its signature, shared by the processes of one user.
///
/// What is not there is fetched once, however many ask for it at the same time, checked against its signature, and
/// kept; who asks gets it from the file. A file that this process has not seen yet, or that was changed since, is
/// checked before it is given to anybody, and fetched anew when it is damaged. Where the cache cannot keep content,
/// because it is too large or the disk is full, it is read from where it is. Safe for use by many threads.
public final class Cache {
    private static final System.Logger LOG = System.getLogger(Cache.class.getName());
    private static final int MOST_CHECKED = 10_000;
    /// Others may delete or fail in between; that is no reason to go round for ever.
    private static final int MOST_ATTEMPTS = 4;

    private final DirectoryStore directory;
    private final Map<String, Flight> flights = new ConcurrentHashMap<>();
    private final Map<String, FileStamp> checked = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FileStamp> eldest) {
            return size() > MOST_CHECKED;
        }
    };

    private Cache(DirectoryStore directory) {
        this.directory = directory;
    }

    /// Opens the cache in that directory, which is made where there is none.
    ///
    /// @throws XooaiException with PERMISSION_DENIED or UNAVAILABLE when it cannot be used
    public static Cache open(Path directory, DirectoryStore.Bounds bounds) {
        return new Cache(DirectoryStore.open(directory, bounds));
    }

    /// Where the cache of a user is: `$XDG_CACHE_HOME/xooai/content`, or `~/.cache/xooai/content`, and where
    /// [UserFolders] says on other systems.
    public static Path standardDirectory(Map<String, String> environment) {
        return UserFolders.standard(environment).content();
    }

    /// How content is fetched that is not there.
    @FunctionalInterface
    public interface Fetch {
        /// Opens it. The stream is closed by whoever reads it.
        InputStream open() throws IOException;
    }

    /// Opens content for reading; the caller closes the stream. Blocks until it is there.
    ///
    /// @param place where it is fetched from; those who wait for the same place share a failure
    /// @param size what is known of its size, or -1
    /// @throws IOException when it cannot be fetched, or the thread is interrupted
    /// @throws XooaiException with DATA_LOSS when what was fetched has another signature
    InputStream open(String signature, String place, long size, Fetch fetch) throws IOException {
        if (size > directory.contentBytes()) {
            return fetch.open();
        }
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            InputStream there = openChecked(signature);
            if (there != null) {
                return there;
            }
            Flight flight = flights.compute(signature, (key, flying) -> joined(flying, key, place, fetch));
            if (!flight.await(place, flight.isBegunBy(fetch))) {
                break;
            }
        }
        return fetch.open();
    }

    private Flight joined(@Nullable Flight flying, String signature, String place, Fetch fetch) {
        Flight flight = flying != null && flying.join() ? flying : new Flight(signature, place, fetch);
        if (flight != flying) {
            flight.thread.start();
        }
        return flight;
    }

    /// What this process has checked, and nobody has changed since.
    private @Nullable InputStream openChecked(String signature) throws IOException {
        FileStamp stamp = directory.stamp(signature);
        synchronized (checked) {
            if (stamp == null || !stamp.equals(checked.get(signature))) {
                return null;
            }
        }
        InputStream there = directory.getIfThere(signature);
        return there == null ? null : new Kept(there);
    }

    /// Content that was kept here.
    static final class Kept extends FilterInputStream {
        private Kept(InputStream in) {
            super(in);
        }
    }

    private void remember(String signature) throws IOException {
        FileStamp stamp = directory.stamp(signature);
        if (stamp != null) {
            synchronized (checked) {
                checked.put(signature, stamp);
            }
        }
    }

    /// Forgets content that was found to be damaged.
    void damaged(String signature) {
        synchronized (checked) {
            checked.remove(signature);
        }
        directory.remove(signature);
    }

    /// How many bytes it holds, counted now.
    ///
    /// @throws XooaiException with UNAVAILABLE or PERMISSION_DENIED when that cannot be told
    public long size() {
        return directory.size();
    }

    /// How many bytes it may hold.
    public long mostBytes() {
        return directory.bounds().bytes();
    }

    /// Deletes all that it holds. What is being read stays readable.
    ///
    /// @return how many bytes were freed
    /// @throws XooaiException with UNAVAILABLE or PERMISSION_DENIED when that fails
    public long clear() {
        synchronized (checked) {
            checked.clear();
        }
        return directory.clear();
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    /// One fetch of one content, for all who ask for it while it lasts. It goes on while any of them waits.
    private final class Flight {
        private final String signature;
        private final String place;
        private final Fetch fetch;
        private final Thread thread = Thread.ofVirtual().name("xooai-fetch").unstarted(this::run);
        private int waiting = 1;
        private boolean over;
        private boolean kept;
        private @Nullable Exception failure;

        Flight(String signature, String place, Fetch fetch) {
            this.signature = signature;
            this.place = place;
            this.fetch = fetch;
        }

        @SuppressWarnings("ReferenceEquality") // every caller brings a fetch of its own
        boolean isBegunBy(Fetch other) {
            return fetch == other;
        }

        /// Whether it could be joined: not when it is over, nor when it was given up.
        synchronized boolean join() {
            if (over || waiting == 0) {
                return false;
            }
            waiting++;
            return true;
        }

        /// Waits for its end.
        ///
        /// @return whether the content can be looked for in the cache now; false where it cannot be kept there
        /// @param mine whether the caller began it
        synchronized boolean await(String myPlace, boolean mine) throws IOException {
            try {
                while (!over) {
                    wait();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the thread was interrupted");
            } finally {
                waiting--;
                if (waiting == 0 && !over) {
                    thread.interrupt();
                }
            }
            // What could not be fetched from elsewhere, or by somebody with less left to fetch, may well be had by this
            // caller.
            return failure == null ? kept : !place.equals(myPlace) || (!mine && isOfTheAsker(failure)) || fail(failure);
        }

        /// Whether it was the limits or the rights of who began the fetch that it failed by.
        private static boolean isOfTheAsker(Exception why) {
            return why instanceof XooaiException told
                    && (told.code() == Code.RESOURCE_EXHAUSTED || told.code() == Code.PERMISSION_DENIED);
        }

        private static boolean fail(Exception failure) throws IOException {
            if (failure instanceof XooaiException told) {
                throw new XooaiException(told.error(), told);
            }
            throw new IOException(
                    failure instanceof IOException ? failure.getMessage() : "fetching failed: " + failure, failure);
        }

        private void run() {
            boolean found = false;
            @Nullable Exception why = new IOException("fetching broke off");
            try {
                found = isWhole() || fetched();
                why = null;
            } catch (IOException | RuntimeException e) {
                why = e;
            } finally {
                end(found, why);
            }
        }

        private void end(boolean found, @Nullable Exception why) {
            flights.remove(signature, this);
            synchronized (this) {
                kept = found;
                failure = why;
                over = true;
                notifyAll();
            }
        }

        private boolean isWhole() throws IOException {
            if (!directory.has(signature)) {
                return false;
            }
            if (directory.isWhole(signature)) {
                remember(signature);
                return true;
            }
            LOG.log(System.Logger.Level.WARNING, "{0} was damaged in the cache and is fetched anew", signature);
            damaged(signature);
            return false;
        }

        private boolean fetched() throws IOException {
            try (Source source = new Source(fetch.open())) {
                try {
                    directory.put(source, signature, place);
                } catch (XooaiException e) {
                    if (e.code() == Code.DATA_LOSS || source.failed) {
                        throw e;
                    }
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "{0} is not kept in the cache: {1}",
                            signature,
                            e.getMessage());
                    return false;
                }
            }
            remember(signature);
            return true;
        }
    }

    /// Remembers whether it was the reading that failed.
    private static final class Source extends FilterInputStream {
        private boolean failed;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            failed = true;
            int value = in.read();
            failed = false;
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            failed = true;
            int count = in.read(into, offset, length);
            failed = false;
            return count;
        }
    }
}
