package xooai.designer.stores;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.store.Store;
import xooai.store.StoreProvider;

/// A store that is opened by its first use, on the thread that uses it: one that cannot be opened fails what needs it,
/// and nothing else.
final class LazyStore implements Store {
    private final NamedStore named;
    private final Map<String, String> environment;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Store opened;
    private boolean closed;

    LazyStore(NamedStore named, Map<String, String> environment) {
        this.named = named;
        this.environment = environment;
    }

    private Store opened() {
        lock.lock();
        try {
            if (closed) {
                throw new XooaiException(
                        Code.UNAVAILABLE, "the store `" + named.name() + "` was taken out of the settings, or changed");
            }
            Store there = opened;
            if (there == null) {
                there = StoreProvider.open(named.address(), environment);
                opened = there;
            }
            return there;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Stored put(InputStream content) throws IOException {
        return opened().put(content);
    }

    @Override
    public Stored put(Content content) throws IOException {
        return opened().put(content);
    }

    @Override
    public InputStream get(String signature) {
        return opened().get(signature);
    }

    @Override
    public boolean has(String signature) {
        return opened().has(signature);
    }

    @Override
    public long contentBytes() {
        return opened().contentBytes();
    }

    @Override
    public boolean isLocal() {
        return opened().isLocal();
    }

    @Override
    public boolean givesLinks() {
        try {
            return opened().givesLinks();
        } catch (XooaiException _) {
            return false; // Content goes in its message then, where it fits; who needs the store hears why.
        }
    }

    @Override
    public @Nullable String link(String signature) {
        return opened().link(signature);
    }

    @Override
    public String toString() {
        return named.line();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (opened != null) {
                opened.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
