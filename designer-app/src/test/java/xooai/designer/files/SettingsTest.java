package xooai.designer.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
    @TempDir
    Path directory;

    @Test
    void whatIsSavedIsThereAtTheNextStart() throws IOException {
        Settings settings = Settings.in(directory.resolve("new"));
        settings.set("theme", "dark");
        settings.set("window.width", 1200.5);
        settings.putFirst("recent", "/a", 2);
        settings.putFirst("recent", "/b", 2);
        settings.putFirst("recent", "/c", 2);
        settings.save();
        Settings again = Settings.in(directory.resolve("new"));
        assertThat(again.text("theme", "")).isEqualTo("dark");
        assertThat(again.number("window.width", 0)).isEqualTo(1200.5);
        assertThat(again.texts("recent")).containsExactly("/c", "/b");
    }

    @Test
    void onlyTheOwnerMayReadThem() throws IOException {
        Settings settings = Settings.in(directory);
        settings.set("remotes", "x");
        settings.save();
        Path file = directory.resolve("settings.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void brokenOnesArePutAsideAndForgotten() throws IOException {
        Files.writeString(directory.resolve("settings.json"), "{broken");
        Settings settings = Settings.in(directory);
        assertThat(settings.texts("recent")).isEmpty();
        assertThat(directory.resolve("settings.json.broken")).hasContent("{broken");
    }

    @Test
    void theyAreKeptWhereTheSystemSays() {
        assertThat(Settings.standardDirectory(Map.of("XDG_CONFIG_HOME", "/x"), "/home/me"))
                .isEqualTo(Path.of("/x/xooai"));
        assertThat(Settings.standardDirectory(Map.of(), "/home/me")).isEqualTo(Path.of("/home/me/.config/xooai"));
    }
}
