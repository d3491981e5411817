package xooai.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import xooai.driver.ServeSettings;
import xooai.flow.FlowSettings;
import xooai.store.FetchPolicy;

class ServeOptionsTest {
    @TempDir
    private Path folder;

    @Test
    void onlyThisMachineIsServedUnlessTold() {
        ServeOptions options = parse("--http", "0");
        assertThat(options.addresses()).containsExactly(URI.create("http://127.0.0.1:0"));
        assertThat(options.settings(Map.of())).isEqualTo(ServeSettings.DEFAULT);
    }

    @Test
    void eachOptionArrivesInTheSettings() {
        ServeOptions options = parse(
                "--http",
                "8443",
                "--host",
                "::1",
                "--tls-cert",
                "c.pem",
                "--tls-key",
                "k.pem",
                "--behind-proxy",
                "--insecure",
                "--allow-ref",
                "a.example",
                "--allow-ref",
                "b.example",
                "--allowed-host",
                "me.example",
                "--store",
                "media=" + folder.resolve("store"),
                "--cache",
                folder.resolve("cache").toString(),
                "--cache-size",
                "5MiB",
                "--grace",
                "3s");
        assertThat(options.addresses()).containsExactly(URI.create("https://[::1]:8443"));
        ServeSettings settings = options.settings(Map.of());
        assertThat(settings.behindProxy()).isTrue();
        assertThat(settings.insecure()).isTrue();
        assertThat(settings.hosts()).containsExactly("me.example");
        assertThat(settings.grace()).isEqualTo(Duration.ofSeconds(3));
        FetchPolicy refs = settings.refs();
        assertThat(refs.hosts()).containsExactlyInAnyOrder("a.example", "b.example");
        assertThat(refs.stores().names()).containsExactly("media");
        assertThat(refs.cache()).isNotNull();
        assertThat(refs.cache().mostBytes()).isEqualTo(5L << 20);
    }

    @Test
    void theSameStoresAreReadByCallersAndByTheFlowsRemoteExecutors() {
        ServeOptions options = parse("--store", "media=" + folder.resolve("store"), "--cache-size", "0");
        FetchPolicy serving = options.settings(Map.of()).refs();
        FetchPolicy calling =
                options.remote(FlowSettings.DEFAULT, Map.of()).remote().refs();

        assertThat(calling.stores().inBoth(serving.stores()).names()).containsExactly("media");
        assertThat(serving.cache()).isNull();
    }

    @Test
    void aCacheIsOpenedWhereThereIsSomethingToKeep() {
        assertThat(parse().settings(Map.of()).refs()).isEqualTo(FetchPolicy.NONE);
        assertThatThrownBy(() -> parse("--cache-size", "much")).hasMessageContaining("is no number of bytes");
    }

    @Test
    void remoteHostsAreKnownByTheFingerprintsThatAreGiven() {
        String fingerprint = "sha256:" + "0123456789abcdef".repeat(4);
        ServeOptions options = parse("--tls-fingerprint", "Here.example:8443=" + fingerprint);

        assertThat(options.remote(FlowSettings.DEFAULT, Map.of()).pins().byHost())
                .containsEntry("here.example:8443", fingerprint);
        assertThatThrownBy(() -> parse("--tls-fingerprint", fingerprint).remote(FlowSettings.DEFAULT, Map.of()))
                .hasMessageContaining("HOST=sha256:…");
    }

    @Test
    void aWrongPortHostOrHalfATlsPairIsAUsageError() {
        assertUsageError("number from 0 to 65535", "--http", "65536");
        assertUsageError("number from 0 to 65535", "--http", "-1");
        assertUsageError("is no host name", "--http", "1", "--host", "a b");
        assertUsageError("given together", "--http", "1", "--tls-cert", "c.pem");
    }

    private static void assertUsageError(String message, String... arguments) {
        ServeOptions options = parse(arguments);
        assertThatThrownBy(options::addresses)
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(message);
    }

    private static ServeOptions parse(String... arguments) {
        Host host = new Host();
        new CommandLine(host).parseArgs(arguments);
        return host.options;
    }

    @Command
    private static final class Host {
        @Mixin
        private final ServeOptions options = new ServeOptions();
    }
}
