package xooai.designer.safety;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.XooaiException;

/// Entries of a journal as lines: a checksum in eight hex digits, a space, and a JSON object.
final class JournalLines {
    /// The version of the format.
    static final long VERSION = 1;

    private static final int CHECKSUM = 9;
    private static final Limits LIMITS = new Limits(64 << 20, 16 << 10, 8, 10_000);

    private JournalLines() {}

    static byte[] write(JournalEntry entry) {
        byte[] json = Codec.JSON.writeValue(fields(entry));
        byte[] head = (checksum(json, 0) + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] line = new byte[head.length + json.length + 1];
        System.arraycopy(head, 0, line, 0, head.length);
        System.arraycopy(json, 0, line, head.length, json.length);
        line[line.length - 1] = '\n';
        return line;
    }

    private static Map<String, @Nullable Object> fields(JournalEntry entry) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        switch (entry) {
            case JournalEntry.Begun e -> {
                fields.put("journal", VERSION);
                fields.put("file", e.file());
                fields.put("name", e.name());
            }
            case JournalEntry.Start e -> fields.put("start", e.text());
            case JournalEntry.Step e -> {
                fields.put("step", e.title());
                fields.put("keep", List.of((long) e.patch().start(), (long)
                        e.patch().end()));
                fields.put("put", e.patch().put());
                fields.put("at", e.at());
            }
            case JournalEntry.Move e -> {
                fields.put("move", (long) e.by());
                fields.put("at", e.at());
            }
            case JournalEntry.Saved e -> {
                fields.put("saved", e.at());
                fields.put("text", e.text());
                fields.put("signature", e.signature());
            }
            case JournalEntry.Closed e -> fields.put("closed", e.at());
        }
        return fields;
    }

    /// The entry of a line without its end, or null when the line is damaged or of another version.
    static @Nullable JournalEntry read(byte[] line) {
        if (line.length < CHECKSUM
                || !new String(line, 0, CHECKSUM, StandardCharsets.US_ASCII).equals(checksum(line, CHECKSUM) + " ")) {
            return null;
        }
        byte[] json = java.util.Arrays.copyOfRange(line, CHECKSUM, line.length);
        try {
            return Codec.JSON.readValue(json, LIMITS) instanceof Map<?, ?> fields ? entry(fields) : null;
        } catch (XooaiException _) {
            return null; // A line that another version wrote is as good as damaged.
        }
    }

    private static String checksum(byte[] bytes, int from) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, bytes.length - from);
        return "%08x".formatted(crc.getValue());
    }

    private static @Nullable JournalEntry entry(Map<?, ?> fields) {
        if (fields.get("journal") instanceof Long version) {
            return version == VERSION ? new JournalEntry.Begun(text(fields, "file"), words(fields, "name")) : null;
        }
        if (fields.get("start") instanceof String text) {
            return new JournalEntry.Start(text);
        }
        if (fields.get("step") instanceof String title
                && fields.get("keep") instanceof List<?> keep
                && keep.size() == 2
                && keep.get(0) instanceof Long start
                && keep.get(1) instanceof Long end
                && isInt(start)
                && isInt(end)) {
            Patch patch = new Patch(start.intValue(), end.intValue(), words(fields, "put"));
            return new JournalEntry.Step(title, patch, at(fields));
        }
        if (fields.get("move") instanceof Long by && isInt(by)) {
            return new JournalEntry.Move(by.intValue(), at(fields));
        }
        if (fields.get("saved") instanceof Long at) {
            return new JournalEntry.Saved(text(fields, "text"), text(fields, "signature"), at);
        }
        return fields.get("closed") instanceof Long at ? new JournalEntry.Closed(at) : null;
    }

    private static boolean isInt(long number) {
        return number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE;
    }

    private static @Nullable String text(Map<?, ?> fields, String key) {
        return fields.get(key) instanceof String text ? text : null;
    }

    private static String words(Map<?, ?> fields, String key) {
        String text = text(fields, key);
        return text == null ? "" : text;
    }

    private static long at(Map<?, ?> fields) {
        return fields.get("at") instanceof Long at ? at : 0;
    }
}
