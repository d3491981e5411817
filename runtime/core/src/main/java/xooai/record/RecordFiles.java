package xooai.record;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.SafeFile;

/// A directory of recordings that never holds more than so many bytes and files: the oldest are deleted. Their names
/// sort by the time at which the runs began. Used by one thread at a time.
public final class RecordFiles {
    /// The most files in it.
    public static final int MOST_FILES = 10_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int NAMED = 40;
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final Path directory;
    private final long most;
    private final int mostFiles;
    private final TreeMap<String, Long> sizes = new TreeMap<>();
    private long total;
    private long number;

    private RecordFiles(Path directory, long most, int mostFiles) {
        this.directory = directory;
        this.most = most;
        this.mostFiles = mostFiles;
    }

    /// Those in that directory, which is made where there is none, and is its owner's alone.
    ///
    /// @param most how many bytes they may have together
    /// @throws XooaiException with FAILED_PRECONDITION when the directory cannot be used
    public static RecordFiles in(Path directory, long most) {
        return in(directory, most, MOST_FILES);
    }

    /// The same with at most so many files.
    public static RecordFiles in(Path directory, long most, int mostFiles) {
        RecordFiles files = new RecordFiles(directory, most, mostFiles);
        try {
            SafeFile.createOwnDirectory(directory);
            files.sweepParts();
            files.readSizes();
            files.makeRoom(0);
        } catch (IOException e) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION, "cannot record in " + directory + ": " + SafeFile.reason(e), e);
        }
        return files;
    }

    /// The directory.
    public Path directory() {
        return directory;
    }

    /// The recordings, the latest first.
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        sizes.descendingKeySet().forEach(name -> files.add(directory.resolve(name)));
        return files;
    }

    /// Writes a run, whole or not at all, and deletes the oldest where that is needed.
    ///
    /// @return its file
    /// @throws IOException when it cannot be written
    public Path add(RunRecord run) throws IOException {
        byte[] json = run.toJson();
        if (json.length > most) {
            json = run.withoutContent().toJson();
        }
        if (json.length > most) {
            throw new IOException("a recording of it has " + json.length + " bytes, and all may have " + most);
        }
        makeRoom(json.length);
        String name = TIME.format(run.started()) + "-" + String.format(Locale.ROOT, "%06d", number++ % 1_000_000) + "-"
                + plain(run.rid()) + RunRecord.SUFFIX;
        Path file = directory.resolve(name);
        byte[] whole = json;
        SafeFile.writeOwn(file, out -> out.write(whole));
        sizes.put(name, (long) json.length);
        total += json.length;
        return file;
    }

    /// Deletes a recording.
    ///
    /// @throws IOException when that fails
    public void delete(Path file) throws IOException {
        Path name = file.getFileName();
        if (name != null) {
            delete(name.toString());
        }
    }

    /// A process that was killed while it wrote has left a part of a file.
    private void sweepParts() throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(AN_HOUR));
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, ".*" + RunRecord.SUFFIX + ".*.part")) {
            for (Path part : found) {
                if (Files.getLastModifiedTime(part, LinkOption.NOFOLLOW_LINKS).compareTo(old) < 0) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    private void readSizes() throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + RunRecord.SUFFIX)) {
            for (Path file : found) {
                try {
                    BasicFileAttributes facts =
                            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                    if (facts.isRegularFile()) {
                        sizes.put(String.valueOf(file.getFileName()), facts.size());
                        total += facts.size();
                    }
                } catch (NoSuchFileException _) {
                    // Somebody has deleted it meanwhile.
                }
            }
        }
    }

    private void makeRoom(long wanted) throws IOException {
        while (!sizes.isEmpty() && (total + wanted > most || sizes.size() >= mostFiles + (wanted == 0 ? 1 : 0))) {
            delete(sizes.firstKey());
        }
    }

    private void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
        Long size = sizes.remove(name);
        total -= size == null ? 0 : size;
    }

    /// A request's id is a caller's words.
    private static String plain(String rid) {
        String plain = rid.replaceAll("[^A-Za-z0-9-]", "_");
        return plain.length() <= NAMED ? plain : plain.substring(0, NAMED);
    }
}
