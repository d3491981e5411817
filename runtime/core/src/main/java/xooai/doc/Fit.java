package xooai.doc;

import java.util.ArrayList;
import java.util.List;

/// Whether what one port gives fits what another takes.
public sealed interface Fit {

    /// It fits as it is.
    record Exact() implements Fit {}

    /// It does not fit.
    ///
    /// @param reasons one sentence a field that does not fit: which, what it needs, what it gets
    record Refused(List<String> reasons) implements Fit {}

    /// Whether it fits.
    default boolean isOk() {
        return this instanceof Exact;
    }

    /// Whether docs of the given schema fit where the taken one is taken.
    static Fit check(DocSchema given, DocSchema taken) {
        List<String> reasons = new ArrayList<>();
        compare(given, taken, "", reasons);
        return reasons.isEmpty() ? new Exact() : new Refused(List.copyOf(reasons));
    }

    private static void compare(DocSchema given, DocSchema taken, String path, List<String> reasons) {
        switch (taken) {
            case DocSchema.AnySchema _ -> {}
            case DocSchema.NumberSchema _ when given instanceof DocSchema.IntegerSchema -> {}
            case DocSchema.ObjectSchema object
            when given instanceof DocSchema.ObjectSchema other -> compareFields(other, object, path, reasons);
            case DocSchema.ListSchema list
            when given instanceof DocSchema.ListSchema other ->
                compare(other.element(), list.element(), path + "[]", reasons);
            case DocSchema.MapSchema map
            when given instanceof DocSchema.MapSchema other ->
                compare(other.value(), map.value(), path + "{}", reasons);
            case DocSchema.EnumSchema e
            when given instanceof DocSchema.EnumSchema other -> {
                if (!e.names().containsAll(other.names())) {
                    reasons.add(reason(path, taken, given));
                }
            }
            default -> {
                boolean same = given instanceof DocSchema.AnySchema
                        || (given.getClass() == taken.getClass()
                                && given.typeName().equals(taken.typeName()));
                if (!same) {
                    reasons.add(reason(path, taken, given));
                }
            }
        }
    }

    private static void compareFields(
            DocSchema.ObjectSchema given, DocSchema.ObjectSchema taken, String path, List<String> reasons) {
        if (path.isEmpty() && !given.name().equals(taken.name())) {
            reasons.add("takes " + taken.name() + ", and is given " + given.name());
        }
        for (DocSchema.Field field : taken.fields()) {
            String at = path.isEmpty() ? field.name() : path + "." + field.name();
            DocSchema.Field found = given.fields().stream()
                    .filter(other -> other.name().equals(field.name()))
                    .findFirst()
                    .orElse(null);
            if (found != null) {
                compare(found.schema(), field.schema(), at, reasons);
            } else if (field.required()) {
                reasons.add("needs `" + at + "` (" + field.schema().typeName() + "), which " + given.name()
                        + " does not have");
            }
        }
    }

    private static String reason(String path, DocSchema taken, DocSchema given) {
        return path.isEmpty()
                ? "takes " + taken.typeName() + ", and is given " + given.typeName()
                : "needs `" + path + "` to be " + taken.typeName() + ", and is given " + given.typeName();
    }
}
