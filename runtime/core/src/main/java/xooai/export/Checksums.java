package xooai.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// The SHA-256 of every entry of a flow jar, in the form that `sha256sum` writes and checks.
final class Checksums {
    /// The entry that holds them.
    static final String ENTRY = "META-INF/xooai/checksums";

    private static final int MAX_THREADS = 4;
    private static final int HASH_DIGITS = 64;
    private static final int BUFFER = 64 << 10;

    private Checksums() {}

    /// A digest for one thread.
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /// The line of one entry.
    static String line(byte[] hash, String entry) {
        return HexFormat.of().formatHex(hash) + "  " + entry + "\n";
    }

    /// Checks that a jar holds exactly the entries that were written, unchanged. Works on several threads.
    ///
    /// @throws XooaiException with DATA_LOSS that names the first entry that is changed, missing or added
    static void verify(Path jar) {
        try {
            if (!Seal.isIntact(jar)) {
                verifyEntries(jar);
            }
        } catch (IOException e) {
            throw broken(jar, "it cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static void verifyEntries(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Map<String, String> expected = read(jar, zip);
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> !entry.getName().equals(ENTRY))
                    .sorted(Comparator.comparingLong(ZipEntry::getSize).reversed())
                    .toList();
            checkNames(jar, expected, entries);
            checkContents(jar, zip, expected, entries);
        }
    }

    private static Map<String, String> read(Path jar, ZipFile zip) throws IOException {
        ZipEntry list = zip.getEntry(ENTRY);
        if (list == null) {
            throw broken(jar, "its list of checksums (" + ENTRY + ") is missing", null);
        }
        Map<String, String> expected = new LinkedHashMap<>();
        try (InputStream in = zip.getInputStream(list)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.length() > HASH_DIGITS + 2)
                    .forEach(line -> expected.put(line.substring(HASH_DIGITS + 2), line.substring(0, HASH_DIGITS)));
        }
        return expected;
    }

    private static void checkNames(Path jar, Map<String, String> expected, List<? extends ZipEntry> entries) {
        Map<String, String> missing = new LinkedHashMap<>(expected);
        for (ZipEntry entry : entries) {
            if (missing.remove(entry.getName()) == null) {
                throw broken(jar, "the entry " + entry.getName() + " was added", null);
            }
        }
        for (String name : missing.keySet()) {
            throw broken(jar, "the entry " + name + " is missing", null);
        }
    }

    private static void checkContents(
            Path jar, ZipFile zip, Map<String, String> expected, List<? extends ZipEntry> entries) {
        AtomicInteger next = new AtomicInteger();
        ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
        int count = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
        Thread[] threads = new Thread[count - 1];
        Runnable work = () -> checkSome(jar, zip, expected, entries, next, failures);
        for (int i = 0; i < threads.length; i++) {
            threads[i] =
                    Thread.ofPlatform().daemon().name("xooai-checksums-" + i).start(work);
        }
        work.run();
        for (Thread thread : threads) {
            join(thread);
        }
        RuntimeException failure = failures.peek();
        if (failure != null) {
            throw failure;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new XooaiException(Code.CANCELLED, "the check of the jar was interrupted", e);
        }
    }

    private static void checkSome(
            Path jar,
            ZipFile zip,
            Map<String, String> expected,
            List<? extends ZipEntry> entries,
            AtomicInteger next,
            ConcurrentLinkedQueue<RuntimeException> failures) {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER];
        while (failures.isEmpty()) {
            int index = next.getAndIncrement();
            if (index >= entries.size()) {
                return;
            }
            ZipEntry entry = entries.get(index);
            try {
                String found = HexFormat.of().formatHex(hash(zip, entry, digest, buffer));
                if (!found.equals(expected.get(entry.getName()))) {
                    failures.add(broken(jar, "the entry " + entry.getName() + " was changed", null));
                }
            } catch (IOException | UncheckedIOException e) {
                failures.add(broken(jar, "the entry " + entry.getName() + " cannot be read", e));
            }
        }
    }

    private static byte[] hash(ZipFile zip, ZipEntry entry, MessageDigest digest, byte[] buffer) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return digest.digest();
    }

    private static XooaiException broken(Path jar, String why, @Nullable Throwable cause) {
        return new XooaiException(
                Code.DATA_LOSS,
                "cannot start " + jar.getFileName() + ": " + why
                        + " since it was exported; export the flow again, or get the jar anew",
                cause);
    }
}
