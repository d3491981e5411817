package xooai.executor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import xooai.doc.Content;
import xooai.doc.Doc;
import xooai.doc.DocType;
import xooai.doc.Tensor;
import xooai.doc.UntypedDoc;

/// Changes every content in a doc, however deep; what has none is given back as it is.
final class Contents {
    private static final Set<String> KEYS = Set.of("ref", "bytes", "text", "sig", "size", "mediaType");

    private Contents() {}

    static Doc map(Doc doc, UnaryOperator<Content> change) {
        return doc instanceof UntypedDoc untyped ? untyped(untyped, change) : (Doc) value(doc, change);
    }

    @SuppressWarnings("ReferenceEquality")
    private static Object value(Object value, UnaryOperator<Content> change) {
        return switch (value) {
            case Content content -> change.apply(content);
            case Tensor tensor -> tensor;
            case Record record -> record(record, change);
            case List<?> list -> {
                List<Object> mapped = new ArrayList<>(list.size());
                boolean changed = false;
                for (Object each : list) {
                    Object after = value(each, change);
                    changed |= after != each;
                    mapped.add(after);
                }
                yield changed ? List.copyOf(mapped) : list;
            }
            case Map<?, ?> map -> {
                Map<Object, Object> mapped = new LinkedHashMap<>();
                boolean changed = false;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    Object after = value(entry.getValue(), change);
                    changed |= after != entry.getValue();
                    mapped.put(entry.getKey(), after);
                }
                yield changed ? mapped : map;
            }
            default -> value;
        };
    }

    @SuppressWarnings("ReferenceEquality")
    private static Object record(Record record, UnaryOperator<Content> change) {
        DocType type = DocType.of(record.getClass());
        @Nullable Object[] values = new Object[type.components().size()];
        boolean changed = false;
        for (int i = 0; i < values.length; i++) {
            Object before = type.get(record, i);
            values[i] = before == null ? null : value(before, change);
            changed |= values[i] != before;
        }
        return changed ? type.create(values) : record;
    }

    private static UntypedDoc untyped(UntypedDoc doc, UnaryOperator<Content> change) {
        Object fields = plain(doc.fields(), doc, change);
        return fields instanceof Map<?, ?> map && !map.equals(doc.fields())
                ? new UntypedDoc(doc.type(), keyed(map), doc.source())
                : doc;
    }

    private static @Nullable Object plain(@Nullable Object value, UntypedDoc doc, UnaryOperator<Content> change) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> mapped = new ArrayList<>(list.size());
            list.forEach(each -> mapped.add(plain(each, doc, change)));
            return mapped;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        if (KEYS.containsAll(map.keySet())
                && (map.get("ref") instanceof String || map.get("bytes") instanceof byte[])) {
            return content(map, doc, change);
        }
        Map<String, @Nullable Object> mapped = new LinkedHashMap<>();
        map.forEach((key, each) -> mapped.put(String.valueOf(key), plain(each, doc, change)));
        return mapped;
    }

    @SuppressWarnings("ReferenceEquality")
    private static Map<?, ?> content(Map<?, ?> map, UntypedDoc doc, UnaryOperator<Content> change) {
        String mediaType = map.get("mediaType") instanceof String type ? type : null;
        Content before = map.get("ref") instanceof String ref
                ? Content.at(
                                ref,
                                map.get("sig") instanceof String sig ? sig : null,
                                map.get("size") instanceof Long size ? size : -1,
                                mediaType)
                        .from(doc.source())
                : Content.ofOwnedBytes((byte[]) Objects.requireNonNull(map.get("bytes")), mediaType);
        Content after = change.apply(before);
        if (after == before) {
            return map;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (after.ref() != null) {
            fields.put("ref", after.ref());
            if (after.signature() != null) {
                fields.put("sig", after.signature());
            }
            if (after.size() >= 0) {
                fields.put("size", after.size());
            }
        } else {
            fields.put("bytes", after.bytes());
        }
        if (after.mediaType() != null) {
            fields.put("mediaType", after.mediaType());
        }
        return fields;
    }

    private static Map<String, @Nullable Object> keyed(Map<?, ?> map) {
        Map<String, @Nullable Object> keyed = new LinkedHashMap<>();
        map.forEach((key, each) -> keyed.put(String.valueOf(key), each));
        return keyed;
    }
}
