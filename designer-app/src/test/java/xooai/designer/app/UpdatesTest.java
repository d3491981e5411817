package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import org.controlsfx.control.StatusBar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.XooaiException;

final class UpdatesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path home;

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch silence = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private volatile int code = 200;
    private volatile byte[] answer = {};

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/latest", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(code, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/silent", exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/body")) {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
            }
            try {
                silence.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        silence.countDown();
        server.stop(0);
        threads.close();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answers(String text) {
        answer = text.getBytes(StandardCharsets.UTF_8);
    }

    private NewestVersion newest() throws InterruptedException {
        return Objects.requireNonNull(NewestVersion.ask(address("/latest"), PATIENCE), "a version");
    }

    @Test
    void theNewestVersionIsWhatTheTagSays() throws InterruptedException {
        answers("{\"tag_name\": \"v0.10.0\", \"html_url\": \"https://evil.example/\", \"more\": [1]}");
        NewestVersion newest = newest();
        assertThat(newest.version()).isEqualTo("0.10.0");
        assertThat(newest.page()).hasToString("https://github.com/xoolab/xooai/releases/tag/v0.10.0");
        assertThat(newest.isNewerThan("0.9.3")).isTrue();
        assertThat(newest.isNewerThan("0.10.0")).isFalse();
        assertThat(newest.isNewerThan("0.10.1")).isFalse();
        assertThat(newest.isNewerThan("0.10.0-rc1")).isTrue();
        assertThat(newest.isNewerThan("of development")).isTrue();
    }

    @Test
    void whereNothingWasPublishedThereIsNoNewest() throws InterruptedException {
        code = 404;
        assertThat(NewestVersion.ask(address("/latest"), PATIENCE)).isNull();
    }

    @Test
    void whatIsNoAnswerIsSaidInWords() throws IOException {
        for (String odd :
                new String[] {"<html>", "[]", "{}", "{\"tag_name\": \"latest\"}", "{\"tag_name\": \"v1/../x\"}"}) {
            answers(odd);
            assertThatThrownBy(this::newest)
                    .as(odd)
                    .isInstanceOf(XooaiException.class)
                    .hasMessageContaining("Tried to ask 127.0.0.1 for the newest version: its answer");
        }
        code = 503;
        assertThatThrownBy(this::newest).hasMessageContaining("HTTP 503");
        code = 200;
        answer = new byte[2 << 20];
        assertThatThrownBy(this::newest).isInstanceOf(XooaiException.class);
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThatThrownBy(() -> NewestVersion.ask(URI.create("http://127.0.0.1:" + closed), PATIENCE))
                .hasMessageContaining("connection refused");
        assertThatThrownBy(() -> NewestVersion.ask(URI.create("http://nobody.invalid/"), PATIENCE))
                .hasMessageContaining("Tried to ask nobody.invalid for the newest version: the host is not known");
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedFor() {
        for (String silent : List.of("/silent", "/silent/body")) {
            assertThatThrownBy(() -> NewestVersion.ask(address(silent), Duration.ofMillis(200)))
                    .hasMessageContaining("there is no answer in time");
        }
    }

    @Test
    void itIsAskedWhenAPersonAsksAndNeverElse() {
        answers("{\"tag_name\": \"v99.0\"}");
        try (DesignerUi ui = DesignerUi.open(home)) {
            ui.run(() -> ui.designer
                    .models()
                    .settings
                    .set("updates.address", address("/latest").toString()));
            assertThat(asked).hasValue(0);
            ui.act("help.updates");
            ui.until("the bar", () -> ui.scene().lookup("#bar-updates") != null);
            assertThat(asked).hasValue(1);
            assertThat(ui.find("#bar-updates").getAccessibleText()).contains("xooai 99.0 is published");
            Node copy = DesignerUi.onFx(() -> ui.scene().getRoot().lookupAll("#bar-updates .button").stream()
                    .filter(node ->
                            node instanceof Button button && button.getText().equals("Copy the address"))
                    .findFirst()
                    .orElseThrow());
            ui.click(ui.middle(copy));
            assertThat(DesignerUi.onFx(() -> Clipboard.getSystemClipboard().getString()))
                    .isEqualTo("https://github.com/xoolab/xooai/releases/tag/v99.0");
        }
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        try (DesignerUi ui = DesignerUi.open(home)) {
            ui.run(() -> ui.designer.models().settings.set("updates.address", "ftp://x"));
            ui.act("help.updates");
            ui.until(
                    "a refusal",
                    () -> ((StatusBar) ui.find("#status")).getText().contains("updates.address"));
            assertThat(asked).hasValue(0);
        }
    }
}
