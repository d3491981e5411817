package xooai.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.designer.app.Launcher;

class ManPagesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void eachCommandHasAPageThatSaysWhatItsHelpSays() throws IOException {
        Path root = Path.of("..").toRealPath();
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        ManPages.write(new Build(root, folder, folder, List.of(), folder, "1.2.3", "0", time), folder);
        assertThat(folder.resolve("xooai.1"))
                .content()
                .contains(".TH XOOAI 1 2026-01-01 \"xooai 1.2.3\"")
                .contains("xooai\\-serve")
                .doesNotContain("train");
        assertThat(folder.resolve("xooai-export.1"))
                .content()
                .contains("\\-\\-app\\-image")
                .contains(".SH EXAMPLES");
        assertThat(folder.resolve("xooai-designer.1")).content().contains("\\-\\-home");
        assertThat(folder.resolve("xooai-train.1")).doesNotExist();
        try (var pages = Files.list(folder)) {
            for (Path page : pages.toList()) {
                assertThat(page).content().doesNotContain("${").doesNotContain("%n");
            }
        }
    }

    @Test
    void thePageOfTheDesignerHasAllItsOptions() throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            Launcher.main(new String[] {"--help"});
        } finally {
            System.setOut(before);
        }
        Path page = Path.of("src/main/packaging/xooai-designer.man");
        List<String> options = Pattern.compile("--[a-z-]+")
                .matcher(told.toString(StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(options).contains("--home", "--version");
        for (String option : options) {
            assertThat(page).content().contains(option.replace("-", "\\-"));
        }
    }
}
