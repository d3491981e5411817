package xooai.doc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compares the values that constraints allow, given as keywords of JSON Schema.
final class Ranges {
    private static final int LONGEST = 40;

    private Ranges() {}

    /// How what is given lies to what is taken.
    enum Relation {
        /// All of it is taken.
        INSIDE,
        /// Some of it may not be taken.
        ACROSS,
        /// None of it is taken.
        APART
    }

    /// The values from one bound to another; null where there is no bound.
    private record Range(
            @Nullable BigDecimal low,
            boolean lowOpen,
            @Nullable BigDecimal high,
            boolean highOpen) {

        /// The same range, its bounds whole numbers that are in it.
        Range ofWholeNumbers() {
            return new Range(
                    whole(low, lowOpen, RoundingMode.CEILING, 1),
                    false,
                    whole(high, highOpen, RoundingMode.FLOOR, -1),
                    false);
        }

        private static @Nullable BigDecimal whole(
                @Nullable BigDecimal bound, boolean open, RoundingMode rounding, int inwards) {
            if (bound == null) {
                return null;
            }
            BigDecimal rounded = bound.setScale(0, rounding);
            return open && rounded.compareTo(bound) == 0 ? rounded.add(BigDecimal.valueOf(inwards)) : rounded;
        }

        boolean isInside(Range other) {
            boolean above = other.low == null
                    || (low != null
                            && (low.compareTo(other.low) > 0
                                    || (low.compareTo(other.low) == 0 && (lowOpen || !other.lowOpen))));
            boolean below = other.high == null
                    || (high != null
                            && (high.compareTo(other.high) < 0
                                    || (high.compareTo(other.high) == 0 && (highOpen || !other.highOpen))));
            return above && below;
        }

        boolean isApartFrom(Range other) {
            return isBelow(this, other) || isBelow(other, this);
        }

        private static boolean isBelow(Range one, Range other) {
            if (one.high == null || other.low == null) {
                return false;
            }
            int order = one.high.compareTo(other.low);
            return order < 0 || (order == 0 && (one.highOpen || other.lowOpen));
        }
    }

    /// @param whole whether only whole numbers are given
    static Relation compare(Map<String, Object> given, Map<String, Object> taken, boolean whole) {
        if (taken.isEmpty() || taken.equals(given)) {
            return Relation.INSIDE;
        }
        boolean inside = true;
        for (String counted : new String[] {"imum", "Length", "Items", "Properties"}) {
            Range from = range(given, counted);
            Range to = range(taken, counted);
            if (whole) {
                from = from.ofWholeNumbers();
                to = to.ofWholeNumbers();
            }
            if (from.isApartFrom(to)) {
                return Relation.APART;
            }
            inside &= from.isInside(to);
        }
        for (String keyword : new String[] {"pattern", "format"}) {
            inside &= taken.get(keyword) == null || Objects.equals(taken.get(keyword), given.get(keyword));
        }
        return inside ? Relation.INSIDE : Relation.ACROSS;
    }

    private static Range range(Map<String, Object> constraints, String counted) {
        BigDecimal low = number(constraints.get("min" + counted));
        BigDecimal high = number(constraints.get("max" + counted));
        boolean counts = !counted.equals("imum");
        BigDecimal above = counts ? null : number(constraints.get("exclusiveMinimum"));
        BigDecimal below = counts ? null : number(constraints.get("exclusiveMaximum"));
        boolean lowOpen = above != null && (low == null || above.compareTo(low) >= 0);
        boolean highOpen = below != null && (high == null || below.compareTo(high) <= 0);
        BigDecimal least = lowOpen ? above : low == null && counts ? BigDecimal.ZERO : low;
        return new Range(least, lowOpen, highOpen ? below : high, highOpen);
    }

    /// The number; null where it is none, as a schema from elsewhere may say.
    private static @Nullable BigDecimal number(@Nullable Object value) {
        return switch (value) {
            case Long number -> BigDecimal.valueOf(number);
            case Integer number -> BigDecimal.valueOf(number);
            case Double number when Double.isFinite(number) -> BigDecimal.valueOf(number);
            case null, default -> null;
        };
    }

    /// The name of the type of a value with its constraints: `number (minimum 0)`.
    static String named(DocSchema schema) {
        Map<String, Object> constraints = switch (schema) {
            case DocSchema.StringSchema string -> string.constraints();
            case DocSchema.IntegerSchema integer -> integer.constraints();
            case DocSchema.NumberSchema number -> number.constraints();
            case DocSchema.ListSchema list -> list.constraints();
            case DocSchema.MapSchema map -> map.constraints();
            default -> Map.of();
        };
        return named(schema.typeName(), constraints);
    }

    static String named(String type, Map<String, Object> constraints) {
        if (constraints.isEmpty()) {
            return type;
        }
        return type
                + new TreeMap<>(constraints)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + " " + shortened(String.valueOf(entry.getValue())))
                                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }
}
