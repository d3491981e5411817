package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.controlsfx.control.StatusBar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.XooaiException;
import xooai.flow.FlowFile;

/// Five hundred flow files that were damaged, each in its own way: each is a named problem, none an exception, and
/// none is overwritten.
final class MutatedFilesTest {
    private static final int FILES = 500;

    private static final List<String> WRONG = List.of(
            "\"xooai\": 2",
            "\"xooai\": 99",
            "\"xooai\": \"1\"",
            "\"nodes\": []",
            "\"nodes\": 7",
            "\"view\": [1]",
            "\"name\": null",
            "\"nodez\": {}",
            "\"join\": \"mix\"",
            "\"onConflict\": \"sometimes\"");

    @TempDir
    Path home;

    private final Random random = new Random(20);

    @Test
    void eachIsANamedProblemAndNoneIsOverwritten() throws IOException {
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        try (DesignerUi ui = DesignerUi.open(home.resolve("settings"))) {
            ui.run(() -> Thread.currentThread().setUncaughtExceptionHandler((_, e) -> thrown.add(e)));
            for (int i = 0; i < FILES; i++) {
                Path file = home.resolve("mutant" + i + ".flow.json");
                byte[] bytes = broken();
                Files.write(file, bytes);
                check(ui, file, bytes);
                Files.delete(file);
            }
            ui.run(() -> Thread.currentThread().setUncaughtExceptionHandler(null));
        }
        assertThat(thrown).isEmpty();
    }

    private static void check(DesignerUi ui, Path file, byte[] bytes) throws IOException {
        String as = new String(bytes, StandardCharsets.UTF_8);
        ui.run(() -> ui.designer.models().files.open(file));
        String said = DesignerUi.onFx(() -> ((StatusBar) ui.scene().lookup("#status")).getText());
        boolean opened =
                DesignerUi.onFx(() -> file.equals(ui.designer.models().files.path()));
        assertThat(said).as(as).contains(opened ? String.valueOf(file.getFileName()) : "");
        if (opened) {
            assertThat(DesignerUi.onFx(() -> ui.designer.models().problems.entries()))
                    .as(as)
                    .isNotEmpty();
        } else {
            assertThat(said).as(as).isNotBlank();
        }
        ui.act("file.save"); // It asks for another file, and nobody chooses one.
        if (DesignerUi.onFx(() -> ui.designer.models().design.locked()) != null) {
            ui.act("file.save-as"); // Of a newer version: nothing is asked for.
            assertThat(Files.readAllBytes(file)).as(as).isEqualTo(bytes);
            return;
        }
        ui.choices.plan(file);
        ui.act("file.save-as");
        assertThat(Files.readAllBytes(file)).as(as).isEqualTo(bytes);
        assertThat(DesignerUi.onFx(() -> ((StatusBar) ui.scene().lookup("#status")).getText()))
                .as(as)
                .contains("choose another name");
    }

    /// A file that cannot be read whole.
    private byte[] broken() throws IOException {
        while (true) {
            byte[] bytes = mutated(sample(random.nextInt(2) == 0 ? "diamond" : "text-and-image"));
            try {
                if (!FlowFile.read(bytes).problems().isEmpty()) {
                    return bytes;
                }
            } catch (XooaiException _) {
                return bytes;
            }
        }
    }

    private static byte[] sample(String name) throws IOException {
        String resource = "META-INF/xooai/sample-flows/" + name + "/" + name + ".flow.json";
        try (InputStream in = MutatedFilesTest.class.getClassLoader().getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        }
    }

    private byte[] mutated(byte[] bytes) {
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1));
            case 1 -> flipped(bytes);
            case 2 -> without(bytes);
            case 3 -> twice(bytes);
            case 4 -> line(bytes);
            case 5 -> key(bytes);
            default -> value(bytes);
        };
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            flipped[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return flipped;
    }

    private byte[] without(byte[] bytes) {
        int from = random.nextInt(bytes.length - 1);
        int to = from + 1 + random.nextInt(Math.min(40, bytes.length - from - 1) + 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.write(bytes, Math.min(to, bytes.length), bytes.length - Math.min(to, bytes.length));
        return out.toByteArray();
    }

    private byte[] twice(byte[] bytes) {
        int from = random.nextInt(bytes.length - 1);
        int length = 1 + random.nextInt(Math.min(40, bytes.length - from - 1) + 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, Math.min(from + length, bytes.length));
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }

    private byte[] line(byte[] bytes) {
        List<String> lines = new ArrayList<>(
                new String(bytes, StandardCharsets.UTF_8).lines().toList());
        lines.set(1, "  " + WRONG.get(random.nextInt(WRONG.size())) + ",");
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] key(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> keys = List.of("\"use\"", "\"needs\"", "\"on\"", "\"nodes\"", "\"view\"", "\"name\"");
        String key = keys.get(random.nextInt(keys.size()));
        return text.replace(key, key.substring(0, key.length() - 1) + "x\"").getBytes(StandardCharsets.UTF_8);
    }

    private byte[] value(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int colon = text.indexOf(':', random.nextInt(text.length()));
        List<String> values = List.of("null", "17", "[]", "\"\"", "{}", "true", "1e999", "[[[");
        return (colon < 0
                        ? text
                        : text.substring(0, colon + 1)
                                + values.get(random.nextInt(values.size()))
                                + text.substring(
                                        Math.min(text.length(), Math.max(colon + 1, text.indexOf('\n', colon) - 1))))
                .getBytes(StandardCharsets.UTF_8);
    }
}
