package xooai.drivers.s3;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Which content was lately put or found: when it is put again, it is probably there. Nobody relies on that; it says
/// whether asking first is worth it. Safe for use by many threads.
final class Seen {
    private static final int MOST = 4_096;

    private final Set<String> digits =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST;
                }
            }));

    void add(String each) {
        digits.add(each);
    }

    boolean contains(String each) {
        return digits.contains(each);
    }
}
