package xooai.designer.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.JsonText;
import xooai.store.Folders;
import xooai.store.UserFolders;

/// What the designer remembers from one start to the next: theme, recent files, addresses, sizes.
///
/// Kept in `settings.json` of its directory, readable by the owner alone; [SettingsFile] says what becomes of a file
/// that is not understood. It says which version of it wrote it: what an older one wrote is
/// brought up to date as it is read, and what a newer one wrote is kept, and read as far as it is understood. Confined
/// to the FX thread, but for [#write(Unsaved)].
public final class Settings {
    private static final String FILE = "settings.json";
    private static final String VERSION = "version";

    /// What brings settings from each version to the next, the first from those that say no version.
    private static final List<UnaryOperator<Map<String, @Nullable Object>>> MIGRATIONS = List.of(
            // Version 1 only says so.
            values -> values);

    private final UserFolders folders;
    private final Map<String, @Nullable Object> values;
    private final @Nullable String trouble;
    private final Map<String, Object> changed = new LinkedHashMap<>();
    private final Object writing = new Object();
    private Runnable listener = () -> {};
    private long taken;
    private long written;

    private Settings(UserFolders folders, Map<String, @Nullable Object> values, @Nullable String trouble) {
        this.folders = folders;
        this.values = values;
        this.trouble = trouble;
    }

    /// The settings in that directory, which holds all other files too; empty ones when there are none.
    public static Settings in(Path directory) {
        return in(UserFolders.in(directory));
    }

    /// The settings in those folders; empty ones when there are none.
    public static Settings in(UserFolders folders) {
        Path file = folders.config().resolve(FILE);
        try {
            SettingsFile.Found found = SettingsFile.read(file);
            return new Settings(folders, upToDate(found.values(), MIGRATIONS), found.trouble());
        } catch (IOException e) {
            return new Settings(
                    folders,
                    upToDate(new LinkedHashMap<>(), MIGRATIONS),
                    "Tried to read the settings in " + file + ": " + xooai.store.SafeFile.reason(e)
                            + ". The designer goes on with those it comes with, and saves none over what is there.");
        }
    }

    /// What a person has to know of what became of the file as it was read; null where all is well.
    public @Nullable String trouble() {
        return trouble;
    }

    /// Those values as this version of the designer has them.
    static Map<String, @Nullable Object> upToDate(
            Map<String, @Nullable Object> values, List<UnaryOperator<Map<String, @Nullable Object>>> migrations) {
        int version = values.get(VERSION) instanceof Number number ? Math.max(0, number.intValue()) : 0;
        Map<String, @Nullable Object> now = values;
        for (int from = version; from < migrations.size(); from++) {
            now = new LinkedHashMap<>(migrations.get(from).apply(now));
        }
        now.put(VERSION, Math.max(version, migrations.size()));
        return now;
    }

    /// The directory they are in.
    public Path directory() {
        return folders.config();
    }

    /// Where other files are kept.
    public UserFolders folders() {
        return folders;
    }

    /// The text of that name, or what is given for none.
    public String text(String name, String otherwise) {
        return values.get(name) instanceof String text ? text : otherwise;
    }

    /// The number of that name, or what is given for none.
    public double number(String name, double otherwise) {
        return values.get(name) instanceof Number number ? number.doubleValue() : otherwise;
    }

    /// The list of texts of that name.
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            list.forEach(entry -> texts.add(String.valueOf(entry)));
        }
        return texts;
    }

    /// The list of maps of that name.
    public List<Map<String, @Nullable Object>> maps(String name) {
        List<Map<String, @Nullable Object>> maps = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            for (Object entry : list) {
                if (entry instanceof Map<?, ?> map) {
                    Map<String, @Nullable Object> one = new LinkedHashMap<>();
                    map.forEach((key, value) -> one.put(String.valueOf(key), value));
                    maps.add(one);
                }
            }
        }
        return maps;
    }

    /// Remembers that from the next save on.
    public void set(String name, Object value) {
        values.put(name, value);
        changed.put(name, value);
        listener.run();
    }

    /// Puts a text first in the list of that name, which keeps at most that many.
    public void putFirst(String name, String text, int atMost) {
        List<String> texts = texts(name);
        texts.remove(text);
        texts.addFirst(text);
        set(name, List.copyOf(texts.subList(0, Math.min(atMost, texts.size()))));
    }

    /// Takes a text out of the list of that name.
    public void remove(String name, String text) {
        List<String> texts = texts(name);
        texts.remove(text);
        set(name, List.copyOf(texts));
    }

    /// Calls the listener when something is remembered anew.
    public void listen(Runnable onChange) {
        listener = onChange;
    }

    /// What has to be written to remember all until now.
    public Unsaved unsaved() {
        return new Unsaved(++taken, Map.copyOf(changed), JsonText.pretty(values));
    }

    /// What was remembered until some moment, to be written on any thread.
    ///
    /// @param number the later the larger
    /// @param changed what was set since the start
    /// @param all everything, as the file has it where nobody else writes
    public record Unsaved(long number, Map<String, Object> changed, String all) {}

    /// Writes that, unless what was remembered later is written already. What another window wrote meanwhile stays,
    /// but for what was set in this one. On any thread.
    ///
    /// @return what a person has to know where the file was broken meanwhile; empty where all is well
    /// @throws IOException when the directory cannot be written, or what is there cannot be read
    public Optional<String> write(Unsaved unsaved) throws IOException {
        synchronized (writing) {
            if (unsaved.number() <= written) {
                return Optional.empty();
            }
            Folders.createPrivate(directory());
            Path file = directory().resolve(FILE);
            SettingsFile.Found there = SettingsFile.read(file);
            SafeFile.writePrivate(
                    file, merged(there.values(), unsaved).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            written = unsaved.number();
            return Optional.ofNullable(there.trouble());
        }
    }

    private static String merged(Map<String, @Nullable Object> there, Unsaved unsaved) {
        if (!(there.get(VERSION) instanceof Number version) || version.intValue() < MIGRATIONS.size()) {
            return unsaved.all();
        }
        there.putAll(unsaved.changed());
        return JsonText.pretty(there);
    }

    /// Writes them, as [#write(Unsaved)] does.
    ///
    /// @throws IOException as it does
    public Optional<String> save() throws IOException {
        return write(unsaved());
    }
}
