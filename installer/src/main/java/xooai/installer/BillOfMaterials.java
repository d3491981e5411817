package xooai.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.designer.shared.JsonText;

/// The bill of materials of a package: that of the class path, which Maven makes, and the Java that comes with it.
final class BillOfMaterials {
    private BillOfMaterials() {}

    /// Writes it.
    static void write(Path ofClassPath, Path target) throws IOException {
        Object read = Codec.JSON.readValue(Files.readAllBytes(ofClassPath), Limits.DEFAULT);
        if (!(read instanceof Map<?, ?> bill) || !(bill.get("components") instanceof List<?> libraries)) {
            throw new IllegalStateException(ofClassPath + " is no bill of materials");
        }
        List<@Nullable Object> components = new ArrayList<>(libraries);
        components.add(runtime());
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        bill.forEach((key, value) -> whole.put(String.valueOf(key), value));
        whole.put("components", components);
        Files.write(target, JsonText.pretty(whole).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, @Nullable Object> runtime() {
        Map<String, @Nullable Object> runtime = new LinkedHashMap<>();
        runtime.put("type", "platform");
        runtime.put("bom-ref", "openjdk");
        runtime.put("publisher", System.getProperty("java.vendor"));
        runtime.put("name", "OpenJDK");
        runtime.put("version", Runtime.version().toString());
        runtime.put("licenses", List.of(Map.of("expression", "GPL-2.0-only WITH Classpath-exception-2.0")));
        return runtime;
    }
}
