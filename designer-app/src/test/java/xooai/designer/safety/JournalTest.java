package xooai.designer.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.design.Design;
import xooai.designer.design.History;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;

/// One journal, which keeps all that it is told whatever happens.
final class JournalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path home;

    private final List<String> told = new CopyOnWriteArrayList<>();

    private Journal journal() {
        return Journal.in(home.resolve("one.journal"), new Journal.Listener() {
            @Override
            public void fails(String why) {
                told.add("fails: " + why);
            }

            @Override
            public void works() {
                told.add("works");
            }
        });
    }

    private static void write(Journal journal, History history) throws Exception {
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        journal.keep(new Kept(history, null, null));
        journal.whenWritten(() -> written.complete(true));
        assertThat(written.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static void end(Journal journal) throws InterruptedException {
        journal.end(false);
        assertThat(journal.awaitEnd(PATIENCE)).isTrue();
    }

    private static Design named(FlowSpec spec, String name) {
        return Design.of(spec.withName(name));
    }

    @Test
    void anErrorOnItsThreadIsToldAndTheNextEditIsKept() throws Exception {
        FlowSpec spec = FlowSpec.named("mine");
        Journal journal = journal();
        CompletableFuture<Boolean> threw = new CompletableFuture<>();
        journal.whenWritten(() -> {
            threw.complete(true);
            throw new AssertionError("nobody thought of this");
        });
        threw.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        History history = History.of(Design.of(spec)).plus("Name it", named(spec, "next"));
        write(journal, history);
        end(journal);
        assertThat(told).containsExactly("fails: nobody thought of this", "works");
        Replay replay = Replay.of(journal.file());
        assertThat(replay)
                .isNotNull()
                .satisfies(read -> assertThat(read.kept().history().current()).isEqualTo(history.current()));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aLongJournalIsNotWrittenAnewAtEachEdit() throws Exception {
        String text = "x".repeat(Journal.MOST_BYTES / 2 + (1 << 20));
        FlowSpec spec =
                FlowSpec.named("long").plus(NodeSpec.of("a", "class:acme.A").withConfig(Map.of("text", text)));
        History history = History.of(Design.of(spec)).plus("Name it", named(spec, "first"));
        Journal journal = journal();
        write(journal, history);
        assertThat(Files.size(journal.file())).isGreaterThan(Journal.MOST_BYTES);
        Set<Object> files = new HashSet<>(Set.of(identity(journal.file())));
        for (int i = 0; i < 4; i++) {
            history = history.plus("Name it", named(spec, "name" + i));
            write(journal, history);
            files.add(identity(journal.file()));
        }
        end(journal);
        assertThat(told).isEmpty();
        assertThat(files).as("it is appended to").hasSize(1);
    }

    private static Object identity(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.fileKey(), attributes.creationTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
