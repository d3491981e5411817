package xooai.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserFoldersTest {
    @Test
    void onLinuxEachKindIsWhereXdgSays() {
        UserFolders folders = UserFolders.of(Map.of(), "Linux", "/home/me");
        assertThat(folders)
                .isEqualTo(new UserFolders(
                        Path.of("/home/me/.config/xooai"),
                        Path.of("/home/me/.local/share/xooai"),
                        Path.of("/home/me/.local/state/xooai"),
                        Path.of("/home/me/.cache/xooai")));
        assertThat(folders.content()).isEqualTo(Path.of("/home/me/.cache/xooai/content"));
    }

    @Test
    void variablesMoveEachKindByItself() {
        UserFolders folders = UserFolders.of(
                Map.of("XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/s", "XDG_DATA_HOME", "/d", "XDG_CACHE_HOME", "/k"),
                "Linux",
                "/home/me");
        assertThat(folders)
                .isEqualTo(new UserFolders(
                        Path.of("/c/xooai"), Path.of("/d/xooai"), Path.of("/s/xooai"), Path.of("/k/xooai")));
    }

    @Test
    void variablesThatAreEmptyOrRelativeCountForNothing() {
        UserFolders folders =
                UserFolders.of(Map.of("XDG_CONFIG_HOME", "", "XDG_STATE_HOME", "here"), "Linux", "/home/me");
        assertThat(folders).isEqualTo(UserFolders.of(Map.of(), "Linux", "/home/me"));
    }

    @Test
    void theHomeIsWhatTheVariableSaysAndElseWhatJavaKnows() {
        for (String system : List.of("Linux", "Mac OS X")) {
            UserFolders known = UserFolders.of(Map.of(), system, "/home/me");
            assertThat(UserFolders.of(Map.of("HOME", "/home/me"), system, "/root"))
                    .isEqualTo(known);
            assertThat(UserFolders.of(Map.of("HOME", ""), system, "/home/me")).isEqualTo(known);
            assertThat(UserFolders.of(Map.of("HOME", "me"), system, "/home/me")).isEqualTo(known);
        }
        assertThat(UserFolders.of(Map.of("HOME", "/home/me"), "Windows 11", "/me"))
                .isEqualTo(UserFolders.of(Map.of(), "Windows 11", "/me"));
    }

    @Test
    void whoHasNoHomeLeavesNothingWhereHeHappensToBe() {
        for (String unknown : List.of("?", ".", "")) {
            UserFolders folders = UserFolders.of(Map.of(), "Linux", unknown);
            assertThat(folders.state()).isAbsolute().doesNotExist();
            assertThat(folders.state()).startsWithRaw(Path.of(System.getProperty("java.io.tmpdir")));
        }
    }

    @Test
    void onMacOsTheyAreInTheLibrary() {
        UserFolders folders = UserFolders.of(Map.of(), "Mac OS X", "/Users/me");
        assertThat(folders.config()).isEqualTo(Path.of("/Users/me/Library/Application Support/xooai"));
        assertThat(folders.cache()).isEqualTo(Path.of("/Users/me/Library/Caches/xooai"));
        assertThat(folders.state()).isEqualTo(folders.config().resolve("state"));
    }

    @Test
    void onWindowsSettingsRoamAndTheRestStays() {
        UserFolders folders = UserFolders.of(Map.of("APPDATA", "/me/Roaming"), "Windows 11", "/me");
        assertThat(folders.config()).isEqualTo(Path.of("/me/Roaming/xooai"));
        assertThat(folders.cache()).isEqualTo(Path.of("/me/AppData/Local/xooai/cache"));
        assertThat(folders.state()).isNotEqualTo(folders.data());
    }

    @Test
    void aHomeOfOnesOwnHoldsEverything() {
        UserFolders folders = UserFolders.in(Path.of("/h"));
        assertThat(folders.config()).isEqualTo(Path.of("/h"));
        assertThat(folders.state()).isEqualTo(Path.of("/h"));
        assertThat(folders.cache()).isEqualTo(Path.of("/h/cache"));
    }
}
