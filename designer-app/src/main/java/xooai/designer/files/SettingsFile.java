package xooai.designer.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.designer.shared.Bounded;
import xooai.doc.XooaiException;

/// A file of settings: what it holds, and what becomes of one that holds something else.
///
/// What was written there by hand, and is no JSON any more for a comma, is put aside and never written over: as
/// `settings.json.broken`, `settings.json.broken-2` and so on; of the ninth on only the last stays.
final class SettingsFile {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_ASIDE = 9;

    private SettingsFile() {}

    /// What was found.
    ///
    /// @param values what the file holds; nothing where there is none, or none that is understood
    /// @param trouble what a person has to know of what became of the file; null where nothing did
    record Found(
            Map<String, @Nullable Object> values, @Nullable String trouble) {}

    /// Reads it.
    ///
    /// @throws IOException when there is one that cannot be read, or not be put aside: it stays as it is
    static Found read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return new Found(new LinkedHashMap<>(), null);
        }
        String why;
        try {
            Object read = Codec.JSON.readValue(Bounded.read(file, MOST_BYTES, "a settings file"), Limits.DEFAULT);
            if (read instanceof Map<?, ?> map) {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                map.forEach((key, value) -> values.put(String.valueOf(key), value));
                return new Found(values, null);
            }
            why = "it is no JSON object";
        } catch (XooaiException e) {
            why = e.error().message().replaceFirst("^Tried to [^:]*: ", "");
        }
        Path aside = aside(file);
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        return new Found(
                new LinkedHashMap<>(),
                "The settings in " + file + " could not be understood: " + why
                        + ". The designer goes on with those it comes with; what was there is kept in "
                        + aside.getFileName() + " beside it.");
    }

    private static Path aside(Path file) {
        String name = file.getFileName() + ".broken";
        Path aside = file.resolveSibling(name);
        for (int i = 2; i <= MOST_ASIDE && Files.exists(aside); i++) {
            aside = file.resolveSibling(name + "-" + i);
        }
        return aside;
    }
}
