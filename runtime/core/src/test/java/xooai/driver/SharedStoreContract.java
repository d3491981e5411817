package xooai.driver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Image;
import xooai.doc.Slot;
import xooai.doc.Text;
import xooai.executor.RemoteExecutor;
import xooai.store.Cache;
import xooai.store.DirectoryStore;
import xooai.store.FetchPolicy;
import xooai.store.Stores;

/// What the contracts of large content stand on: a [Gallery] whose server and caller know the same store.
abstract class SharedStoreContract extends Contract {
    static final int LARGE = 300_000;
    static final DirectoryStore.Bounds BOUNDS = new DirectoryStore.Bounds(8L << 30, 4L << 30, Duration.ofDays(1));

    final Gallery gallery = new Gallery();

    @TempDir
    Path folder = Path.of("");

    CountingStore ours;
    CountingStore theirs;

    /// Both sides know the same store, each by an object of its own, and have a cache of their own.
    @BeforeEach
    void shareAStore() {
        ours = opened(store());
        theirs = opened(store());
        serveGallery(FetchPolicy.NONE.withStores(media(theirs)).withCache(cache("their-cache")));
        remote = remoteWith(FetchPolicy.PUBLIC.withStores(media(ours)).withCache(cache("our-cache")));
    }

    static Stores media(CountingStore store) {
        return Stores.of("media", store);
    }

    final CountingStore store() {
        return new CountingStore(DirectoryStore.open(folder.resolve("store"), BOUNDS));
    }

    final Cache cache(String name) {
        return Cache.open(folder.resolve(name), BOUNDS);
    }

    final void serveGallery(FetchPolicy refs) {
        server = opened(transport().serve(gallery, transport().serving().withRefs(refs)));
    }

    final RemoteExecutor remoteWith(FetchPolicy refs) {
        return remote(transport().connecting().withRefs(refs));
    }

    static DocArray<Image> picture(int size) {
        return pictures(Image.of(Gallery.painted(size), "image/x-noise"));
    }

    static DocArray<Image> pictures(Image... images) {
        List<Slot<Image>> slots = new ArrayList<>();
        for (Image image : images) {
            slots.add(Slot.of(image).withId("picture" + slots.size()));
        }
        return DocArray.ofSlots(slots);
    }

    static String said(DocArray<? extends Doc> answer) {
        return ((Text) answer.slot(0).get()).text();
    }
}
