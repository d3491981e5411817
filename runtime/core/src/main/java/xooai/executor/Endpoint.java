package xooai.executor;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocSchema;
import xooai.doc.DocStream;
import xooai.driver.CallKind;
import xooai.driver.Context;
import xooai.driver.EndpointDescription;

/// One endpoint of an executor class: the method, and the shape it has.
///
/// @param path the endpoint's path
/// @param shape how the method takes its docs
/// @param input the class of docs it takes
/// @param output the class of docs it gives
/// @param kind how it is called of itself
/// @param takesContext whether the call's context is its last parameter
/// @param later whether it returns a `CompletionStage`
/// @param idempotent whether calling it twice is as good as calling it once
/// @param givesOne whether the method returns one doc
/// @param handle the method, as `(Object executor, Object docs, Context context) -> Object`
record Endpoint(
        String path,
        Shape shape,
        Class<? extends Doc> input,
        Class<? extends Doc> output,
        CallKind kind,
        boolean takesContext,
        boolean later,
        boolean idempotent,
        boolean givesOne,
        MethodHandle handle) {

    /// How a method takes its docs.
    enum Shape {
        ARRAY,
        EACH,
        BRANCHES,
        /// `DocStream<A>`: called once a stream.
        STREAM
    }

    /// The endpoint that a method with `@Post` makes.
    ///
    /// @throws IllegalArgumentException when the method has none of the shapes; the message names method
    ///     and rule
    static Endpoint of(Method method, Post post) {
        String where = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        if (!Modifier.isPublic(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            throw new IllegalArgumentException(where + ": an endpoint is a public method that is not static");
        }
        String path = post.value().isEmpty() ? method.getName() : post.value();
        if (!path.matches("[A-Za-z0-9_-]{1,63}")) {
            throw new IllegalArgumentException(
                    where + ": the path `" + path + "` is not 1 to 63 letters, digits, `_` and `-`");
        }
        if (Reserved.NAMES.contains(path)) {
            throw new IllegalArgumentException(where + ": `" + path + "` is a method of Executor; choose another path");
        }
        Type[] parameters = method.getGenericParameterTypes();
        boolean context = parameters.length > 1 && parameters[parameters.length - 1] == Context.class;
        if (parameters.length != (context ? 2 : 1)) {
            throw wrong(where);
        }
        Type result = method.getGenericReturnType();
        boolean later = raw(result) == CompletionStage.class;
        Type given = later ? argument(result) : result;
        Shape shape = shape(parameters[0], given, where);
        Class<? extends Doc> input = shape == Shape.BRANCHES ? Doc.class : docClass(parameters[0], where);
        CallKind kind = CallKind.of(shape == Shape.STREAM, isStream(given));
        if (later && kind != CallKind.UNARY) {
            throw new IllegalArgumentException(where + ": a stream is returned as it is, without a CompletionStage");
        }
        return new Endpoint(
                path,
                shape,
                input,
                docClass(given, where),
                kind,
                context,
                later,
                post.idempotent(),
                Doc.class.isAssignableFrom(raw(given)),
                handle(method, context));
    }

    /// The names of Executor's own methods, as its users see them, which an endpoint may not have.
    private static final class Reserved {
        static final java.util.Set<String> NAMES = Arrays.stream(Executor.class.getDeclaredMethods())
                .filter(method -> (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                .map(Method::getName)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    private static Shape shape(Type taken, Type given, String where) {
        boolean givesArray = raw(given) == DocArray.class || isStream(given);
        Class<?> takes = raw(taken);
        if (takes == DocStream.class && (givesArray || Doc.class.isAssignableFrom(raw(given)))) {
            return Shape.STREAM;
        }
        if (takes == DocArray.class && givesArray) {
            return Shape.ARRAY;
        }
        if (takes == Inputs.class && raw(given) == DocArray.class) {
            return Shape.BRANCHES;
        }
        if (Doc.class.isAssignableFrom(takes) && (Doc.class.isAssignableFrom(raw(given)) || isStream(given))) {
            return Shape.EACH;
        }
        throw wrong(where);
    }

    /// Whether what is returned is a stream of docs.
    private static boolean isStream(Type given) {
        return raw(given) == Stream.class || raw(given) == DocStream.class;
    }

    private static IllegalArgumentException wrong(String where) {
        return new IllegalArgumentException(where + ": an endpoint is `DocArray<B> f(DocArray<A>)`, `B f(A)` or"
                + " `DocArray<B> f(Inputs)`, and may return a CompletionStage of its result; or it takes a"
                + " DocStream<A>, or returns a Stream<B> or DocStream<B>; with an optional last parameter Context");
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType parameterized -> raw(parameterized.getRawType());
            default -> Object.class;
        };
    }

    private static Type argument(Type type) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
    }

    /// What a wildcard or a type variable stands for at most: `DocArray<? extends Text>` takes `Text`.
    private static Type bound(Type type) {
        return switch (type) {
            case WildcardType wildcard -> bound(wildcard.getUpperBounds()[0]);
            case TypeVariable<?> variable -> bound(variable.getBounds()[0]);
            default -> type;
        };
    }

    /// The class of docs of `DocArray<A>` or `A`; [Doc] itself where it is open.
    private static Class<? extends Doc> docClass(Type type, String where) {
        boolean many = raw(type) == DocArray.class || raw(type) == DocStream.class || isStream(type);
        Class<?> element = many ? raw(bound(argument(type))) : raw(type);
        if (!element.isRecord() || !Doc.class.isAssignableFrom(element)) {
            return Doc.class;
        }
        try {
            DocSchema.of(element);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
        return element.asSubclass(Doc.class);
    }

    private static MethodHandle handle(Method method, boolean context) {
        try {
            method.setAccessible(true);
            MethodHandle plain = MethodHandles.lookup().unreflect(method);
            MethodHandle full = context ? plain : MethodHandles.dropArguments(plain, 2, Context.class);
            return full.asType(
                    java.lang.invoke.MethodType.methodType(Object.class, Object.class, Object.class, Context.class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(method + " cannot be called: " + e.getMessage(), e);
        }
    }

    EndpointDescription describe() {
        return new EndpointDescription(
                path,
                kind,
                DocSchema.of(input),
                DocSchema.of(output),
                shape == Shape.BRANCHES,
                idempotent,
                shape == Shape.EACH,
                givesOne);
    }

    /// Calls the method.
    @Nullable
    Object call(Object executor, Object docs, Context context) throws Throwable {
        return (Object) handle.invokeExact(executor, docs, context);
    }
}
