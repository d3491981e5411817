package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import xooai.store.UserFolders;

final class ArgumentsTest {
    @Test
    void theHomeTheSampleAndTheFileAreTaken() {
        Arguments arguments = parse("--home", "/h", "--sample", "digits", "my.flow.json");
        assertThat(arguments)
                .isEqualTo(
                        new Arguments(UserFolders.in(Path.of("/h")), Path.of("my.flow.json"), "digits", false, false));
    }

    @Test
    void trainingAndTimesAreAskedForByName() {
        assertThat(parse("--train").train()).isTrue();
        assertThat(parse("--startup-times").startupTimes()).isTrue();
        assertThat(parse().train()).isFalse();
    }

    @Test
    void whatIsUnknownIsSaidWithTheUsage() {
        assertThatThrownBy(() -> parse("--what")).hasMessageContaining("--what").hasMessageContaining("Usage");
        assertThatThrownBy(() -> parse("--home")).hasMessageContaining("needs a value");
        assertThatThrownBy(() -> parse("a\0b")).hasMessageContaining("is no path here");
    }

    @Test
    void aDisplayIsLookedForOnUnixAlone() {
        assertThat(Launcher.hasDisplay(Map.of(), "Linux", null)).isFalse();
        assertThat(Launcher.hasDisplay(Map.of("DISPLAY", ":0"), "Linux", null)).isTrue();
        assertThat(Launcher.hasDisplay(Map.of("WAYLAND_DISPLAY", "w"), "Linux", null))
                .isTrue();
        assertThat(Launcher.hasDisplay(Map.of(), "Windows 11", null)).isTrue();
        assertThat(Launcher.hasDisplay(Map.of(), "Mac OS X", null)).isTrue();
    }

    private static Arguments parse(String... arguments) {
        return Arguments.parse(List.of(arguments), Map.of(), "/home/me");
    }
}
