package xooai.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.Folders;
import xooai.store.SafeFile;

/// Where an exported folder goes: a part beside it, hidden and of this export alone, in which it is made, and its
/// place, which may hold an earlier export and nothing that somebody put there.
final class ImageTarget {
    /// The folder with the jar and its cache.
    static final String APP = "app";

    /// The folder with the Java.
    static final String RUNTIME = "runtime";

    /// The folder with the launcher.
    static final String BIN = "bin";

    /// The file by which a folder is known to be an export: a sentence, then what the export wrote in `app` and `bin`,
    /// a line each. Earlier ones have the sentence alone.
    private static final String MARK = ".xooai-export";

    private static final Pattern SENTENCE = Pattern.compile("An export of the flow (\\S+), which the next may replace");
    private static final Set<String> OWN = Set.of(APP, BIN, RUNTIME, MARK);
    private static final Duration STALE = Duration.ofDays(1);
    private static final int ATTEMPTS = 100;

    private final Path given;
    private final Path folder;
    private final Path part;

    private ImageTarget(Path given) {
        this.given = given;
        this.folder = given.toAbsolutePath();
        this.part = hidden();
    }

    /// That folder.
    ///
    /// @throws XooaiException with FAILED_PRECONDITION when there is what is not to be replaced
    static ImageTarget of(Path folder) {
        ImageTarget target = new ImageTarget(folder);
        target.check();
        return target;
    }

    /// The folder itself.
    Path folder() {
        return folder;
    }

    /// Where to make it.
    Path part() {
        return part;
    }

    /// Makes the part, and deletes those of exports to here that were ended before they could.
    void begin() throws IOException {
        Files.createDirectories(part);
        Pattern parts = Pattern.compile(
                Pattern.quote("." + folder.getFileName()) + "(\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?\\.part");
        Instant stale = Instant.now().minus(STALE);
        try (Stream<Path> beside = Files.list(part.resolveSibling(""))) {
            for (Path entry : beside.toList()) {
                if (parts.matcher(String.valueOf(entry.getFileName())).matches() && isOlder(entry, stale)) {
                    deleteQuietly(entry);
                }
            }
        }
    }

    private static boolean isOlder(Path entry, Instant than) {
        try {
            return Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(than);
        } catch (IOException _) {
            return false; // Its export ended just now.
        }
    }

    /// Marks what is in the part as an export, and puts it into its place. Of two at once the later one stays.
    ///
    /// @return how many bytes it has
    /// @throws XooaiException with FAILED_PRECONDITION when there is by now what is not to be replaced
    long put(String name) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("An export of the flow " + name + ", which the next may replace");
        lines.addAll(entriesOfAppAndBin(part));
        Files.write(part.resolve(MARK), lines);
        long bytes = Folders.size(part);
        for (int attempt = 1; !replaced(attempt == ATTEMPTS); attempt++) {
            // Another export put its own there between the two moves.
        }
        return bytes;
    }

    /// Tries to put the part into its place, and what was there away.
    ///
    /// @return whether it did; not, when another export was faster
    private boolean replaced(boolean last) throws IOException {
        check();
        Path old = hidden();
        boolean moved = moved(folder, old);
        try {
            move(part, folder);
            return true;
        } catch (FileSystemException e) {
            if (moved) {
                putBack(old);
            }
            if (last) {
                throw e;
            }
            return false;
        } finally {
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                deleteQuietly(old);
            }
        }
    }

    private void putBack(Path old) throws IOException {
        try {
            move(old, folder);
        } catch (FileSystemException _) {
            // Another export is there by now, which would have replaced it.
        }
    }

    private static boolean moved(Path from, Path to) throws IOException {
        try {
            move(from, to);
            return true;
        } catch (NoSuchFileException _) {
            return false; // There is none, or another export took it away.
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, to);
        }
    }

    private Path hidden() {
        return folder.resolveSibling("." + folder.getFileName() + "." + UUID.randomUUID() + ".part");
    }

    /// Refuses to replace what somebody may need. What is seen of a folder counts when it was there all the while:
    /// another export may put its own there meanwhile.
    private void check() {
        for (int attempt = 1; ; attempt++) {
            Object before = identity();
            String refusal = refusal();
            if (refusal == null) {
                return;
            }
            if (attempt == ATTEMPTS || (before != null && before.equals(identity()))) {
                throw new XooaiException(Code.FAILED_PRECONDITION, "cannot export to " + given + ": " + refusal);
            }
        }
    }

    /// What tells the folder from another at its place; null when there is none, or the system does not tell.
    private @Nullable Object identity() {
        try {
            return Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (IOException _) {
            return null;
        }
    }

    /// Why what is there is not to be replaced; null when it may be, or there is nothing.
    private @Nullable String refusal() {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        Path mark = folder.resolve(MARK);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !Files.isRegularFile(mark)) {
            return "it exists and is no exported folder; choose another name, or delete it";
        }
        try {
            TreeSet<String> others = new TreeSet<>();
            try (Stream<Path> entries = Files.list(folder)) {
                entries.map(Path::getFileName).map(String::valueOf).forEach(others::add);
            }
            others.removeAll(OWN);
            others.addAll(entriesOfAppAndBin(folder));
            others.removeAll(written(Files.readAllLines(mark)));
            return others.isEmpty()
                    ? null
                    : "it holds " + others.first()
                            + ", which the export that is there did not write; choose another name, or take that out";
        } catch (IOException e) {
            return "it cannot be looked into: " + SafeFile.reason(e);
        }
    }

    private static List<String> written(List<String> mark) {
        Matcher sentence = SENTENCE.matcher(mark.isEmpty() ? "" : mark.getFirst());
        if (mark.size() > 1 || !sentence.matches()) {
            return mark;
        }
        String name = sentence.group(1);
        return List.of(
                APP + "/" + name + ".jar", APP + "/" + name + ".aot", BIN + "/" + name, BIN + "/" + name + ".bat");
    }

    private static SortedSet<String> entriesOfAppAndBin(Path folder) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        for (String name : List.of(APP, BIN)) {
            if (Files.isDirectory(folder.resolve(name))) {
                try (Stream<Path> entries = Files.walk(folder.resolve(name))) {
                    entries.map(entry -> folder.relativize(entry).toString().replace('\\', '/'))
                            .filter(entry -> !entry.equals(name))
                            .forEach(found::add);
                } catch (UncheckedIOException e) {
                    throw new IOException(e.getMessage(), e);
                }
            }
        }
        return found;
    }

    /// Deletes what nobody needs any more. What stays is hidden, and an export to here deletes it a day later.
    static void deleteQuietly(Path part) {
        try {
            Folders.delete(part);
        } catch (IOException _) {
            // As said.
        }
    }
}
