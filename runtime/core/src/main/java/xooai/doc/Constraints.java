package xooai.doc;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.annotation.ElementType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/// Checks Jakarta Validation constraints; starts the validator when the first doc that has any is checked.
///
/// Nested records are always checked too, with `@Valid` and without: it is the schema of a type that says what
/// fits it, and a schema knows no unchecked parts. Messages are in English wherever the program runs, since
/// they travel.
final class Constraints {
    private Constraints() {}

    static void check(Object value) {
        if (!DocType.hasConstraints(value.getClass())) {
            return;
        }
        Set<String> broken = new TreeSet<>();
        collect(value, "", broken);
        if (!broken.isEmpty()) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    value.getClass().getSimpleName() + " is not valid: " + String.join("; ", broken));
        }
    }

    private static void collect(@Nullable Object value, String path, Set<String> broken) {
        switch (value) {
            case Media _ -> {}
            case Record record
            when DocType.hasConstraints(record.getClass()) -> {
                String prefix = path.isEmpty() ? "" : path + ".";
                for (ConstraintViolation<Object> each : Holder.VALIDATOR.<Object>validate(record)) {
                    String at = each.getPropertyPath().toString().replaceAll("\\.<(list element|map value)>", "");
                    broken.add("`" + prefix + at + "` " + each.getMessage());
                }
                DocType type = DocType.of(record.getClass());
                for (int i = 0; i < type.components().size(); i++) {
                    collect(
                            type.get(record, i),
                            prefix + type.components().get(i).name(),
                            broken);
                }
            }
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    collect(list.get(i), path + "[" + i + "]", broken);
                }
            }
            case Map<?, ?> map -> map.forEach((key, each) -> collect(each, path + "[" + key + "]", broken));
            case null, default -> {}
        }
    }

    static void start() {
        Objects.requireNonNull(Holder.VALIDATOR);
    }

    private static final class Holder {
        /// Held, since the levels of loggers that nobody holds are lost.
        private static final Logger LOGGER = Logger.getLogger("org.hibernate.validator");

        static {
            LOGGER.setLevel(Level.WARNING);
        }

        static final Validator VALIDATOR = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new English())
                .traversableResolver(new OneRecord())
                .buildValidatorFactory()
                .getValidator();
    }

    /// Says the standard messages without the expression language, which two of them are written in.
    private static final class English implements MessageInterpolator {
        private final MessageInterpolator plain =
                new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false);

        @Override
        public String interpolate(String template, Context context) {
            String equal = Boolean.TRUE.equals(
                            context.getConstraintDescriptor().getAttributes().get("inclusive"))
                    ? "or equal to "
                    : "";
            String known = switch (template) {
                case "{jakarta.validation.constraints.DecimalMin.message}" ->
                    "must be greater than " + equal + "{value}";
                case "{jakarta.validation.constraints.DecimalMax.message}" -> "must be less than " + equal + "{value}";
                default -> template;
            };
            return plain.interpolate(known, context);
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return interpolate(template, context);
        }
    }

    /// Keeps the validator to the one record it is given.
    private static final class OneRecord implements TraversableResolver {
        @Override
        public boolean isReachable(
                @Nullable Object bean, Path.Node property, Class<?> root, Path path, ElementType element) {
            return true;
        }

        @Override
        public boolean isCascadable(
                @Nullable Object bean, Path.Node property, Class<?> root, Path path, ElementType element) {
            return false;
        }
    }
}
