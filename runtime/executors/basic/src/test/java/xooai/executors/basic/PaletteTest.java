package xooai.executors.basic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import xooai.driver.EndpointDescription;
import xooai.executor.Executors;

@NullMarked
class PaletteTest {

    @Test
    void theIndexListsEveryExecutorWithTheEndpointsThatItHas() {
        ClassLoader loader = getClass().getClassLoader();
        Map<String, Executors.Entry> entries = Executors.index(loader).stream()
                .filter(entry -> entry.className().startsWith("xooai.executors.basic."))
                .collect(Collectors.toMap(entry -> entry.className().replaceFirst(".*\\.", ""), entry -> entry));
        assertThat(entries)
                .containsOnlyKeys(
                        "ConvertExecutor",
                        "EchoExecutor",
                        "ImageExecutor",
                        "PaceExecutor",
                        "ReplaceExecutor",
                        "ResizeExecutor",
                        "TextExecutor",
                        "TextPartsExecutor");
        entries.values()
                .forEach(entry -> assertThat(entry.endpoints())
                        .containsExactlyInAnyOrderElementsOf(
                                Executors.describe(loader, entry.className()).endpoints().stream()
                                        .map(EndpointDescription::path)
                                        .toList()));
    }
}
