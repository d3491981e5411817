package xooai.flow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import xooai.doc.DocType;
import xooai.doc.FieldType;
import xooai.doc.Merge;

/// What becomes of one field that branches changed to different values.
final class Resolution {
    private Resolution() {}

    /// A value, and the branches that wrote it.
    record Side(List<String> nodes, @Nullable Object value) {}

    /// The value that the nearest policy decides on.
    ///
    /// @param rule the field's own rule, or null
    /// @param sides the different values, in order of `needs`; two or more
    /// @throws ThreeWayMerge.Conflict when it decides on none
    static @Nullable Object of(
            String path, Merge.@Nullable Rule rule, ConflictPolicy policy, @Nullable Object base, List<Side> sides) {
        if (rule != null) {
            return switch (rule) {
                case ERROR -> throw conflict(path, sides, "the field has the rule ERROR");
                case LAST -> sides.getLast().value();
                case COLLECT -> collected(sides);
                case SUM -> reduced(path, sides, Resolution::sum);
                case MAX -> reduced(path, sides, (a, b) -> compare(a, b) >= 0 ? a : b);
                case MIN -> reduced(path, sides, (a, b) -> compare(a, b) <= 0 ? a : b);
                case APPEND -> appended(path, base, sides);
                case UNION -> united(path, base, sides);
            };
        }
        return switch (policy.rule()) {
            case ERROR -> throw conflict(path, sides, "the join has no rule for it: set onConflict");
            case PREFER -> preferred(path, policy, sides);
            case LAST -> sides.getLast().value();
            case COLLECT -> collected(sides);
            case SUM -> reduced(path, sides, Resolution::sum);
            case MAX -> reduced(path, sides, (a, b) -> compare(a, b) >= 0 ? a : b);
            case MIN -> reduced(path, sides, (a, b) -> compare(a, b) <= 0 ? a : b);
        };
    }

    private static ThreeWayMerge.Conflict conflict(String path, List<Side> sides, String why) {
        List<String> writers =
                sides.stream().map(side -> side.nodes().getFirst()).toList();
        return new ThreeWayMerge.Conflict(path, writers, why);
    }

    private static @Nullable Object preferred(String path, ConflictPolicy policy, List<Side> sides) {
        for (String node : policy.nodes()) {
            for (Side side : sides) {
                if (side.nodes().contains(node)) {
                    return side.value();
                }
            }
        }
        throw conflict(path, sides, "`" + policy + "` names neither");
    }

    private static Object collected(List<Side> sides) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Side side : sides) {
            if (side.value() instanceof List<?> list) {
                all.addAll(list);
            } else {
                all.add(side.value());
            }
        }
        return all;
    }

    private static Object reduced(String path, List<Side> sides, BinaryOperator<Number> operator) {
        Number result = null;
        for (Side side : sides) {
            if (!(side.value() instanceof Number number)) {
                throw conflict(path, sides, "they are not all numbers, as sum, max and min need");
            }
            result = result == null ? number : operator.apply(result, number);
        }
        return Objects.requireNonNull(result);
    }

    private static Number sum(Number a, Number b) {
        if (isWhole(a) && isWhole(b)) {
            BigInteger sum = new BigInteger(a.toString()).add(new BigInteger(b.toString()));
            return a instanceof Integer && sum.bitLength() < Integer.SIZE ? (Number) sum.intValue() : narrowed(sum);
        }
        return a instanceof Float && b instanceof Float
                ? (Number) (a.floatValue() + b.floatValue())
                : (Number) (a.doubleValue() + b.doubleValue());
    }

    private static Number narrowed(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private static boolean isWhole(Number number) {
        return number instanceof Integer || number instanceof Long || number instanceof BigInteger;
    }

    private static int compare(Number a, Number b) {
        boolean finite = Double.isFinite(a.doubleValue()) && Double.isFinite(b.doubleValue());
        return finite
                ? new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()))
                : Double.compare(a.doubleValue(), b.doubleValue());
    }

    private static List<?> list(String path, @Nullable Object value, List<Side> sides) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw conflict(path, sides, "they are not lists, as append and union need");
    }

    private static Object appended(String path, @Nullable Object base, List<Side> sides) {
        List<?> before = list(path, base, sides);
        List<Object> all = new ArrayList<>(before);
        for (Side side : sides) {
            List<?> now = list(path, side.value(), sides);
            if (now.size() < before.size() || !now.subList(0, before.size()).equals(before)) {
                throw conflict(path, sides, "one did more than append to it");
            }
            all.addAll(now.subList(before.size(), now.size()));
        }
        return List.copyOf(all);
    }

    private static Object united(String path, @Nullable Object base, List<Side> sides) {
        List<?> before = list(path, base, sides);
        Set<Object> known = new HashSet<>(before);
        Set<Object> all = new LinkedHashSet<>(before);
        for (Side side : sides) {
            Set<Object> now = new HashSet<>(list(path, side.value(), sides));
            all.removeIf(each -> known.contains(each) && !now.contains(each));
        }
        for (Side side : sides) {
            for (Object each : list(path, side.value(), sides)) {
                if (!known.contains(each)) {
                    all.add(each);
                }
            }
        }
        return List.copyOf(all);
    }

    /// The value as that component can hold it.
    ///
    /// @throws ThreeWayMerge.Conflict when it cannot: a collected list for a field that is none, a sum
    ///     that overflows
    static @Nullable Object fitting(String path, DocType.Component component, @Nullable Object value) {
        boolean list = component.type() instanceof FieldType.ListType;
        if (value instanceof List<?> && !list) {
            throw new ThreeWayMerge.Conflict(path, List.of("the branches"), "`collect` needs a field that is a list");
        }
        boolean tooLarge = switch (component.type()) {
            case FieldType.IntegerType type ->
                type.java() == int.class ? !(value == null || value instanceof Integer) : value instanceof BigInteger;
            default -> false;
        };
        if (tooLarge) {
            throw new ThreeWayMerge.Conflict(path, List.of("the branches"), "their sum is too large for the field");
        }
        return value;
    }
}
