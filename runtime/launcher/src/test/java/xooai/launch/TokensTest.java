package xooai.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    private static final String GOOD = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aTokenComesFromItsFile() throws IOException {
        assertThat(Tokens.forServing(file(GOOD + "\n"), Map.of(Tokens.VARIABLE, "other")))
                .isEqualTo(GOOD);
    }

    @Test
    void withoutAFileATokenComesFromTheEnvironment() {
        assertThat(Tokens.forServing(null, Map.of(Tokens.VARIABLE, GOOD))).isEqualTo(GOOD);
        assertThat(Tokens.forServing(null, Map.of())).isNull();
    }

    @Test
    void aTokenOfLessThan128BitsIsNoGuard() throws IOException {
        for (String weak :
                new String[] {"secret", "0123456789abcdef0123456789abcde", "a".repeat(100), "1234".repeat(5)}) {
            Path file = file(weak);
            assertThatThrownBy(() -> Tokens.forServing(file, Map.of())).hasMessageContaining("too easy to guess");
        }
        assertThat(Tokens.forCalling(file("secret"), Map.of())).isEqualTo("secret");
    }

    @Test
    void aTokenThatCannotTravelIsRefused() throws IOException {
        Path file = file("two words of a token that is long enough for anybody");
        assertThatThrownBy(() -> Tokens.forServing(file, Map.of())).hasMessageContaining("cannot travel in a header");
    }

    @Test
    void aMissingEmptyOrHugeFileIsRefusedByName() throws IOException {
        Path missing = folder.resolve("none");
        assertThatThrownBy(() -> Tokens.forServing(missing, Map.of()))
                .hasMessageContaining("none: there is no such file");
        Path empty = file("\n");
        assertThatThrownBy(() -> Tokens.forServing(empty, Map.of())).hasMessageContaining("is empty");
        Path huge = file("a".repeat(5000));
        assertThatThrownBy(() -> Tokens.forServing(huge, Map.of()))
                .hasMessageContaining("larger than the limit of 4096");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("token"), text);
    }
}
