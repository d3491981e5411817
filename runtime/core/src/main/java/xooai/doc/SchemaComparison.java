package xooai.doc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares a given schema with a taken one, field by field, by the rules by which docs are read.
///
/// What a medium is, is more than its form: an `Image` in the place of a `Text` is refused, although its bytes
/// could be read there. Used once.
final class SchemaComparison {
    /// Descriptions come from elsewhere; past so many steps the rest is left to the reader of each doc.
    private static final int MOST_STEPS = 100_000;

    private static final int MOST_FIELDS = 100;

    private final List<FieldFit> refused = new ArrayList<>();
    private final List<FieldFit> checked = new ArrayList<>();
    private final Set<String> how = new LinkedHashSet<>();
    private final Set<Pair> compared = new HashSet<>();
    private int steps = MOST_STEPS;

    private record Pair(DocSchema given, DocSchema taken) {}

    /// The records that enclose a place, innermost first: what a [DocSchema.RefSchema] there may name.
    private record Scope(
            DocSchema.ObjectSchema object, @Nullable Scope outer) {}

    /// A schema, and where it stands.
    private record Place(DocSchema schema, @Nullable Scope scope) {
        Place resolved() {
            if (!(schema instanceof DocSchema.RefSchema ref)) {
                return this;
            }
            for (Scope at = scope; at != null; at = at.outer()) {
                if (at.object().name().equals(ref.name())) {
                    return new Place(at.object(), at.outer());
                }
            }
            return new Place(new DocSchema.AnySchema(), null);
        }

        Place inside(DocSchema part) {
            return new Place(part, scope);
        }

        Place inside(DocSchema.ObjectSchema object, DocSchema part) {
            return new Place(part, new Scope(object, scope));
        }
    }

    Fit verdict(DocSchema given, DocSchema taken) {
        compare(new Place(given, null), new Place(taken, null), "", given.typeName());
        if (!refused.isEmpty()) {
            return new Fit.Refused(refused);
        }
        return how.isEmpty() ? new Fit.Exact(checked) : new Fit.Convertible(List.copyOf(how), checked);
    }

    private void compare(Place givenAt, Place takenAt, String path, String of) {
        Place from = givenAt.resolved();
        Place to = takenAt.resolved();
        DocSchema given = from.schema();
        DocSchema taken = to.schema();
        if (steps-- <= 0 || taken instanceof DocSchema.AnySchema) {
            return;
        }
        if (given instanceof DocSchema.AnySchema) {
            check(path, taken, given.typeName(), of);
            return;
        }
        switch (taken) {
            case DocSchema.ObjectSchema object
            when given instanceof DocSchema.ObjectSchema other -> objects(from, other, to, object, path);
            case DocSchema.ObjectSchema object
            when given instanceof DocSchema.MapSchema map && !path.isEmpty() ->
                mapAsObject(from, map, to, object, path);
            case DocSchema.MapSchema map
            when given instanceof DocSchema.MapSchema other -> {
                constrained(path, given, other.constraints(), taken, map.constraints(), of);
                compare(from.inside(other.value()), to.inside(map.value()), path + "{}", of);
            }
            case DocSchema.MapSchema map
            when given instanceof DocSchema.ObjectSchema other && !path.isEmpty() ->
                objectAsMap(from, other, to, map, path);
            case DocSchema.ListSchema list
            when given instanceof DocSchema.ListSchema other -> {
                constrained(path, given, other.constraints(), taken, list.constraints(), of);
                compare(from.inside(other.element()), to.inside(list.element()), path + "[]", of);
            }
            default -> values(given, taken, path, of);
        }
    }

    private void values(DocSchema given, DocSchema taken, String path, String of) {
        switch (taken) {
            case DocSchema.StringSchema string
            when given instanceof DocSchema.StringSchema other ->
                constrained(path, given, other.constraints(), taken, string.constraints(), of);
            case DocSchema.StringSchema string
            when given instanceof DocSchema.EnumSchema || given instanceof DocSchema.TimeSchema ->
                converted(path, given, Map.of(), taken, string.constraints(), of);
            case DocSchema.NumberSchema number
            when given instanceof DocSchema.NumberSchema other ->
                constrained(path, given, other.constraints(), taken, number.constraints(), of);
            case DocSchema.NumberSchema number
            when given instanceof DocSchema.IntegerSchema other ->
                converted(path, given, other.constraints(), taken, number.constraints(), of);
            case DocSchema.IntegerSchema integer
            when given instanceof DocSchema.IntegerSchema other ->
                constrained(path, given, other.constraints(), taken, integer.constraints(), of);
            case DocSchema.EnumSchema e
            when given instanceof DocSchema.EnumSchema other && e.names().containsAll(other.names()) -> {}
            case DocSchema.ContentSchema _ when given instanceof DocSchema.MediaSchema -> converted(path, given, taken);
            case DocSchema.MediaSchema media
            when given instanceof DocSchema.ContentSchema && media.name().equals("Text") ->
                converted(path, given, taken);
            default -> {
                boolean same = given.getClass() == taken.getClass()
                        && !(taken instanceof DocSchema.EnumSchema)
                        && given.typeName().equals(taken.typeName());
                if (!same) {
                    refuse(new FieldFit(path, taken.typeName(), given.typeName(), of));
                }
            }
        }
    }

    private void objects(
            Place from, DocSchema.ObjectSchema given, Place to, DocSchema.ObjectSchema taken, String path) {
        if (path.isEmpty() && !given.name().equals(taken.name())) {
            refuse(new FieldFit("", taken.name(), given.name(), given.name()));
        }
        if (!compared.add(new Pair(given, taken))) {
            return;
        }
        for (DocSchema.Field field : taken.fields()) {
            String at = within(path, field.name());
            DocSchema.Field found = given.field(field.name());
            if (found != null) {
                if (field.required() && !found.required()) {
                    check(at, field.schema(), found.schema().typeName() + " or nothing", given.name());
                }
                compare(from.inside(given, found.schema()), to.inside(taken, field.schema()), at, given.name());
            } else if (field.required()) {
                refuse(new FieldFit(at, field.schema().typeName(), null, given.name()));
            }
        }
    }

    /// A map has any names: those of required fields may not be among them.
    private void mapAsObject(
            Place from, DocSchema.MapSchema given, Place to, DocSchema.ObjectSchema taken, String path) {
        for (DocSchema.Field field : taken.fields()) {
            String at = within(path, field.name());
            if (field.required()) {
                refuse(new FieldFit(at, field.schema().typeName(), null, given.typeName()));
            } else {
                compare(from.inside(given.value()), to.inside(taken, field.schema()), at, given.typeName());
            }
        }
        how.add(conversion(path, given, taken));
    }

    private void objectAsMap(
            Place from, DocSchema.ObjectSchema given, Place to, DocSchema.MapSchema taken, String path) {
        for (DocSchema.Field field : given.fields()) {
            compare(
                    from.inside(given, field.schema()),
                    to.inside(taken.value()),
                    within(path, field.name()),
                    given.name());
        }
        if (!taken.constraints().isEmpty()) {
            check(path, taken, given.typeName(), given.name());
        }
        how.add(conversion(path, given, taken));
    }

    private void converted(
            String path,
            DocSchema given,
            Map<String, Object> givenConstraints,
            DocSchema taken,
            Map<String, Object> takenConstraints,
            String of) {
        converted(path, given, taken);
        constrained(path, given, givenConstraints, taken, takenConstraints, of);
    }

    private void converted(String path, DocSchema given, DocSchema taken) {
        how.add(conversion(path, given, taken));
    }

    private static String conversion(String path, DocSchema given, DocSchema taken) {
        return (path.isEmpty() ? "" : "`" + path + "`: ") + given.typeName() + " → " + taken.typeName();
    }

    private void constrained(
            String path,
            DocSchema given,
            Map<String, Object> givenConstraints,
            DocSchema taken,
            Map<String, Object> takenConstraints,
            String of) {
        boolean whole = given instanceof DocSchema.IntegerSchema;
        switch (Ranges.compare(givenConstraints, takenConstraints, whole)) {
            case INSIDE -> {}
            case ACROSS -> check(path, taken, Ranges.named(given.typeName(), givenConstraints), of);
            case APART ->
                refuse(new FieldFit(
                        path,
                        Ranges.named(taken.typeName(), takenConstraints),
                        Ranges.named(given.typeName(), givenConstraints),
                        of));
        }
    }

    private void refuse(FieldFit field) {
        if (refused.size() < MOST_FIELDS) {
            refused.add(field);
        }
    }

    private void check(String path, DocSchema taken, String gets, String of) {
        if (checked.size() < MOST_FIELDS) {
            checked.add(new FieldFit(path, Ranges.named(taken), gets, of));
        }
    }

    private static String within(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
