package xooai.designer.safety;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xooai.codec.Limits;
import xooai.designer.design.Design;
import xooai.designer.shared.Bounded;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.flow.FlowFile;
import xooai.store.Folders;
import xooai.store.SafeFile;

/// The directory with the journals of all flows of a person, readable by that person alone.
///
/// A file's journal is found by the file's path, that of a flow without a file by chance. Safe for any thread.
public final class Journals {
    static final String ENDING = ".journal";
    private static final int MOST_CLOSED = 60;
    private static final Duration OLDEST_CLOSED = Duration.ofDays(90);

    private final Path directory;

    /// The journals in that directory, which is made when the first is written.
    public Journals(Path directory) {
        this.directory = directory;
    }

    /// The key of that file's journal.
    static String key(Path file) {
        Path real;
        try {
            real = file.toRealPath();
        } catch (IOException _) {
            real = file.toAbsolutePath().normalize(); // It is not there yet.
        }
        return Content.sign(real.toString().getBytes(StandardCharsets.UTF_8))
                .replace("sha256:", "")
                .substring(0, 32);
    }

    /// The key of a flow's journal that has no file.
    static String freshKey() {
        return "new-" + UUID.randomUUID();
    }

    Path file(String key) {
        return directory.resolve(key + ENDING);
    }

    private Path lock(String key) {
        return directory.resolve(key + ".lock");
    }

    /// Claims the flow of that key.
    ///
    /// @return the claim, or null when another window has it
    @Nullable
    Claim claim(String key) throws IOException {
        Folders.createPrivate(directory);
        return Claim.of(lock(key));
    }

    /// Who has the flow of that key, in words.
    String holder(String key) {
        return Claim.holder(lock(key));
    }

    /// Puts the journal of that key aside, to be offered for recovery.
    Path putAside(String key) throws IOException {
        return Files.move(file(key), file("left-" + UUID.randomUUID()));
    }

    /// What killed windows left unsaved, the latest first; and sweeps what is of no use any more.
    ///
    /// @param fails hears of each journal that cannot be read, in words: it stays where it is, and hides no other
    List<LeftBehind> leftBehind(Consumer<String> fails) throws IOException {
        List<LeftBehind> left = new ArrayList<>();
        List<Aged> closed = new ArrayList<>();
        for (Path journal : all()) {
            attempt(journal, fails, () -> look(journal, left, closed));
        }
        for (LeftBehind one : List.copyOf(left)) {
            if (left.stream().anyMatch(other -> one.isWithin(other))) {
                left.remove(one);
                attempt(one.journal(), fails, () -> discard(one.journal()));
            }
        }
        sweep(closed, fails);
        left.sort(Comparator.comparing(LeftBehind::last).reversed());
        return left;
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void attempt(Path journal, Consumer<String> fails, Step step) {
        try {
            step.run();
        } catch (IOException e) {
            // One that is gone was taken away meanwhile by the window that it was of.
            if (Files.exists(journal)) {
                fails.accept(words(journal, SafeFile.reason(e)));
            }
        } catch (RuntimeException e) {
            fails.accept(words(journal, String.valueOf(e.getMessage())));
        }
    }

    private static String words(Path journal, String why) {
        return "Tried to read the journal " + journal + " of unsaved edits: " + why
                + ". It stays where it is; delete it if you miss nothing";
    }

    private void look(Path journal, List<LeftBehind> left, List<Aged> closed) throws IOException {
        // What is closed is not claimed even for a moment: a window may open its file right now.
        if (Replay.isClosed(journal)) {
            closed.add(Aged.of(journal));
        } else {
            lookIntoOpen(journal, left, closed);
        }
    }

    private void lookIntoOpen(Path journal, List<LeftBehind> left, List<Aged> closed) throws IOException {
        try (Claim claim = claim(keyOf(journal))) {
            if (claim == null) {
                return; // A window has it.
            }
            Replay replay = Replay.of(journal);
            if (replay != null && isLeft(replay)) {
                left.add(new LeftBehind(journal, replay));
            } else {
                closed.add(Aged.of(journal));
            }
        }
    }

    private List<Path> all() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ENDING)).toList();
        }
    }

    private static String keyOf(Path journal) {
        String name = String.valueOf(journal.getFileName());
        return name.substring(0, name.length() - ENDING.length());
    }

    /// Whether a journal has something that its file has not.
    static boolean isLeft(Replay replay) {
        Path file = replay.kept().file();
        return replay.isUnsaved()
                && (file == null || !replay.kept().history().current().equals(inFile(file)));
    }

    private static @Nullable Design inFile(Path file) {
        try {
            byte[] bytes = Bounded.read(file, Limits.DEFAULT.bodyBytes(), "a flow file");
            return Design.of(FlowFile.read(bytes).spec());
        } catch (IOException | XooaiException _) {
            return null; // What cannot be read holds none of it.
        }
    }

    private void sweep(List<Aged> aged, Consumer<String> fails) {
        aged.sort(Comparator.comparing(Aged::at).reversed());
        Instant oldest = Instant.now().minus(OLDEST_CLOSED);
        for (int i = 0; i < aged.size(); i++) {
            if (i >= MOST_CLOSED || aged.get(i).at().isBefore(oldest)) {
                Path journal = aged.get(i).journal();
                attempt(journal, fails, () -> discard(journal));
            }
        }
    }

    private record Aged(Path journal, Instant at) {
        static Aged of(Path journal) throws IOException {
            return new Aged(journal, Files.getLastModifiedTime(journal).toInstant());
        }
    }

    /// Deletes a journal that no window has.
    void discard(Path journal) throws IOException {
        Claim claim = claim(keyOf(journal));
        if (claim != null) {
            Files.deleteIfExists(journal);
            claim.forget();
        }
    }
}
