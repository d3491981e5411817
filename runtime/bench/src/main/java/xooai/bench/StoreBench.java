package xooai.bench;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import xooai.doc.Content;
import xooai.drivers.s3.S3Server;
import xooai.drivers.s3.S3StoreProvider;
import xooai.store.Cache;
import xooai.store.DirectoryStore;
import xooai.store.FetchPolicy;
import xooai.store.Store;
import xooai.store.StoreRef;
import xooai.store.Stores;

/// The store on S3 against the bare MinIO client on the same server, and the store in a directory against plain files
/// that are hashed and synced as its are. Everything that is put is new.
final class StoreBench {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final int WARM_ROUNDS = 3;
    private static final int MIB = 1 << 20;
    private static final int LARGE = 100 * MIB;
    private static final int SMALL = 100 << 10;
    private static final int MANY = 1_000;
    private static final int THREADS = 8;
    private static final Aim NEARLY_AS_FAST = Aim.atLeast(0.9);
    private static final Aim FAST_ENOUGH = Aim.atLeast(0.8);

    private StoreBench() {}

    static List<Row> run() {
        List<Row> rows = new ArrayList<>(directory());
        try (S3Server server = S3Server.start()) {
            S3Server.Bucket bucket = server.newBucket();
            MinioClient bare = client(server.endpoint());
            try (Store store = new S3StoreProvider().open(server.address(bucket), S3Server.environment())) {
                rows.addAll(large(store, bare, bucket));
                rows.add(cached(store));
                rows.addAll(many(store, bare, bucket));
            } finally {
                bare.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("a store could not be measured", e);
        }
        return rows;
    }

    private static MinioClient client(URI endpoint) {
        Map<String, String> keys = S3Server.environment();
        return MinioClient.builder()
                .endpoint(endpoint.toString())
                .region("us-east-1")
                .credentials(keys.getOrDefault("AWS_ACCESS_KEY_ID", ""), keys.getOrDefault("AWS_SECRET_ACCESS_KEY", ""))
                .build();
    }

    private static List<Row> directory() {
        Path folder = temporary();
        try (DirectoryStore store = DirectoryStore.open(folder.resolve("store"), DirectoryStore.Bounds.DEFAULT)) {
            PlainFiles files = new PlainFiles(Files.createDirectory(folder.resolve("files")));
            Row put = contest(
                    "directory store, put of 100 MiB (baseline: written, hashed and synced)",
                    new Measure(LARGE / MIB, "MiB/s", FAST_ENOUGH),
                    () -> store.put(Generated.of(LARGE)),
                    () -> files.write(Generated.of(LARGE)),
                    () -> {
                        delete(folder.resolve("store/content"));
                        Files.createDirectories(folder.resolve("store/content"));
                        delete(folder.resolve("files"));
                        Files.createDirectories(folder.resolve("files"));
                    });
            Store.Stored stored = store.put(Generated.of(LARGE));
            Path file = files.write(Generated.of(LARGE));
            Row get = contest(
                    "directory store, get of 100 MiB, verified (baseline: read and hashed)",
                    new Measure(LARGE / MIB, "MiB/s", FAST_ENOUGH),
                    () -> drain(Content.at("store", stored.signature(), stored.size(), null)
                            .from(_ -> store.get(stored.signature()))
                            .open()),
                    () -> files.read(file),
                    () -> {});
            return List.of(put, get);
        } catch (Exception e) {
            throw new IllegalStateException("a store could not be measured", e);
        } finally {
            delete(folder);
        }
    }

    private static List<Row> large(Store store, MinioClient bare, S3Server.Bucket bucket) throws Exception {
        Measure measure = new Measure(LARGE / MIB, "MiB/s", NEARLY_AS_FAST);
        Work empty = () -> empty(bucket);
        List<Row> rows = new ArrayList<>();
        Work barePut = () -> put(bare, bucket, "bare", Generated.of(LARGE), LARGE);
        rows.add(contest("S3 store, put of 100 MiB from a ref", measure, () -> putRef(store), barePut, empty));
        rows.add(contest(
                "S3 store, put of 100 MiB from a stream that is read once",
                new Measure(LARGE / MIB, "MiB/s", Aim.NONE),
                () -> store.put(Generated.of(LARGE)),
                barePut,
                empty));
        String signature = store.put(Generated.of(LARGE)).signature();
        put(bare, bucket, "bare", Generated.of(LARGE), LARGE);
        rows.add(contest(
                "S3 store, get of 100 MiB",
                measure,
                () -> drain(store.get(signature)),
                () -> drain(get(bare, bucket, "bare")),
                () -> {}));
        empty(bucket);
        return rows;
    }

    /// Content that was fetched before: opened, and its first byte read.
    private static Row cached(Store store) throws Exception {
        Path folder = temporary();
        try {
            Cache cache = Cache.open(folder.resolve("cache"), DirectoryStore.Bounds.DEFAULT);
            PlainFiles files = new PlainFiles(Files.createDirectory(folder.resolve("files")));
            Path file = files.write(Generated.of(LARGE));
            Store.Stored stored = store.put(Generated.of(LARGE));
            Content content = Content.at(
                            new StoreRef("media", stored.signature()).toString(),
                            stored.signature(),
                            stored.size(),
                            null)
                    .from(FetchPolicy.NONE
                            .withStores(Stores.of("media", store))
                            .withCache(cache)
                            .source());
            drain(content.open());
            Rounds rounds = new Rounds();
            for (int i = -WARM_ROUNDS; i < ROUNDS; i++) {
                double baseline = seconds(() -> begin(Files.newInputStream(file)));
                double ours = seconds(() -> begin(content.open()));
                if (i >= 0) {
                    rounds.add(ours * 1e3, baseline * 1e3);
                }
            }
            return rounds.row(
                    "cache, first byte of 100 MiB that was fetched before (baseline: of a file)",
                    "ms",
                    Aim.measureBelow(1));
        } finally {
            delete(folder);
        }
    }

    private static void begin(InputStream in) throws IOException {
        try (in) {
            if (in.read() < 0) {
                throw new IOException("nothing is there");
            }
        }
    }

    private static void putRef(Store store) throws IOException {
        int number = Generated.next();
        store.put(Content.at("generated").from(_ -> new Generated(number, LARGE)));
    }

    private static List<Row> many(Store store, MinioClient bare, S3Server.Bucket bucket) throws Exception {
        Measure measure = new Measure(MANY, "contents/s", NEARLY_AS_FAST);
        String[] signatures = new String[MANY];
        Row put = contest(
                "S3 store, put of 1,000 contents of 100 KiB by 8 threads",
                measure,
                () -> each(i -> signatures[i] = store.put(Content.ofOwnedBytes(Generated.bytes(SMALL), null))
                        .signature()),
                () -> each(i -> put(bare, bucket, "bare/" + i, Generated.of(SMALL), SMALL)),
                () -> empty(bucket));
        each(i -> signatures[i] =
                store.put(Content.ofOwnedBytes(Generated.bytes(SMALL), null)).signature());
        each(i -> put(bare, bucket, "bare/" + i, Generated.of(SMALL), SMALL));
        Row get = contest(
                "S3 store, get of 1,000 contents of 100 KiB by 8 threads",
                measure,
                () -> each(i -> drain(store.get(signatures[i]))),
                () -> each(i -> drain(get(bare, bucket, "bare/" + i))),
                () -> {});
        return List.of(put, get);
    }

    private static void put(MinioClient bare, S3Server.Bucket bucket, String key, InputStream in, long size)
            throws Exception {
        bare.putObject(PutObjectArgs.builder().bucket(bucket.name()).object(key).stream(in, size, -1L)
                .build());
    }

    private static InputStream get(MinioClient bare, S3Server.Bucket bucket, String key) throws Exception {
        return bare.getObject(
                GetObjectArgs.builder().bucket(bucket.name()).object(key).build());
    }

    private static void drain(InputStream in) throws IOException {
        try (in) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /// What is measured once a round.
    private interface Work {
        void run() throws Exception;
    }

    /// How much a round does.
    private record Measure(int amount, String unit, Aim aim) {}

    /// Both sides take turns, and begin in turns.
    private static Row contest(String what, Measure measure, Work mine, Work baseline, Work after) throws Exception {
        Rounds rounds = new Rounds();
        for (int i = -WARM_ROUNDS; i < ROUNDS; i++) {
            boolean first = i % 2 == 0;
            double before = first ? seconds(mine) : 0;
            double theirs = seconds(baseline);
            double ours = first ? before : seconds(mine);
            after.run();
            if (i >= 0) {
                rounds.add(measure.amount() / ours, measure.amount() / theirs);
            }
        }
        return rounds.row(what, measure.unit(), measure.aim());
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /// What is done with each of many.
    private interface Numbered {
        void run(int number) throws Exception;
    }

    private static void each(Numbered work) throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = IntStream.range(0, THREADS)
                    .<Future<?>>mapToObj(_ -> threads.submit(() -> {
                        for (int i = next.getAndIncrement(); i < MANY; i = next.getAndIncrement()) {
                            work.run(i);
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("xooai-stores");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void empty(S3Server.Bucket bucket) throws IOException {
        try (Stream<Path> all = Files.list(bucket.directory())) {
            all.forEach(StoreBench::delete);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
