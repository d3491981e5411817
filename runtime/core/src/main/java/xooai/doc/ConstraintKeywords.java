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
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says Jakarta Validation constraints in the keywords of JSON Schema.
///
/// A constraint with no such keyword (`@Future`, one's own) is still checked, and is not in the schema.
final class ConstraintKeywords {
    /// Marks a component that may not be absent; taken out again, since JSON Schema says it in the object.
    static final String REQUIRED = "required";

    private ConstraintKeywords() {}

    static Map<String, Object> of(AnnotatedElement element) {
        boolean sized = isContainer(element);
        Map<String, Object> keywords = new LinkedHashMap<>();
        for (Annotation annotation : element.getAnnotations()) {
            add(keywords, annotation, sized);
        }
        return keywords;
    }

    private static boolean isContainer(AnnotatedElement element) {
        Class<?> type = switch (element) {
            case RecordComponent part -> part.getType();
            case Method accessor -> accessor.getReturnType();
            default -> Object.class;
        };
        return List.class.isAssignableFrom(type);
    }

    private static void add(Map<String, Object> keywords, Annotation annotation, boolean list) {
        switch (annotation) {
            case NotNull _ -> keywords.put(REQUIRED, true);
            case NotBlank _ -> {
                keywords.put(REQUIRED, true);
                keywords.put("pattern", "\\S");
            }
            case NotEmpty _ -> {
                keywords.put(REQUIRED, true);
                keywords.put(list ? "minItems" : "minLength", 1L);
            }
            case Size size -> {
                if (size.min() > 0) {
                    keywords.put(list ? "minItems" : "minLength", (long) size.min());
                }
                if (size.max() < Integer.MAX_VALUE) {
                    keywords.put(list ? "maxItems" : "maxLength", (long) size.max());
                }
            }
            case Min min -> keywords.put("minimum", min.value());
            case Max max -> keywords.put("maximum", max.value());
            case DecimalMin min -> keywords.put(min.inclusive() ? "minimum" : "exclusiveMinimum", decimal(min.value()));
            case DecimalMax max -> keywords.put(max.inclusive() ? "maximum" : "exclusiveMaximum", decimal(max.value()));
            case Positive _ -> keywords.put("exclusiveMinimum", 0L);
            case PositiveOrZero _ -> keywords.put("minimum", 0L);
            case Negative _ -> keywords.put("exclusiveMaximum", 0L);
            case NegativeOrZero _ -> keywords.put("maximum", 0L);
            case Pattern pattern -> keywords.put("pattern", "^(?:" + pattern.regexp() + ")$");
            case Email _ -> keywords.put("format", "email");
            default -> {}
        }
    }

    private static Object decimal(String value) {
        BigDecimal decimal = new BigDecimal(value);
        return decimal.stripTrailingZeros().scale() <= 0 ? (Object) decimal.longValueExact() : decimal.doubleValue();
    }
}
