package xooai.test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.doc.Content;
import xooai.doc.Tensor;
import xooai.doc.XooaiException;
import xooai.flow.TestCase.Tolerance;

/// Compares plain docs with those that are expected, number by number within a tolerance.
///
/// Content is equal when its bytes are, whether they are at hand or said by their signature. Tensors are compared
/// element by element. Safe for use by many threads.
public final class Comparison {
    /// How many differences are told.
    public static final int MOST = 50;

    private static final int SHOWN = 120;

    private final Tolerance tolerance;
    /// The keys of a plain content, by which the same bytes are said in several forms.
    private static final Set<Object> CONTENT = Set.of("bytes", "text", "ref", "sig", "size");

    /// What every doc of an answer says of itself: compared where it is expected.
    private static final Set<Object> SAID_ANYWAY = Set.of("id", "type");

    private static final Pattern PLACE = Pattern.compile("[^.\\[\\]]+");

    private final List<List<String>> ignored;

    /// A comparison within that tolerance that looks past those paths; `*` in a path stands for any one place.
    public Comparison(Tolerance tolerance, List<String> ignored) {
        this.tolerance = tolerance;
        this.ignored = ignored.stream().map(Comparison::places).toList();
    }

    /// Linear to match, whatever is asked: places are compared one by one.
    private static List<String> places(String path) {
        List<String> places = new ArrayList<>();
        Matcher matcher = PLACE.matcher(path);
        while (matcher.find()) {
            places.add(matcher.group());
        }
        return places;
    }

    /// In what the found docs are not those expected: the first [#MOST] places, in order.
    public List<Difference> compare(List<?> expected, List<?> found) {
        List<Difference> differences = new ArrayList<>();
        lists("", expected, found, differences);
        return differences;
    }

    private void values(String path, @Nullable Object expected, @Nullable Object found, List<Difference> differences) {
        if (differences.size() >= MOST || isIgnored(path)) {
            return;
        }
        if (expected instanceof Map<?, ?> wanted && found instanceof Map<?, ?> given) {
            maps(path, wanted, given, differences);
        } else if (expected instanceof List<?> wanted && found instanceof List<?> given) {
            lists(path, wanted, given, differences);
        } else if (expected instanceof Number wanted && found instanceof Number given) {
            if (!near(wanted, given)) {
                differences.add(new Difference(path, shown(wanted), shown(given) + distance(wanted, given)));
            }
        } else if (!Objects.equals(expected, found)) {
            differences.add(new Difference(path, shown(expected), shown(found)));
        }
    }

    private boolean isIgnored(String path) {
        if (ignored.isEmpty()) {
            return false;
        }
        List<String> places = places(path);
        return ignored.stream().anyMatch(asked -> isSame(asked, places));
    }

    private static boolean isSame(List<String> asked, List<String> places) {
        if (asked.size() != places.size()) {
            return false;
        }
        for (int i = 0; i < asked.size(); i++) {
            if (!asked.get(i).equals("*") && !asked.get(i).equals(places.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void lists(String path, List<?> expected, List<?> found, List<Difference> differences) {
        if (expected.size() != found.size()) {
            String what = path.isEmpty() ? " docs" : " elements";
            differences.add(new Difference(path, expected.size() + what, found.size() + what));
        }
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            values(path + "[" + i + "]", expected.get(i), found.get(i), differences);
        }
    }

    private void maps(String path, Map<?, ?> expected, Map<?, ?> found, List<Difference> differences) {
        Tensor wanted = tensor(expected);
        Tensor given = tensor(found);
        if (wanted != null && given != null) {
            tensors(path, wanted, given, differences);
            return;
        }
        String signature = signature(expected);
        String other = signature(found);
        boolean contents = signature != null && other != null && isContent(expected) && isContent(found);
        boolean texts = expected.containsKey("text") && found.containsKey("text");
        boolean sameContent = contents && Objects.equals(signature, other);
        boolean otherContent = contents && !sameContent && !texts;
        if (otherContent) {
            differences.add(new Difference(path, "content " + signature, "content " + other));
        }
        Set<Object> keys = new LinkedHashSet<>(expected.keySet());
        keys.addAll(found.keySet());
        for (Object key : keys) {
            String at = path.isEmpty() ? String.valueOf(key) : path + "." + key;
            if (otherContent && CONTENT.contains(key)) {
                continue;
            }
            if (expected.containsKey(key) && found.containsKey(key)) {
                boolean form = sameContent && key.equals("ref");
                if (!form) {
                    values(at, expected.get(key), found.get(key), differences);
                }
            } else if (differences.size() < MOST
                    && !isIgnored(at)
                    && !(sameContent && CONTENT.contains(key))
                    && !(path.indexOf('.') < 0 && SAID_ANYWAY.contains(key) && found.containsKey(key))) {
                differences.add(
                        expected.containsKey(key)
                                ? new Difference(at, shown(expected.get(key)), "nothing")
                                : new Difference(at, "nothing", shown(found.get(key))));
            }
        }
    }

    /// Whether an object has no other keys than content has, apart from those of a slot.
    private static boolean isContent(Map<?, ?> map) {
        return map.keySet().stream()
                .allMatch(key -> CONTENT.contains(key) || SAID_ANYWAY.contains(key) || key.equals("mediaType"));
    }

    private void tensors(String path, Tensor expected, Tensor found, List<Difference> differences) {
        String wanted = kind(expected);
        if (!wanted.equals(kind(found))) {
            differences.add(new Difference(path, "a tensor " + wanted, "a tensor " + kind(found)));
            return;
        }
        int wrong = 0;
        int first = -1;
        double furthest = 0;
        for (int i = 0; i < expected.count(); i++) {
            double a = expected.get(i);
            double b = found.get(i);
            if (Double.compare(a, b) != 0 && !tolerance.allows(a, b)) {
                wrong++;
                first = first < 0 ? i : first;
                furthest = Math.max(furthest, Math.abs(a - b));
            }
        }
        if (wrong > 0) {
            differences.add(new Difference(
                    path + ".data[" + first + "]",
                    shown(expected.get(first)),
                    shown(found.get(first)) + "; " + wrong + " of " + expected.count()
                            + " elements are too far away, by up to " + furthest));
        }
    }

    private static String kind(Tensor tensor) {
        return tensor.dtype().wireName() + Arrays.toString(tensor.shape());
    }

    private boolean near(Number expected, Number found) {
        return decimal(expected).compareTo(decimal(found)) == 0
                || tolerance.allows(expected.doubleValue(), found.doubleValue());
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigInteger large
                ? new BigDecimal(large)
                : number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.toString());
    }

    private static String distance(Number expected, Number found) {
        return ", which is " + Math.abs(expected.doubleValue() - found.doubleValue()) + " away";
    }

    /// The tensor that a plain object is, or null.
    private static @Nullable Tensor tensor(Map<?, ?> map) {
        if (!(map.get("dtype") instanceof String dtype)
                || !(map.get("shape") instanceof List<?> shape)
                || !(map.get("data") instanceof String data)) {
            return null;
        }
        try {
            int[] extents = shape.stream()
                    .mapToInt(each -> each instanceof Long extent ? Math.toIntExact(extent) : -1)
                    .toArray();
            return Tensor.of(
                    Tensor.Dtype.named(dtype), extents, Base64.getDecoder().decode(data));
        } catch (XooaiException | IllegalArgumentException | ArithmeticException _) {
            return null; // It only looks like one, and is compared as it is.
        }
    }

    /// The signature of the content that a plain object is, worked out where its bytes are at hand; or null.
    private static @Nullable String signature(Map<?, ?> map) {
        if (map.get("text") instanceof String text) {
            return Content.sign(text.getBytes(StandardCharsets.UTF_8));
        }
        if (map.get("bytes") instanceof String bytes) {
            try {
                return Content.sign(Base64.getDecoder().decode(bytes));
            } catch (IllegalArgumentException _) {
                return null;
            }
        }
        return map.get("sig") instanceof String signature ? signature : null;
    }

    private static String shown(@Nullable Object value) {
        String text = new String(Codec.JSON.writeValue(value), StandardCharsets.UTF_8);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
