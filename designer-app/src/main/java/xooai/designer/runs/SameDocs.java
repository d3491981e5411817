package xooai.designer.runs;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import xooai.doc.DocArray;
import xooai.doc.Weight;

/// Tells whether a node gave the same docs twice, on the thread that draws.
final class SameDocs {
    /// So many bytes of docs are compared by what they hold.
    private static final long COMPARED = 64 << 10;

    private SameDocs() {}

    /// Whether these are the same docs; large ones are so only when they are the very same, as comparing them is dear.
    static boolean are(@Nullable DocArray<?> one, @Nullable DocArray<?> other) {
        if (one == null || other == null || one.size() != other.size()) {
            return false;
        }
        boolean small = Weight.of(one) + Weight.of(other) <= COMPARED;
        return IntStream.range(0, one.size()).allMatch(i -> isSame(one.get(i), other.get(i), small));
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Object one, Object other, boolean byValue) {
        return one == other || (byValue && one.equals(other));
    }
}
