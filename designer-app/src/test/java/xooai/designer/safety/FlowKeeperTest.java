package xooai.designer.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Design;
import xooai.designer.design.Edit;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// What is kept of a flow from one start to the next, between windows, and against other programs.
final class FlowKeeperTest {
    @TempDir
    Path home;

    private Path file = Path.of("");

    @BeforeEach
    void aFile() throws IOException {
        file = home.resolve("mine.flow.json");
        Files.write(file, FlowFile.write(FlowSpec.named("mine").plus(NodeSpec.of("a", "class:acme.A"))));
    }

    private Desk opened() {
        Desk desk = new Desk(home.resolve("settings"));
        desk.run(() -> desk.files.open(file));
        return desk;
    }

    private static void add(Desk desk, String name) {
        desk.run(() -> desk.design.apply(new Edit.AddNode(NodeSpec.of(name, "class:acme.B"), new Point(8, 8))));
    }

    /// What a window that is killed now would leave on the disk.
    private Path asKilledNow(Desk desk, int edits) {
        Path journals = home.resolve("settings").resolve("journals");
        Path copy = home.resolve("killed");
        desk.until("the edits are journalled", () -> journalled(journals) >= edits);
        desk.until("all journals are copied", () -> copied(journals, copy.resolve("journals")));
        return copy;
    }

    /// Whether all journals of one moment are in the other folder now: while they are copied one can be put into
    /// another.
    private static boolean copied(Path journals, Path copy) {
        try {
            Files.createDirectories(copy);
            for (Path one : journalsIn(copy)) {
                Files.delete(one);
            }
            List<Path> there = journalsIn(journals);
            for (Path journal : there) {
                Files.copy(journal, copy.resolve(journal.getFileName()));
            }
            return journalsIn(journals).equals(there);
        } catch (NoSuchFileException _) {
            return false; // It has just been put into another.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> journalsIn(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(one -> one.toString().endsWith(".journal"))
                    .sorted()
                    .toList();
        }
    }

    private static int journalled(Path journals) {
        int most = 0;
        try {
            for (Path journal : journalsIn(journals)) {
                Replay replay = Replay.of(journal);
                most = Math.max(most, replay == null ? 0 : replay.edits());
            }
        } catch (IOException _) {
            return 0; // It is being written.
        }
        return most;
    }

    private static @Nullable Design designIn(Path journal) {
        try {
            Replay replay = Replay.of(journal);
            return replay == null ? null : replay.kept().history().current();
        } catch (IOException _) {
            return null; // It is being written.
        }
    }

    @Test
    void whatAKilledWindowHadIsOfferedWithAllItsSteps() throws IOException {
        try (Desk desk = opened()) {
            add(desk, "b");
            add(desk, "c");
            Path killed = asKilledNow(desk, 2);
            List<LeftBehind> left = new Journals(killed.resolve("journals")).leftBehind(Desk::unexpected);
            assertThat(left).singleElement().satisfies(one -> {
                assertThat(one.edits()).isEqualTo(2);
                assertThat(one.name()).isEqualTo("mine.flow.json");
                assertThat(one.history().current()).isEqualTo(desk.now());
                assertThat(one.history().titles()).containsExactly("Add b", "Add c");
            });
            try (Desk next = new Desk(killed)) {
                next.run(() -> next.files.recover(
                        left.getFirst().history(),
                        left.getFirst().file(),
                        left.getFirst().signature(),
                        () -> next.keeper.recovered(left.getFirst())));
                assertThat(next.now()).isEqualTo(desk.now());
                assertThat(next.<Boolean>on(next.design::dirty)).isTrue();
                next.until("it is journalled anew", () -> journalled(killed.resolve("journals")) == 2);
                assertThat(new Journals(killed.resolve("journals")).leftBehind(Desk::unexpected))
                        .as("it is not offered again while it is open")
                        .isEmpty();
            }
        }
    }

    @Test
    void openingAFileThatHasEditsLeftOffersThem() throws IOException {
        try (Desk desk = opened()) {
            add(desk, "b");
            Path killed = asKilledNow(desk, 1);
            try (Desk next = new Desk(killed)) {
                next.run(() -> next.files.open(file));
                next.until("it is offered", () -> next.concerns.left.size() == 1);
                assertThat(next.now().names()).containsExactly("a");
                add(next, "x");
                assertThat(new Journals(killed.resolve("journals")).leftBehind(Desk::unexpected))
                        .as("the edits that are not answered yet are kept beside the new ones")
                        .hasSize(1);
            }
        }
    }

    @Test
    void nothingIsOfferedOfWhatIsSavedOrWasDiscarded() throws IOException {
        try (Desk desk = opened()) {
            add(desk, "b");
            desk.run(desk.files::save);
        }
        try (Desk desk = opened()) {
            add(desk, "c");
            desk.until("what was before is read", () -> desk.design.history().position() == 2);
        }
        assertThat(new Journals(home.resolve("settings").resolve("journals")).leftBehind(Desk::unexpected))
                .isEmpty();
    }

    @Test
    void aJournalThatIsGoneWhenItIsLookedAtIsNotMissed() throws IOException {
        Path journals = Files.createDirectories(home.resolve("journals"));
        // It is listed, and is not there.
        Files.createSymbolicLink(journals.resolve("new-1.journal"), journals.resolve("gone"));
        assertThat(new Journals(journals).leftBehind(Desk::unexpected)).isEmpty();
    }

    @Test
    void whatWasDiscardedCanBeUndoneWhenTheFileIsOpenedAgain() {
        try (Desk desk = opened()) {
            add(desk, "b");
        }
        try (Desk again = opened()) {
            again.until("what was before is back", () -> again.design.history().canUndo());
            assertThat(again.now().names()).containsExactly("a");
            assertThat(again.<String>on(() -> again.design.history().undoTitle()))
                    .isEqualTo("Discard changes");
            again.run(again.design::undo);
            assertThat(again.now().names()).containsExactly("a", "b");
        }
    }

    @Test
    void aFileThatOthersChangedMeanwhileHasNothingToUndo() throws IOException {
        try (Desk desk = opened()) {
            add(desk, "b");
            desk.run(desk.files::save);
        }
        Files.write(file, FlowFile.write(FlowSpec.named("other").plus(NodeSpec.of("z", "class:acme.Z"))));
        try (Desk again = opened()) {
            add(again, "c");
            again.until("it is journalled", () -> again.design.history().position() == 1);
            assertThat(again.<List<String>>on(() -> again.design.history().titles()))
                    .containsExactly("Add c");
        }
    }

    @Test
    void aFlowWithoutAFileIsJournalledFromItsFirstEdit() throws IOException {
        try (Desk desk = new Desk(home.resolve("settings"))) {
            desk.run(desk.files::newFlow);
            assertThat(journalsIn(home.resolve("settings").resolve("journals"))).isEmpty();
            add(desk, "b");
            Path killed = asKilledNow(desk, 1);
            assertThat(new Journals(killed.resolve("journals")).leftBehind(Desk::unexpected))
                    .singleElement()
                    .satisfies(one -> assertThat(one.file()).isNull());
        }
    }

    @Test
    void aCutOrDamagedLineEndsAJournalAndWhatWasBeforeIsWhole() throws IOException {
        try (Desk desk = opened()) {
            add(desk, "b");
            add(desk, "c");
            Path killed = asKilledNow(desk, 2);
            Path journal = journalsIn(killed.resolve("journals")).getFirst();
            byte[] whole = Files.readAllBytes(journal);
            for (int cut = 1; cut < 40; cut++) {
                Files.write(journal, java.util.Arrays.copyOf(whole, whole.length - cut));
                Replay replay = Replay.of(journal);
                assertThat(replay).isNotNull();
                assertThat(replay.damaged()).isEqualTo(true);
                assertThat(replay.kept().history().current().names()).containsExactly("a", "b");
            }
            byte[] damaged = whole.clone();
            damaged[damaged.length - 20] ^= 1;
            Files.write(journal, damaged);
            assertThat(new Journals(killed.resolve("journals")).leftBehind(Desk::unexpected))
                    .singleElement()
                    .satisfies(one -> assertThat(one.isCut()).isTrue());
        }
    }

    @Test
    void theSecondWindowOfAFileIsToldAndAskedBeforeItSaves() throws IOException {
        try (Desk first = opened();
                Desk second = opened()) {
            second.until("it is told", () -> second.concerns.told.contains("held: another window of this program"));
            add(second, "b");
            byte[] before = Files.readAllBytes(file);
            second.run(second.files::save);
            assertThat(second.questions).singleElement().asString().contains("open elsewhere");
            assertThat(file).hasBinaryContent(before);
            second.answerWith("Save here");
            second.run(second.files::save);
            assertThat(Files.readString(file)).contains("\"b\"");
            add(first, "c");
            first.run(first.files::save);
            assertThat(first.questions).singleElement().asString().contains("changed by another program");
            assertThat(Files.readString(file)).doesNotContain("\"c\"");
        }
    }

    @Test
    void aClaimOfAClosedWindowIsFree() {
        opened().close();
        try (Desk again = opened()) {
            assertThat(again.concerns.told).isEmpty();
        }
    }

    @Test
    void whatAnotherProgramDoesToTheFileIsToldOnce() throws IOException {
        try (Desk desk = opened()) {
            Files.writeString(file, Files.readString(file), StandardCharsets.UTF_8);
            desk.run(desk.keeper::look);
            Files.write(file, FlowFile.write(FlowSpec.named("theirs")));
            desk.until("the change is told", () -> desk.concerns.told.contains("changed: theirs"));
            Files.writeString(file, "{broken");
            desk.until(
                    "what cannot be read is told",
                    () -> desk.concerns.told.stream()
                            .anyMatch(what -> what.startsWith("changed: ") && !what.endsWith("theirs")));
            Files.delete(file);
            desk.until("the end of it is told", () -> desk.concerns.told.contains("deleted"));
            assertThat(desk.concerns.told).doesNotHaveDuplicates();
        }
    }

    @Test
    void aJournalThatCannotBeWrittenIsToldAndMendsItself() throws IOException {
        Path journals = home.resolve("settings").resolve("journals");
        try (Desk desk = opened()) {
            Files.createDirectories(journals);
            Path blocked = journals.resolve(Journals.key(file) + ".journal");
            Files.createDirectory(blocked);
            Files.writeString(blocked.resolve("in the way"), "x");
            add(desk, "b");
            desk.until("it is told", () -> desk.concerns.told.stream().anyMatch(what -> what.startsWith("fails")));
            add(desk, "c");
            assertThat(desk.now().names()).containsExactly("a", "b", "c");
            Files.delete(blocked.resolve("in the way"));
            Files.delete(blocked);
            desk.run(() -> desk.design.apply(new Edit.MoveNodes(Map.of("a", new Point(80, 80)))));
            desk.until("it works again", () -> desk.concerns.told.contains("works"));
            desk.until("all is in it", () -> desk.design.design().equals(designIn(blocked)));
        }
    }

    @Test
    void editsThatAreMadeWhileALongJournalIsReadAreJournalledAtOnce() throws IOException {
        try (Desk desk = opened()) {
            RandomEdits edits = new RandomEdits(1);
            desk.run(() -> {
                while (desk.design.history().position() < 3000) {
                    desk.design.apply(edits.next(desk.design.design()));
                }
            });
            desk.run(desk.files::save);
        }
        try (Desk again = opened()) {
            again.run(() -> again.design.apply(new Edit.SetFlowName("renamed")));
            Path killed = asKilledNow(again, 1);
            assertThat(new Journals(killed.resolve("journals")).leftBehind(Desk::unexpected))
                    .anySatisfy(one ->
                            assertThat(one.history().current().spec().name()).isEqualTo("renamed"));
            again.until("what was before is back", () -> again.design.history().position() == 3001);
            again.until("there is one journal", () -> openJournals() == 1);
        }
        assertThat(new Journals(home.resolve("settings").resolve("journals")).leftBehind(Desk::unexpected))
                .isEmpty();
    }

    private int openJournals() {
        try {
            return journalsIn(home.resolve("settings").resolve("journals")).size();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatTwoJournalsOfOneFileHaveIsOfferedOnce() throws IOException {
        try (Desk desk = opened()) {
            add(desk, "b");
            Path killed = asKilledNow(desk, 1);
            Path journal = journalsIn(killed.resolve("journals")).getFirst();
            Files.copy(journal, journal.resolveSibling("new-while-it-was-read.journal"));
            assertThat(new Journals(killed.resolve("journals")).leftBehind(Desk::unexpected))
                    .hasSize(1);
            assertThat(journalsIn(killed.resolve("journals"))).hasSize(1);
        }
    }

    @Test
    void oneOddJournalHidesNoOther() throws IOException {
        try (Desk desk = opened()) {
            add(desk, "b");
            Path killed = asKilledNow(desk, 1);
            Path journals = killed.resolve("journals");
            Path directory =
                    Files.createDirectories(journals.resolve("odd.journal").resolve("within"));
            Path odd = journals.resolve("short.journal");
            byte[] good = Files.readAllBytes(journalsIn(journals).stream()
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow());
            byte[] line = "{\"step\":\"s\",\"keep\":[1],\"put\":\"\",\"at\":1}".getBytes(StandardCharsets.UTF_8);
            CRC32 crc = new CRC32();
            crc.update(line);
            try (OutputStream out = Files.newOutputStream(odd)) {
                out.write(good);
                out.write("%08x ".formatted(crc.getValue()).getBytes(StandardCharsets.UTF_8));
                out.write(line);
                out.write('\n');
            }
            List<String> told = new ArrayList<>();
            assertThat(new Journals(journals).leftBehind(told::add))
                    .as("the copy has the same edits, up to its odd line")
                    .singleElement()
                    .satisfies(one -> assertThat(one.edits()).isEqualTo(1));
            assertThat(told).singleElement().asString().contains("odd.journal", "stays where it is");
            assertThat(directory).isDirectory();
        }
    }

    @Test
    void savingElsewhereTakesTheJournalAlong() throws IOException {
        Path other = home.resolve("other.flow.json");
        try (Desk desk = opened()) {
            add(desk, "b");
            desk.choices.plan(other);
            desk.run(desk.files::saveAs);
            add(desk, "c");
            Path before = home.resolve("settings").resolve("journals").resolve(Journals.key(file) + Journals.ENDING);
            desk.until("the journal of before is gone", () -> !Files.exists(before));
            Path killed = asKilledNow(desk, 1);
            assertThat(new Journals(killed.resolve("journals")).leftBehind(Desk::unexpected))
                    .singleElement()
                    .satisfies(one -> assertThat(one.file()).isEqualTo(other));
        }
    }
}
