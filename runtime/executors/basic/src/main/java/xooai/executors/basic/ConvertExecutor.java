package xooai.executors.basic;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.codec.Docs;
import xooai.doc.Audio;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Image;
import xooai.doc.Slot;
import xooai.doc.Text;
import xooai.doc.UntypedDoc;
import xooai.doc.Video;
import xooai.doc.XooaiException;
import xooai.executor.ConfiguredTypes;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Makes docs of one type of docs of another: renames, moves, sets and leaves out fields, and turns values into
/// others. What stands between two executors that do not fit.
@ThreadSafe
public final class ConvertExecutor extends Executor {
    private final ConvertConfig config;

    /// An executor that converts as the configuration says.
    public ConvertExecutor(ConvertConfig config) {
        this.config = config;
    }

    @Override
    protected ConfiguredTypes configuredTypes() {
        return config;
    }

    /// The doc as one of the configured type; in error where a value cannot be turned into what is wanted.
    @Post(idempotent = true)
    public Doc convert(Doc doc) {
        UntypedDoc given = Docs.untyped(Slot.of(doc));
        Map<String, @Nullable Object> made = new LinkedHashMap<>();
        if (config.makesMedia() && config.fields() != null && !config.fields().isEmpty()) {
            ConvertField whole = config.fields().getFirst();
            Object content = value(given, whole, ConvertTo.valueOf(config.type().toUpperCase(java.util.Locale.ROOT)));
            if (!(content instanceof Map<?, ?> fields)) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        "Tried to make a " + config.type() + " of " + whole + ": it is not there");
            }
            fields.forEach((name, value) -> made.put(String.valueOf(name), value));
            return medium(new UntypedDoc(config.type(), made, given.source()));
        }
        if (Boolean.TRUE.equals(config.keep())) {
            made.putAll(given.fields());
        }
        for (ConvertField field : config.fields() == null ? java.util.List.<ConvertField>of() : config.fields()) {
            Object value = value(given, field, field.target());
            if (value != null) {
                put(made, field.place(), value);
            }
        }
        UntypedDoc whole = new UntypedDoc(config.type(), made, given.source());
        return config.makesMedia() ? medium(whole) : whole;
    }

    private Doc medium(UntypedDoc doc) {
        Class<? extends Doc> type = switch (config.type()) {
            case "Image" -> Image.class;
            case "Audio" -> Audio.class;
            case "Video" -> Video.class;
            default -> Text.class;
        };
        return Docs.typed(DocArray.of(doc), type).get(0);
    }

    private static @Nullable Object value(UntypedDoc given, ConvertField field, ConvertTo as) {
        String set = field.set();
        Object found = set != null ? set : find(given.fields(), field.from());
        try {
            return new Conversion(given.source()).of(found, as);
        } catch (XooaiException e) {
            throw new XooaiException(
                    e.code(), "Tried to make " + field + ": " + e.error().message(), e);
        }
    }

    private static @Nullable Object find(Map<String, @Nullable Object> fields, @Nullable String path) {
        Object at = fields;
        for (String name : path == null || path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, @Nullable Object> into, String path, Object value) {
        Map<String, @Nullable Object> at = into;
        String[] names = path.split("\\.", -1);
        for (String name : Arrays.copyOf(names, names.length - 1)) {
            Map<String, @Nullable Object> copy = at.get(name) instanceof Map<?, ?> map
                    ? new LinkedHashMap<>((Map<String, @Nullable Object>) map)
                    : new LinkedHashMap<>();
            at.put(name, copy);
            at = copy;
        }
        at.put(names[names.length - 1], value);
    }
}
