package xooai.doc;

import jakarta.validation.Constraint;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a record class is taken apart and put together: its components, their types and their rules.
///
/// One instance a class, made when it is first asked for. Safe for use by many threads.
public final class DocType {
    private static final ClassValue<DocType> TYPES = new ClassValue<>() {
        @Override
        protected DocType computeValue(Class<?> type) {
            return new DocType(type.asSubclass(Record.class));
        }
    };
    private static final ClassValue<Boolean> CONSTRAINED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return constrained(type, new HashSet<>());
        }
    };

    /// The keys of a doc on the wire that are not fields of its record.
    private static final Set<String> RESERVED = Set.of("id", "type", "error");

    /// One component of a record.
    ///
    /// @param name its name, in Java and on the wire
    /// @param type what it may hold
    /// @param java its Java class
    /// @param required whether it may not be absent: a primitive, or one with `@NotNull`, `@NotBlank` or
    ///     `@NotEmpty`
    /// @param merge the rule for conflicting changes, or null
    /// @param constraints its constraints, as keywords of JSON Schema
    public record Component(
            String name,
            FieldType type,
            Class<?> java,
            boolean required,
            Merge.@Nullable Rule merge,
            Map<String, Object> constraints) {}

    private final Class<? extends Record> java;
    private final List<Component> components;
    private final Map<String, Integer> places = new HashMap<>();
    private final MethodHandle[] accessors;
    private final MethodHandle constructor;

    private DocType(Class<? extends Record> java) {
        this.java = java;
        RecordComponent[] parts = java.getRecordComponents();
        this.accessors = new MethodHandle[parts.length];
        List<Component> found = new ArrayList<>(parts.length);
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            for (int i = 0; i < parts.length; i++) {
                found.add(component(parts[i]));
                places.put(parts[i].getName(), i);
                parts[i].getAccessor().setAccessible(true);
                accessors[i] = lookup.unreflect(parts[i].getAccessor())
                        .asType(MethodType.methodType(Object.class, Object.class));
            }
            Constructor<?> canonical = java.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            this.constructor = lookup.unreflectConstructor(canonical)
                    .asSpreader(Object[].class, parts.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(java.getName() + " cannot be read as a record: " + e.getMessage(), e);
        }
        this.components = List.copyOf(found);
    }

    /// The type of that record class.
    ///
    /// @throws IllegalArgumentException when the class is no record, or a component has a type that docs
    ///     cannot hold;
    ///     the message names the component
    public static DocType of(Class<?> java) {
        if (!java.isRecord()) {
            throw new IllegalArgumentException(
                    java.getName() + " is not a record; a doc is a record that implements Doc");
        }
        return TYPES.get(java);
    }

    /// Whether that class, or one nested in it, has any constraint to check.
    public static boolean hasConstraints(Class<?> java) {
        return CONSTRAINED.get(java);
    }

    /// The name of the type on the wire: the simple name of the class.
    public String name() {
        return java.getSimpleName();
    }

    /// The record class.
    public Class<? extends Record> java() {
        return java;
    }

    /// Whether it is one of the built-in media docs, whose content's fields are its own on the wire.
    public boolean isMedia() {
        return Media.class.isAssignableFrom(java);
    }

    /// The components, in order.
    public List<Component> components() {
        return components;
    }

    /// The place of the component of that name, or -1.
    public int place(String name) {
        Integer found = places.get(name);
        return found == null ? -1 : found;
    }

    /// The value of the component at that place.
    public @Nullable Object get(Object instance, int place) {
        try {
            return accessors[place].invokeExact(instance);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// A record with those values, in order of the components.
    ///
    /// @throws XooaiException with [Code#INVALID_ARGUMENT] when the record's own constructor refuses them
    public Object create(@Nullable Object[] values) {
        try {
            return constructor.invokeExact(values);
        } catch (XooaiException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new XooaiException(Code.INVALID_ARGUMENT, name() + " refuses its values: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return name();
    }

    private Component component(RecordComponent part) {
        if (RESERVED.contains(part.getName()) && Doc.class.isAssignableFrom(java)) {
            throw new IllegalArgumentException(java.getSimpleName() + "." + part.getName() + ": `id`, `type` and"
                    + " `error` belong to a doc's slot, on the wire and in a DocArray; choose another name");
        }
        FieldType type = fieldType(part.getAnnotatedType(), part.getGenericType(), part.getType(), part.getName());
        Map<String, Object> constraints = ConstraintKeywords.of(part.getAccessor(), part.getType());
        boolean required = part.getType().isPrimitive() || constraints.remove(ConstraintKeywords.REQUIRED) != null;
        Merge merge = part.getAnnotation(Merge.class);
        return new Component(
                part.getName(),
                type,
                part.getType(),
                required,
                merge == null ? null : merge.value(),
                Map.copyOf(constraints));
    }

    private FieldType fieldType(AnnotatedType annotated, Type generic, Class<?> raw, String name) {
        if (raw == String.class) {
            return new FieldType.StringType();
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return new FieldType.BooleanType();
        }
        if (raw == int.class || raw == Integer.class) {
            return new FieldType.IntegerType(int.class);
        }
        if (raw == long.class || raw == Long.class) {
            return new FieldType.IntegerType(long.class);
        }
        if (raw == float.class || raw == Float.class) {
            return new FieldType.NumberType(float.class);
        }
        if (raw == double.class || raw == Double.class) {
            return new FieldType.NumberType(double.class);
        }
        if (raw == Instant.class) {
            return new FieldType.TimeType();
        }
        if (raw == Content.class) {
            return new FieldType.ContentType();
        }
        if (raw == Tensor.class) {
            return new FieldType.TensorType();
        }
        if (raw.isEnum()) {
            return new FieldType.EnumType(enumClass(raw));
        }
        if (raw.isRecord()) {
            return new FieldType.RecordType(raw.asSubclass(Record.class));
        }
        return container(annotated, generic, raw, name);
    }

    private FieldType container(AnnotatedType annotated, Type generic, Class<?> raw, String name) {
        if (generic instanceof ParameterizedType parameterized
                && annotated instanceof AnnotatedParameterizedType arguments) {
            Type[] types = parameterized.getActualTypeArguments();
            AnnotatedType[] annotations = arguments.getAnnotatedActualTypeArguments();
            if (raw == List.class) {
                return new FieldType.ListType(
                        argument(annotations[0], types[0], name + "[]"), constraints(annotations[0], types[0]));
            }
            if (raw == Map.class && types[0] == String.class) {
                return new FieldType.MapType(
                        argument(annotations[1], types[1], name + "{}"), constraints(annotations[1], types[1]));
            }
        }
        throw new IllegalArgumentException(java.getSimpleName() + "." + name + " is a " + generic.getTypeName()
                + ": docs hold String, boolean, int, long, float, double, Instant, enums, Content, Tensor, records,"
                + " List and Map<String, …> of those");
    }

    private FieldType argument(AnnotatedType annotated, Type type, String name) {
        return fieldType(annotated, type, raw(type), name);
    }

    /// The constraints of the elements of a list or of the values of a map, which are never null.
    private static Map<String, Object> constraints(AnnotatedType annotated, Type type) {
        Map<String, Object> constraints = ConstraintKeywords.of(annotated, raw(type));
        constraints.remove(ConstraintKeywords.REQUIRED);
        return Map.copyOf(constraints);
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType parameterized when parameterized.getRawType() instanceof Class<?> outer -> outer;
            default -> Object.class;
        };
    }

    @SuppressWarnings("unchecked")
    private static Class<? extends Enum<?>> enumClass(Class<?> raw) {
        return (Class<? extends Enum<?>>) raw;
    }

    private static boolean constrained(Class<?> type, Set<Class<?>> seen) {
        if (!type.isRecord() || Media.class.isAssignableFrom(type) || !seen.add(type)) {
            return false;
        }
        if (annotated(type)) {
            return true;
        }
        for (RecordComponent part : type.getRecordComponents()) {
            if (annotated(part) || annotated(part.getAccessor()) || constrained(part.getAnnotatedType(), seen)) {
                return true;
            }
        }
        return false;
    }

    private static boolean constrained(AnnotatedType type, Set<Class<?>> seen) {
        if (annotated(type)) {
            return true;
        }
        if (type instanceof AnnotatedParameterizedType parameterized) {
            for (AnnotatedType argument : parameterized.getAnnotatedActualTypeArguments()) {
                if (constrained(argument, seen)) {
                    return true;
                }
            }
        }
        return type.getType() instanceof Class<?> plain && constrained(plain, seen);
    }

    private static boolean annotated(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            if (annotation.annotationType().isAnnotationPresent(Constraint.class)
                    || annotation.annotationType() == jakarta.validation.Valid.class) {
                return true;
            }
        }
        return false;
    }
}
