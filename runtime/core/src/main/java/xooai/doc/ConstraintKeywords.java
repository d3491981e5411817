package xooai.doc;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Says Jakarta Validation constraints in the keywords of JSON Schema.
///
/// A constraint with no such keyword (`@Future`, one's own, a pattern with flags) is still checked, and is
/// not in the schema. They differ in one value: the empty string, which is an `@Email` and no `format:
/// email`.
final class ConstraintKeywords {
    /// Marks a component that may not be absent; taken out again, since JSON Schema says it in the object.
    static final String REQUIRED = "required";

    private ConstraintKeywords() {}

    /// The keywords of the constraints on that element, whose value is of that class.
    static Map<String, Object> of(AnnotatedElement element, Class<?> raw) {
        String counted =
                List.class.isAssignableFrom(raw) ? "Items" : Map.class.isAssignableFrom(raw) ? "Properties" : "Length";
        Map<String, Object> keywords = new HashMap<>();
        List<String> patterns = new ArrayList<>();
        for (Annotation annotation : element.getAnnotations()) {
            add(keywords, patterns, annotation, counted);
        }
        if (!patterns.isEmpty()) {
            keywords.put("pattern", all(patterns));
        }
        return keywords;
    }

    private static void add(
            Map<String, Object> keywords, List<String> patterns, Annotation annotation, String counted) {
        switch (annotation) {
            case NotNull _ -> keywords.put(REQUIRED, true);
            case NotBlank _ -> {
                keywords.put(REQUIRED, true);
                patterns.add("\\S");
            }
            case NotEmpty _ -> {
                keywords.put(REQUIRED, true);
                atLeast(keywords, "min" + counted, 1L);
            }
            case Size size -> {
                if (size.min() > 0) {
                    atLeast(keywords, "min" + counted, (long) size.min());
                }
                if (size.max() < Integer.MAX_VALUE) {
                    atMost(keywords, "max" + counted, (long) size.max());
                }
            }
            case Min min -> atLeast(keywords, "minimum", min.value());
            case Max max -> atMost(keywords, "maximum", max.value());
            case DecimalMin min ->
                atLeast(keywords, min.inclusive() ? "minimum" : "exclusiveMinimum", decimal(min.value()));
            case DecimalMax max ->
                atMost(keywords, max.inclusive() ? "maximum" : "exclusiveMaximum", decimal(max.value()));
            case Positive _ -> atLeast(keywords, "exclusiveMinimum", 0L);
            case PositiveOrZero _ -> atLeast(keywords, "minimum", 0L);
            case Negative _ -> atMost(keywords, "exclusiveMaximum", 0L);
            case NegativeOrZero _ -> atMost(keywords, "maximum", 0L);
            case Pattern pattern when pattern.flags().length == 0 -> patterns.add("^(?:" + pattern.regexp() + ")$");
            case Pattern.List list -> {
                for (Pattern pattern : list.value()) {
                    add(keywords, patterns, pattern, counted);
                }
            }
            case Email _ -> keywords.put("format", "email");
            default -> {}
        }
    }

    /// One pattern that a string matches exactly when it matches all of them.
    private static String all(List<String> patterns) {
        return patterns.size() == 1
                ? patterns.getFirst()
                : patterns.stream().map(each -> "(?=[\\s\\S]*?" + each + ")").collect(Collectors.joining("", "^", ""));
    }

    private static void atLeast(Map<String, Object> keywords, String name, Number bound) {
        keywords.merge(name, bound, (a, b) -> compare(a, b) >= 0 ? a : b);
    }

    private static void atMost(Map<String, Object> keywords, String name, Number bound) {
        keywords.merge(name, bound, (a, b) -> compare(a, b) <= 0 ? a : b);
    }

    private static int compare(Object a, Object b) {
        return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
    }

    private static Number decimal(String value) {
        BigDecimal decimal = new BigDecimal(value);
        boolean isLong = decimal.stripTrailingZeros().scale() <= 0
                && decimal.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return isLong ? (Number) decimal.longValueExact() : decimal.doubleValue();
    }
}
