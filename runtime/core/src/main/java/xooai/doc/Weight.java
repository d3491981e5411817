package xooai.doc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// About how much memory docs take, so that what waits in a buffer can be bounded.
///
/// Content that is no inline bytes weighs nothing: it is elsewhere.
public final class Weight {
    private static final int OBJECT = 32;

    private Weight() {}

    /// About how many bytes these docs take; at most the largest int.
    public static int of(DocArray<? extends Doc> docs) {
        long weight = OBJECT;
        for (Slot<? extends Doc> slot : docs.slots()) {
            weight += OBJECT + (slot.doc() == null ? 0 : of(slot.doc()));
        }
        return (int) Math.min(weight, Integer.MAX_VALUE);
    }

    private static long of(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> OBJECT + text.length();
            case byte[] bytes -> OBJECT + bytes.length;
            case Content content -> OBJECT + (content.isInline() ? Math.max(0, content.size()) : 0);
            case Tensor tensor -> OBJECT + tensor.data().remaining();
            case UntypedDoc untyped -> ofAll(untyped.fields().values());
            case List<?> list -> ofAll(list);
            case Map<?, ?> map -> ofAll(map.values());
            case Record record -> ofRecord(record);
            default -> OBJECT;
        };
    }

    private static long ofAll(Iterable<?> values) {
        long weight = OBJECT;
        for (Object each : values) {
            weight += of(each);
        }
        return weight;
    }

    private static long ofRecord(Record record) {
        DocType type = DocType.of(record.getClass());
        long weight = OBJECT;
        for (int i = 0; i < type.components().size(); i++) {
            weight += of(type.get(record, i));
        }
        return weight;
    }
}
