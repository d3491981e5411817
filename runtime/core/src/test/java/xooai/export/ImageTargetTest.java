package xooai.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.XooaiException;
import xooai.store.Folders;

class ImageTargetTest {
    @TempDir
    private Path work = Path.of("");

    private Path folder = Path.of("");

    @BeforeEach
    void nameTheFolder() {
        folder = work.resolve("f");
    }

    @Test
    void anExportReplacesAnExport() throws IOException {
        export("one");
        export("two");
        assertThat(entries(work)).containsExactly("f");
        assertThat(entries(folder.resolve("app"))).containsExactly("two.aot", "two.jar");
        assertThat(folder.resolve(".xooai-export"))
                .hasContent(
                        "An export of the flow two, which the next may replace\napp/two.aot\napp/two.jar\nbin/two\n");
    }

    @Test
    void aFileThatSomebodyPutThereIsNamedAndKept() throws IOException {
        for (String file : List.of("app/data/notes.txt", "bin/start.sh", "notes.txt", "app/one.jar.before")) {
            export("one");
            Path mine = folder.resolve(file);
            Files.createDirectories(mine.getParent());
            Files.writeString(mine, "mine");
            assertThatThrownBy(() -> export("two"))
                    .isInstanceOf(XooaiException.class)
                    .hasMessageContaining("it holds " + file.replace("data/notes.txt", "data") + ", which");
            assertThat(mine).hasContent("mine");
            Folders.delete(folder);
        }
    }

    @Test
    void whatSomebodyPutsThereMeanwhileIsKeptToo() throws IOException {
        export("one");
        ImageTarget later = begun("two");
        Path mine = Files.writeString(folder.resolve("app/notes.txt"), "mine");
        assertThatThrownBy(() -> later.put("two")).hasMessageContaining("it holds app/notes.txt");
        assertThat(mine).hasContent("mine");
        assertThat(folder.resolve("app/one.jar")).hasContent("one");
    }

    @Test
    void anExportMarkedWithoutAListIsReplacedWhenItHoldsNothingElse() throws IOException {
        export("one");
        Files.writeString(folder.resolve(".xooai-export"), "An export of the flow one, which the next may replace\n");
        Path mine = Files.writeString(folder.resolve("bin/mine"), "mine");
        assertThatThrownBy(() -> export("two")).hasMessageContaining("it holds bin/mine, which");
        Files.delete(mine);
        export("two");
        assertThat(folder.resolve("app/two.jar")).hasContent("two");
    }

    @Test
    void whatIsNoExportIsNeverReplaced() throws IOException {
        Files.createDirectories(folder.resolve("app"));
        assertThatThrownBy(() -> ImageTarget.of(folder)).hasMessageContaining("is no exported folder");
        Folders.delete(folder);
        Files.writeString(folder, "mine");
        assertThatThrownBy(() -> ImageTarget.of(folder)).hasMessageContaining("is no exported folder");
    }

    @Test
    void manyAtOnceAllEndAndOneOfThemStaysWhole() throws Exception {
        List<Callable<String>> exports = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "flow-" + i;
            exports.add(() -> {
                export(name);
                return name;
            });
        }
        try (var threads = Executors.newFixedThreadPool(exports.size())) {
            for (Future<String> export : threads.invokeAll(exports)) {
                assertThat(export.get()).startsWith("flow-");
            }
        }
        assertThat(entries(work)).containsExactly("f");
        String last = entries(folder.resolve("bin")).getFirst();
        assertThat(entries(folder.resolve("app"))).containsExactly(last + ".aot", last + ".jar");
        assertThat(folder.resolve("app").resolve(last + ".jar")).hasContent(last);
    }

    @Test
    void partsOfADayAgoAreSweptAndThoseOfOthersAreNot() throws IOException {
        Path killed = begun("killed").part();
        Path running = begun("running").part();
        Path older = Files.createDirectory(work.resolve(".f.part"));
        Path other = Files.createDirectory(work.resolve(".f.mine.part"));
        for (Path old : List.of(killed, older, other)) {
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        }
        begun("next");
        assertThat(killed).doesNotExist();
        assertThat(older).doesNotExist();
        assertThat(running).exists();
        assertThat(other).exists();
    }

    private void export(String name) throws IOException {
        begun(name).put(name);
    }

    private ImageTarget begun(String name) throws IOException {
        ImageTarget target = ImageTarget.of(folder);
        target.begin();
        for (String file : List.of("app/" + name + ".jar", "app/" + name + ".aot", "bin/" + name, "runtime/release")) {
            Path made = target.part().resolve(file);
            Files.createDirectories(made.getParent());
            Files.writeString(made, name);
        }
        return target;
    }

    private static List<String> entries(Path in) throws IOException {
        try (Stream<Path> entries = Files.list(in)) {
            return entries.map(Path::getFileName).map(Path::toString).sorted().toList();
        }
    }
}
