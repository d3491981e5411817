package xooai.designer.stores;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import xooai.doc.XooaiException;
import xooai.store.Cache;
import xooai.store.DirectoryStore;
import xooai.store.FetchPolicy;
import xooai.store.Stores;

/// The stores and the cache as runs and test-invokes use them. Each is opened when it is first needed, off the FX
/// thread; a store is closed when it is changed. Safe for use by many threads.
public final class OpenStores implements AutoCloseable {
    private final Map<String, String> environment;
    private final Path cacheDirectory;
    private final ReentrantLock cacheLock = new ReentrantLock();
    private volatile Map<NamedStore, LazyStore> opened = Map.of();
    private volatile Stores stores = Stores.NONE;
    private @Nullable Cache cache;

    /// No stores yet; what they need, that environment says.
    ///
    /// @param cacheDirectory where the cache is
    public OpenStores(Map<String, String> environment, Path cacheDirectory) {
        this.environment = Map.copyOf(environment);
        this.cacheDirectory = cacheDirectory;
    }

    /// Uses those stores from now on, in that order. Those that are used already stay as they are.
    void use(List<NamedStore> now) {
        Map<NamedStore, LazyStore> before = opened;
        Map<NamedStore, LazyStore> after = new LinkedHashMap<>();
        Stores named = Stores.NONE;
        for (NamedStore store : now) {
            LazyStore there = before.get(store);
            LazyStore used = there == null ? new LazyStore(store, environment) : there;
            after.put(store, used);
            named = named.and(store.name(), used);
        }
        opened = after;
        stores = named;
        before.forEach((store, lazy) -> {
            if (!after.containsKey(store)) {
                Thread.ofVirtual().name("close a store").start(lazy::close);
            }
        });
    }

    /// That policy with the stores and the cache. Opens the cache, and so may block; where it cannot be opened, content
    /// is fetched anew each time.
    public FetchPolicy in(FetchPolicy policy) {
        return policy.withStores(stores).withCache(cacheIfUsable());
    }

    private @Nullable Cache cacheIfUsable() {
        try {
            return cache();
        } catch (XooaiException _) {
            return null; // The settings say why.
        }
    }

    /// The cache. Opens it, and so may block.
    ///
    /// @throws XooaiException when it cannot be used
    Cache cache() {
        cacheLock.lock();
        try {
            Cache there = cache;
            if (there == null) {
                there = Cache.open(cacheDirectory, DirectoryStore.Bounds.DEFAULT);
                cache = there;
            }
            return there;
        } finally {
            cacheLock.unlock();
        }
    }

    /// Where the cache is.
    Path cacheDirectory() {
        return cacheDirectory;
    }

    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() {
        use(List.of());
    }
}
