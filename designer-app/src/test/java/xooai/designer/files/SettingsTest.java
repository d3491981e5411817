package xooai.designer.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.store.UserFolders;

final class SettingsTest {
    @TempDir
    Path directory;

    @Test
    void twoWindowsKeepWhatEachOfThemSet() throws IOException {
        Settings one = Settings.in(directory);
        one.set("theme", "light");
        one.save();
        Settings other = Settings.in(directory);
        other.set("wheel", "zooms");
        one.set("theme", "dark");
        one.save();
        other.save();

        Settings after = Settings.in(directory);
        assertThat(after.text("theme", "")).isEqualTo("dark");
        assertThat(after.text("wheel", "")).isEqualTo("zooms");
    }

    @Test
    void whatIsWrittenLateIsNeverOverWhatIsNewer() throws IOException {
        Settings settings = Settings.in(directory);
        settings.set("theme", "light");
        Settings.Unsaved early = settings.unsaved();
        settings.set("theme", "dark");
        settings.save();
        settings.write(early);

        assertThat(Settings.in(directory).text("theme", "")).isEqualTo("dark");
    }

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
    void brokenOnesArePutAsideEachAndThePersonIsTold() throws IOException {
        Path file = directory.resolve("settings.json");
        for (String broken : List.of("{broken", "[1, 2]", "")) {
            Files.writeString(file, broken);
            Settings settings = Settings.in(directory);
            assertThat(settings.texts("recent")).isEmpty();
            assertThat(settings.trouble()).contains(file.toString(), "settings.json.broken");
            settings.save();
            assertThat(Settings.in(directory).trouble()).isNull();
        }
        assertThat(directory.resolve("settings.json.broken")).hasContent("{broken");
        assertThat(directory.resolve("settings.json.broken-2")).hasContent("[1, 2]");
        assertThat(directory.resolve("settings.json.broken-3")).hasContent("");
    }

    @Test
    void whatIsBrokenByHandWhileTheDesignerGoesOnIsKept() throws IOException {
        Settings settings = Settings.in(directory);
        settings.set("theme", "dark");
        Files.writeString(directory.resolve("settings.json"), "{\"theme\": light}");
        assertThat(settings.save()).hasValueSatisfying(told -> assertThat(told).contains("settings.json.broken"));
        assertThat(directory.resolve("settings.json.broken")).hasContent("{\"theme\": light}");
        assertThat(Settings.in(directory).text("theme", "")).isEqualTo("dark");
    }

    @Test
    void whatCannotBeReadStaysWhereItIs() throws IOException {
        // A link to itself is what nobody can read, root neither.
        Path file = directory.resolve("settings.json");
        Files.createSymbolicLink(file, file.getFileName());
        Settings settings = Settings.in(directory);
        assertThat(settings.trouble()).contains(file.toString(), "saves none");
        assertThatThrownBy(settings::save).isInstanceOf(IOException.class);
        assertThat(file).isSymbolicLink();
    }

    @Test
    void theySayWhichVersionWroteThem() throws IOException {
        Settings.in(directory).save();
        assertThat(directory.resolve("settings.json")).content().contains("\"version\":1");
    }

    @Test
    void whatAnOlderVersionWroteIsBroughtUpToDateStepByStep() {
        List<UnaryOperator<Map<String, @Nullable Object>>> steps =
                List.of(values -> renamed(values, "colour", "look"), values -> renamed(values, "look", "theme"));
        Map<String, @Nullable Object> oldest = new LinkedHashMap<>();
        oldest.put("colour", "dark");
        assertThat(Settings.upToDate(oldest, steps)).isEqualTo(Map.of("theme", "dark", "version", 2));
        Map<String, @Nullable Object> older = new LinkedHashMap<>();
        older.put("look", "light");
        older.put("version", 1);
        assertThat(Settings.upToDate(older, steps)).isEqualTo(Map.of("theme", "light", "version", 2));
    }

    private static Map<String, @Nullable Object> renamed(Map<String, @Nullable Object> values, String from, String to) {
        Map<String, @Nullable Object> renamed = new LinkedHashMap<>(values);
        renamed.put(to, renamed.remove(from));
        return renamed;
    }

    @Test
    void whatANewerVersionWroteIsKept() throws IOException {
        Files.writeString(
                directory.resolve("settings.json"), "{\"version\": 99, \"theme\": \"dark\", \"later\": [1, 2]}");
        Settings settings = Settings.in(directory);
        assertThat(settings.text("theme", "")).isEqualTo("dark");
        settings.save();
        assertThat(directory.resolve("settings.json")).content().contains("99").contains("later");
    }

    @Test
    void whatLayBesideTheSettingsGoesWhereTheSystemWantsIt() throws IOException {
        UserFolders folders = UserFolders.of(Map.of(), "Linux", directory.toString());
        Path journal = folders.config().resolve("journals/a.journal");
        Files.createDirectories(journal.getParent());
        Files.writeString(journal, "edits");
        Files.createDirectories(folders.config().resolve("runs"));
        Files.createDirectories(folders.state().resolve("runs"));
        OlderPlaces.move(folders);
        assertThat(folders.state().resolve("journals/a.journal")).hasContent("edits");
        assertThat(journal).doesNotExist();
        assertThat(folders.config().resolve("runs"))
                .as("what has a successor stays")
                .exists();
    }
}
