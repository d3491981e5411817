package xooai.designer.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.Content;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;

/// A designer that is killed by the system in the middle of editing loses no file and at most a second, and what it
/// had is offered whenever there is something to offer.
final class KilledDesignerTest {
    private static final int KILLS = Boolean.getBoolean("xooai.soak") ? 200 : 3;
    private static final long A_SECOND = TimeUnit.SECONDS.toNanos(1);

    @TempDir
    Path home;

    /// What the designer said, and when that came.
    private record Said(String what, String signature, long at) {}

    @Test
    void nothingIsLostWhenItIsKilledAtAnyMoment() throws Exception {
        Path file = home.resolve("work.flow.json");
        Files.write(file, FlowFile.write(FlowSpec.named("work")));
        Random random = new Random(7);
        for (int kill = 0; kill < KILLS; kill++) {
            String before = Content.sign(Files.readAllBytes(file));
            long moment = random.nextInt(20, 1500);
            List<Said> said = new ArrayList<>();
            long killed = runAndKill(file, kill, moment, said);
            check("kill " + kill + " after " + moment + " ms", file, before, said, killed);
        }
    }

    @Test
    void aFileThatAnotherProcessHasOpenIsHeldUntilThatDies() throws Exception {
        Path file = home.resolve("held.flow.json");
        Files.write(file, FlowFile.write(FlowSpec.named("held")));
        Process process = started(file, 1, KilledDesigner.WITHOUT_SAVING);
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.readLine()).startsWith("B 0");
            awaitJournal(file, lines);
            try (Desk second = new Desk(home.resolve("settings"))) {
                assertThat(second.journals.leftBehind(Desk::unexpected))
                        .as("what a living window has is not offered")
                        .isEmpty();
                second.run(() -> second.files.open(file));
                assertThat(second.concerns.told)
                        .singleElement()
                        .asString()
                        .startsWith("held: another window (process " + process.pid() + " on ");
            }
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            try (Desk next = new Desk(home.resolve("settings"))) {
                next.run(() -> next.files.open(file));
                next.until("what it had is offered", () -> next.concerns.left.size() == 1);
                assertThat(next.concerns.told).isEmpty();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /// Until something that is not saved is on disk, which takes up to a second.
    private void awaitJournal(Path file, BufferedReader lines) throws IOException {
        Path journal = new Journals(home.resolve("settings").resolve("journals")).file(Journals.key(file));
        Replay replay = null;
        while (replay == null || !replay.isUnsaved()) {
            assertThat(lines.readLine()).as("it goes on editing").isNotNull();
            replay = Files.exists(journal) ? Replay.of(journal) : null;
        }
    }

    private Process started(Path file, int seed, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledDesigner.class.getName(),
                home.resolve("settings").toString(),
                file.toString(),
                String.valueOf(seed)));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private long runAndKill(Path file, int seed, long millis, List<Said> said) throws Exception {
        Process process = started(file, seed);
        boolean timed = false;
        long killed = 0;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!timed) {
                    timed = true;
                    Thread.ofVirtual().start(() -> kill(process, millis));
                }
                String[] parts = line.split(" ", 3);
                if (parts.length == 3 && parts[2].length() == "sha256:".length() + 64) {
                    said.add(new Said(parts[0], parts[2], System.nanoTime()));
                }
            }
            killed = System.nanoTime();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("killed and not ended").isNotZero();
        return killed;
    }

    private static void kill(Process process, long millis) {
        try {
            if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                // By its handle: the process itself would close what it said before that is read.
                process.toHandle().destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void check(String as, Path file, String before, List<Said> said, long killed) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        assertThat(FlowFile.read(bytes).problems()).as(as).isEmpty();
        String inFile = Content.sign(bytes);
        List<String> known = new ArrayList<>(List.of(before));
        said.forEach(one -> known.add(one.signature()));
        assertThat(known).as(as + ": the file is one that was").contains(inFile);

        List<LeftBehind> left = new Journals(home.resolve("settings").resolve("journals")).leftBehind(Desk::unexpected);
        Said last = lastSureOf(said, killed);
        if (left.isEmpty()) {
            assertThat(last == null || inFile.equals(last.signature()) || wasLater(said, last, inFile))
                    .as(as + ": what was not saved is offered")
                    .isTrue();
            return;
        }
        assertThat(left).as(as).hasSize(1);
        String recovered = KilledDesigner.signature(left.getFirst().history().current());
        assertThat(recovered)
                .as(as + ": what is offered is not what the file holds")
                .isNotEqualTo(inFile);
        assertThat(known).as(as + ": what is offered is what it had").contains(recovered);
        if (last != null) {
            assertThat(recovered.equals(last.signature()) || wasLater(said, last, recovered))
                    .as(as + ": at most a second is lost")
                    .isTrue();
        }
        // What is not answered is offered again, and what is discarded is not.
        new Journals(home.resolve("settings").resolve("journals"))
                .discard(left.getFirst().journal());
        assertThat(new Journals(home.resolve("settings").resolve("journals")).leftBehind(Desk::unexpected))
                .isEmpty();
    }

    /// The last thing that was said to be done more than a second before.
    private static @Nullable Said lastSureOf(List<Said> said, long killed) {
        Said last = null;
        for (Said one : said) {
            if (!one.what().equals("B") && one.at() < killed - A_SECOND) {
                last = one;
            }
        }
        return last;
    }

    private static boolean wasLater(List<Said> said, Said than, String signature) {
        return said.subList(said.indexOf(than), said.size()).stream()
                .anyMatch(one -> one.signature().equals(signature));
    }
}
