package xooai.designer.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.XooaiException;

final class RemotePinsTest {
    private static final String PIN = "sha256:" + "ab".repeat(32);
    private static final URI HOST = URI.create("quic://Some.host:8082");

    @TempDir
    Path home;

    @Test
    void aPinStaysWithItsHostAndPortForItsOwnersEyes() throws Exception {
        new RemotePins(home).put(HOST, PIN);
        RemotePins again = new RemotePins(home);
        assertThat(again.pins().of(URI.create("quic://some.host:8082"))).isEqualTo(PIN);
        assertThat(again.pins().of(URI.create("quic://some.host:8083"))).isNull();
        Path file = home.resolve("remote-certificates");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatCannotBeReadIsLeftAsItIs() throws Exception {
        Path file = home.resolve("remote-certificates");
        Files.writeString(file, "host not-a-fingerprint\n");
        RemotePins pins = new RemotePins(home);
        assertThat(pins.problem()).contains("line 1");
        assertThatThrownBy(() -> pins.put(HOST, PIN)).isInstanceOf(XooaiException.class);
        assertThat(file).hasContent("host not-a-fingerprint");
    }

    @Test
    void whatIsNoFingerprintIsNotKept() {
        RemotePins pins = new RemotePins(home);
        assertThatThrownBy(() -> pins.put(HOST, "sha256:1")).isInstanceOf(XooaiException.class);
        assertThat(home).isEmptyDirectory();
    }
}
