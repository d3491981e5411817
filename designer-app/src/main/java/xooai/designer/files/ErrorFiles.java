package xooai.designer.files;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.ProgramVersion;
import xooai.store.Folders;

/// What failed that nobody expected to, written down for whoever mends it: a file each, for the eyes of the owner.
///
/// The newest twenty stay. What fails again and again in one start is written once. Safe for use by many threads.
public final class ErrorFiles {
    private static final int MOST_FILES = 20;
    private static final int MOST_CHARACTERS = 200_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH-mm-ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Set<String> written = new HashSet<>();

    /// @param state the folder of what the program remembers
    public ErrorFiles(Path state) {
        this.directory = state.resolve("errors");
    }

    /// Where they are.
    public Path directory() {
        return directory;
    }

    /// All that helps to find out why: the versions, the thread, and where it failed.
    public String details(Thread thread, Throwable failure) {
        StringWriter out = new StringWriter();
        PrintWriter print = new PrintWriter(out);
        print.println(
                "xooai " + ProgramVersion.text() + ", Java " + Runtime.version() + ", " + System.getProperty("os.name")
                        + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
        print.println("in the thread " + thread.getName());
        failure.printStackTrace(print);
        print.flush();
        String text = out.toString();
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "\n…\n";
    }

    /// Writes it down.
    ///
    /// @return the file; null where it was written before, or cannot be
    public synchronized @Nullable Path write(Thread thread, Throwable failure) {
        String details = details(thread, failure);
        if (written.size() >= MOST_FILES || !written.add(details)) {
            return null;
        }
        try {
            Folders.createPrivate(directory);
            Path file = free(TIME.format(Instant.now()));
            SafeFile.writePrivate(file, details.getBytes(StandardCharsets.UTF_8));
            makeRoom();
            return file;
        } catch (IOException _) {
            // Who is told of the failure can still copy the details; there is nowhere else to write to.
            return null;
        }
    }

    private Path free(String name) {
        Path file = directory.resolve(name + ".txt");
        for (int i = 2; Files.exists(file); i++) {
            // By name it comes after the first of the same moment.
            file = directory.resolve(name + String.format(Locale.ROOT, "_%02d.txt", i));
        }
        return file;
    }

    private void makeRoom() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(directory)) {
            files = found.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
        for (Path oldest : files.subList(0, Math.max(0, files.size() - MOST_FILES))) {
            Files.deleteIfExists(oldest);
        }
    }
}
