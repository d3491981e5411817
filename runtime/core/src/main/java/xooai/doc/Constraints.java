package xooai.doc;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/// Checks Jakarta Validation constraints; starts the validator when the first doc that has any is checked.
final class Constraints {
    private Constraints() {}

    static void check(Object value) {
        if (!DocType.hasConstraints(value.getClass())) {
            return;
        }
        var violations = Holder.VALIDATOR.validate(value);
        if (violations.isEmpty()) {
            return;
        }
        String fields = violations.stream()
                .sorted(Comparator.comparing((ConstraintViolation<?> v) ->
                                v.getPropertyPath().toString())
                        .thenComparing(ConstraintViolation::getMessage))
                .map(v -> "`" + v.getPropertyPath() + "` " + v.getMessage())
                .collect(Collectors.joining("; "));
        throw new XooaiException(Code.INVALID_ARGUMENT, value.getClass().getSimpleName() + " is not valid: " + fields);
    }

    static void start() {
        Objects.requireNonNull(Holder.VALIDATOR);
    }

    private static final class Holder {
        /// Kept, or its level would be forgotten with it: the validator announces its version at every start.
        private static final Logger LOGGER = Logger.getLogger("org.hibernate.validator.internal.util.Version");

        static {
            LOGGER.setLevel(Level.WARNING);
        }

        static final Validator VALIDATOR = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
    }
}
