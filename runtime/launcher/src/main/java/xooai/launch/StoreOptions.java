package xooai.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import xooai.store.Cache;
import xooai.store.DirectoryStore;
import xooai.store.FetchPolicy;
import xooai.store.Stores;

/// The options that say where large content lives.
public final class StoreOptions {
    @Option(
            names = "--store",
            paramLabel = "NAME=ADDRESS",
            description = {
                "Send content of more than 64 KiB through that store, and read what others put there under the same"
                    + " name. May be given several times: new content goes into the first. The address is a directory,"
                    + " or",
                "s3://BUCKET/PREFIX?endpoint=https://HOST:PORT",
                "with its keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or in a profile of ~/.aws/credentials."
            })
    private List<String> stores = new ArrayList<>();

    @Option(
            names = "--cache",
            paramLabel = "DIRECTORY",
            description = {"Keep content that was fetched there; unless told, in", "~/.cache/xooai/content"})
    private @Nullable Path cache;

    @Option(
            names = "--cache-size",
            paramLabel = "SIZE",
            defaultValue = "16GiB",
            converter = Sizes.class,
            description = "How much the cache holds; ${DEFAULT-VALUE} unless told, 0 for no cache.")
    private long cacheSize = DirectoryStore.Bounds.DEFAULT.bytes();

    private @Nullable Stores opened;
    private @Nullable Cache kept;

    /// That policy with the stores and the cache that the options name. They are opened once.
    ///
    /// @throws xooai.doc.XooaiException when one cannot be opened; the message says how to mend it
    public FetchPolicy of(FetchPolicy policy, Map<String, String> environment) {
        if (opened == null) {
            opened = Stores.open(stores, environment);
            boolean useful =
                    !stores.isEmpty() || cache != null || !policy.hosts().isEmpty();
            kept = cacheSize == 0 || !useful ? null : cache(environment);
        }
        return policy.withStores(opened).withCache(kept);
    }

    private Cache cache(Map<String, String> environment) {
        long content = Math.min(cacheSize, DirectoryStore.Bounds.DEFAULT.contentBytes());
        return Cache.open(
                cache == null ? Cache.standardDirectory(environment) : cache,
                new DirectoryStore.Bounds(cacheSize, content, DirectoryStore.Bounds.DEFAULT.age()));
    }
}
