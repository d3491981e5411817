package xooai.designer.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.History;
import xooai.designer.design.HistoryPath;
import xooai.flow.FlowSpec;

/// Laws of journals, over random edits, undos, redos and saves, written at random moments.
class JournalProperties {

    @Property(tries = 150)
    void whatIsWrittenIsReadBack(@ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int edits)
            throws IOException {
        RandomEdits random = new RandomEdits(seed);
        DesignModel model = new DesignModel(Design.of(FlowSpec.named("mine")));
        JournalText text = new JournalText();
        Kept written = new Kept(model.history(), null, null);
        ByteArrayOutputStream journal = new ByteArrayOutputStream();
        text.whole(written, 1, Integer.MAX_VALUE).bytes().writeTo(journal);
        for (int i = 0; i < edits; i++) {
            change(model, random);
            if (random.chance()) {
                Kept now = new Kept(model.history(), null, "signature " + i);
                HistoryPath path = HistoryPath.between(written.history(), now.history());
                assertThat(path).isNotNull();
                journal.writeBytes(text.since(written, path, now, 2 + i));
                written = now;
            }
        }
        assertSame(read(journal.toByteArray()), written.history());
    }

    @Property(tries = 100)
    void aJournalThatIsTooLongLosesItsOldestStepsAlone(@ForAll long seed) throws IOException {
        RandomEdits random = new RandomEdits(seed);
        DesignModel model = new DesignModel(Design.of(FlowSpec.named("mine")));
        for (int i = 0; i < 80; i++) {
            change(model, random);
        }
        Kept kept = new Kept(model.history(), null, null);
        JournalText text = new JournalText();
        int whole = text.whole(kept, 1, Integer.MAX_VALUE).bytes().size();
        JournalText.Whole half = text.whole(kept, 1, whole / 2);
        History read = read(half.bytes().toByteArray());
        assertSame(read, half.file());
        assertThat(read.current()).isEqualTo(model.design());
        assertThat(read.savedDesign()).isEqualTo(kept.history().savedDesign());
        // What comes after can still be written, as the steps that are left are the same ones.
        model.undo();
        change(model, random);
        HistoryPath path = HistoryPath.between(half.file(), model.history());
        if (path != null) {
            Kept now = new Kept(model.history(), null, null);
            half.bytes().writeBytes(text.since(new Kept(half.file(), null, null), path, now, 3));
            assertThat(read(half.bytes().toByteArray()).current()).isEqualTo(model.design());
        }
    }

    @Property(tries = 300)
    void aPatchMakesTheOneTextOfTheOther(@ForAll String before, @ForAll String after) {
        assertThat(Patch.of(before, after).apply(before)).isEqualTo(after);
    }

    private static void change(DesignModel model, RandomEdits random) {
        switch (random.next(12)) {
            case 0, 1 -> model.undo();
            case 2 -> model.redo();
            case 3 -> model.markSaved();
            case 4 -> model.amend(random.next(model.design()));
            case 5 -> model.markUnsaved();
            default -> model.apply(random.next(model.design()));
        }
    }

    private static History read(byte[] journal) throws IOException {
        Path file = Files.createTempFile("xooai-journal", ".journal");
        try {
            Files.write(file, journal);
            Replay replay = Replay.of(file);
            assertThat(replay).isNotNull();
            assertThat(replay.damaged()).isFalse();
            return replay.kept().history();
        } finally {
            Files.delete(file);
        }
    }

    private static void assertSame(History read, History written) {
        assertThat(read.current()).isEqualTo(written.current());
        assertThat(read.position()).isEqualTo(written.position());
        assertThat(read.titles()).isEqualTo(written.titles());
        assertThat(read.savedDesign()).isEqualTo(written.savedDesign());
        assertThat(read.steps().stream().map(History.Step::design).toList())
                .isEqualTo(written.steps().stream().map(History.Step::design).toList());
    }
}
