package xooai.designer.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who holds a flow is told without asking the network.
final class ClaimTest {
    @TempDir
    Path home;

    @Test
    void theMachineIsCalledAsItSaysItself() throws IOException {
        Path file = home.resolve("hostname");
        assertThat(Claim.host(Map.of(), file)).isEqualTo("this machine");
        Files.writeString(file, "desk-by-the-window\n");
        assertThat(Claim.host(Map.of(), file)).isEqualTo("desk-by-the-window");
        assertThat(Claim.host(Map.of("HOSTNAME", "other"), file)).isEqualTo("other");
        assertThat(Claim.host(Map.of("COMPUTERNAME", "PC"), file)).isEqualTo("PC");
        assertThat(Claim.host(Map.of(), home)).as("a directory").isEqualTo("this machine");
    }

    @Test
    void whoHoldsAFlowIsKnownWithoutTheNetwork() throws IOException {
        Path lock = home.resolve("one.lock");
        try (Claim claim = Claim.of(lock)) {
            Objects.requireNonNull(claim);
            assertThat(Files.readString(lock))
                    .isEqualTo("process " + ProcessHandle.current().pid() + " on "
                            + Claim.host(System.getenv(), Path.of("/etc/hostname")));
        }
    }
}
