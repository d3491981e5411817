package xooai.executor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import xooai.codec.Docs;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocSchema;
import xooai.doc.Validation;
import xooai.doc.XooaiException;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;

/// Finds, describes and makes executors by the names of their classes.
public final class Executors {
    /// Where the annotation processor writes the index of a jar: a line for each executor, its class and its
    /// endpoints.
    public static final String INDEX = "META-INF/xooai/executors";

    private Executors() {}

    /// An executor in an index.
    ///
    /// @param className the name of its class
    /// @param endpoints the paths of its endpoints
    public record Entry(String className, List<String> endpoints) {}

    /// The executors that the indexes on that class path name, ordered by class; loads no class.
    public static List<Entry> index(ClassLoader loader) {
        Map<String, Entry> entries = new TreeMap<>();
        try {
            Enumeration<URL> indexes = loader.getResources(INDEX);
            while (indexes.hasMoreElements()) {
                try (BufferedReader reader = new BufferedReader(
                        new InputStreamReader(indexes.nextElement().openStream(), StandardCharsets.UTF_8))) {
                    reader.lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .forEach(line -> {
                                List<String> words = Arrays.asList(line.split("\\s+"));
                                entries.put(
                                        words.getFirst(),
                                        new Entry(words.getFirst(), List.copyOf(words.subList(1, words.size()))));
                            });
                }
            }
        } catch (IOException e) {
            throw new XooaiException(Code.INTERNAL, "Tried to read " + INDEX + ": " + e.getMessage(), e);
        }
        return List.copyOf(entries.values());
    }

    /// What that class says of itself. Loads the class; makes no instance and runs none of its code.
    ///
    /// @throws XooaiException with NOT_FOUND when there is no such class, or INVALID_ARGUMENT when it is
    ///     no executor
    public static Description describe(ClassLoader loader, String className) {
        return describe(load(loader, className));
    }

    /// What that class says of itself when it is configured like that: with the types that the configuration
    /// says, where it is one that says any and that fits.
    ///
    /// @throws XooaiException with NOT_FOUND when there is no such class, or INVALID_ARGUMENT when it is no
    ///     executor
    public static Description describe(
            ClassLoader loader, String className, Map<String, ? extends @Nullable Object> config) {
        Class<? extends Executor> type = load(loader, className);
        Description described = describe(type);
        if (!saysTypes(type)) {
            return described;
        }
        Class<? extends Record> record = record(constructor(type));
        if (!Docs.misfits(config, record, Set.of()).isEmpty()) {
            return described;
        }
        try {
            return typed(described, (ConfiguredTypes) Docs.record(config, record));
        } catch (XooaiException _) {
            // The configuration refuses its own values, which whoever checks it says.
            return described;
        }
    }

    /// Whether it is the configuration of that class that says what it takes and gives.
    ///
    /// @throws XooaiException with NOT_FOUND when there is no such class, or INVALID_ARGUMENT when it is no
    ///     executor
    public static boolean saysTypes(ClassLoader loader, String className) {
        return saysTypes(load(loader, className));
    }

    private static boolean saysTypes(Class<? extends Executor> type) {
        Class<? extends Record> config = config(type);
        return config != null && ConfiguredTypes.class.isAssignableFrom(config);
    }

    /// That description with the types that a configuration says.
    static Description typed(Description described, ConfiguredTypes types) {
        List<EndpointDescription> endpoints = described.endpoints().stream()
                .map(each -> each.of(types.takes(each.path(), each.input()), types.gives(each.path(), each.output())))
                .toList();
        return new Description(
                described.name(),
                described.version(),
                described.use(),
                endpoints,
                described.config(),
                described.stores());
    }

    static Description describe(Class<? extends Executor> type) {
        EndpointTable endpoints = table(type);
        Class<? extends Record> config = config(type);
        String version = type.getPackage() == null ? null : type.getPackage().getImplementationVersion();
        return new Description(
                Executor.snakeCase(type.getSimpleName()),
                version == null ? "" : version,
                "class:" + type.getName(),
                endpoints.all().stream().map(Endpoint::describe).toList(),
                config == null ? null : configSchema(type, config));
    }

    /// What tells that very class from another of the same name: the signature of its jar; of a class that is in
    /// none, that of its own bytes and of its folder as it is. Loads the class; makes no instance and runs none
    /// of its code.
    ///
    /// @throws XooaiException with NOT_FOUND when there is no such class, or INVALID_ARGUMENT when it
    ///     is no executor
    public static String identity(ClassLoader loader, String className) {
        return ExecutorIdentity.of(load(loader, className));
    }

    /// The class of docs that an endpoint of that class takes; [Doc] itself where that is open, or where there is no
    /// such endpoint.
    ///
    /// @throws XooaiException with NOT_FOUND when there is no such class, or INVALID_ARGUMENT when it
    ///     is no executor
    public static Class<? extends Doc> docsTakenBy(ClassLoader loader, String className, String endpoint) {
        Endpoint found = table(load(loader, className)).find(endpoint);
        return found == null ? Doc.class : found.input();
    }

    /// The class of docs that an endpoint of that class gives; [Doc] itself where that is open, or where there is no
    /// such endpoint.
    ///
    /// @throws XooaiException with NOT_FOUND when there is no such class, or INVALID_ARGUMENT when it
    ///     is no executor
    public static Class<? extends Doc> docsGivenBy(ClassLoader loader, String className, String endpoint) {
        Endpoint found = table(load(loader, className)).find(endpoint);
        return found == null ? Doc.class : found.output();
    }

    /// An instance of that class with that configuration.
    ///
    /// @throws XooaiException with NOT_FOUND when there is no such class, INVALID_ARGUMENT when it is no
    ///     executor or the
    ///     configuration does not fit, or what its constructor failed with
    public static Executor create(
            ClassLoader loader, String className, Map<String, ? extends @Nullable Object> config) {
        return create(load(loader, className), config);
    }

    /// An instance of that class with that configuration.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when the configuration does not fit, or what its
    ///     constructor failed
    ///     with
    public static Executor create(Class<? extends Executor> type, Map<String, ? extends @Nullable Object> config) {
        table(type);
        Constructor<?> constructor = constructor(type);
        try {
            constructor.setAccessible(true);
            List<String> wrong = configProblems(type, config, Set.of());
            if (!wrong.isEmpty()) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        "the configuration of " + type.getName() + " does not fit: " + String.join("; ", wrong));
            }
            return (Executor)
                    (constructor.getParameterCount() == 0
                            ? constructor.newInstance()
                            : constructor.newInstance(Docs.record(config, record(constructor))));
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof XooaiException known) {
                throw known;
            }
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "Tried to make a " + type.getName() + ": "
                            + XooaiException.errorOf(cause).message(),
                    cause);
        } catch (ReflectiveOperationException e) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, "Tried to make a " + type.getName() + ": " + e.getMessage(), e);
        }
    }

    /// Everything that keeps that configuration from fitting that class, each with the path of the field,
    /// what it needs and what it is given; empty when it fits. It is the verdict of [#create].
    ///
    /// Makes no instance of the class; makes its configuration, a record, whose constructor may check too.
    ///
    /// @param open the fields whose values are not known yet; only that they are fields is checked
    /// @throws XooaiException with NOT_FOUND when there is no such class, or INVALID_ARGUMENT when it is no
    ///     executor
    public static List<String> configProblems(
            ClassLoader loader, String className, Map<String, ? extends @Nullable Object> config, Set<String> open) {
        return configProblems(load(loader, className), config, open);
    }

    private static List<String> configProblems(
            Class<? extends Executor> type, Map<String, ? extends @Nullable Object> config, Set<String> open) {
        Constructor<?> constructor = constructor(type);
        if (constructor.getParameterCount() == 0) {
            return config.isEmpty()
                    ? List.of()
                    : List.of(type.getName() + " takes no configuration, and is given " + config.keySet());
        }
        Class<? extends Record> record = record(constructor);
        configSchema(type, record);
        List<String> misfits = Docs.misfits(config, record, open);
        if (!misfits.isEmpty() || !open.isEmpty()) {
            return misfits;
        }
        try {
            Validation.check(Docs.record(config, record));
            return List.of();
        } catch (XooaiException e) {
            return List.of(e.error().message());
        }
    }

    private static Class<? extends Record> record(Constructor<?> constructor) {
        return constructor.getParameterTypes()[0].asSubclass(Record.class);
    }

    private static DocSchema configSchema(Class<?> executor, Class<? extends Record> config) {
        try {
            return DocSchema.of(config);
        } catch (IllegalArgumentException e) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, "the configuration of " + executor.getName() + ": " + e.getMessage(), e);
        }
    }

    private static EndpointTable table(Class<? extends Executor> type) {
        try {
            return EndpointTable.of(type);
        } catch (IllegalArgumentException e) {
            throw new XooaiException(Code.INVALID_ARGUMENT, e.getMessage() == null ? "" : e.getMessage(), e);
        } catch (LinkageError e) {
            throw unlinked(type.getName(), e);
        }
    }

    private static Class<? extends Executor> load(ClassLoader loader, String className) {
        try {
            Class<?> type = Class.forName(className, false, loader);
            if (!Executor.class.isAssignableFrom(type) || Modifier.isAbstract(type.getModifiers())) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        className + " is not an executor; one is a class that extends xooai.executor.Executor");
            }
            return type.asSubclass(Executor.class);
        } catch (ClassNotFoundException e) {
            throw new XooaiException(
                    Code.NOT_FOUND,
                    "there is no class " + className + " on the class path; add the jar that has it",
                    e);
        } catch (LinkageError e) {
            throw unlinked(className, e);
        }
    }

    private static XooaiException unlinked(String className, LinkageError e) {
        String message = String.valueOf(e.getMessage());
        return e instanceof NoClassDefFoundError && message.matches("[\\w$/]+")
                ? new XooaiException(
                        Code.FAILED_PRECONDITION,
                        "Tried to load " + className + ": it needs " + message.replace('/', '.')
                                + ", which is not on the class path; add the jar that has it",
                        e)
                : new XooaiException(Code.FAILED_PRECONDITION, "Tried to load " + className + ": " + message, e);
    }

    private static @Nullable Class<? extends Record> config(Class<? extends Executor> type) {
        Constructor<?> constructor = constructors(type).orElse(null);
        return constructor == null || constructor.getParameterCount() == 0 ? null : record(constructor);
    }

    private static Constructor<?> constructor(Class<? extends Executor> type) {
        return constructors(type)
                .orElseThrow(() -> new XooaiException(
                        Code.INVALID_ARGUMENT,
                        type.getName() + " has no constructor that takes nothing, or one record: its configuration"));
    }

    /// The constructor that takes a configuration, else the one that takes nothing. An instance that somebody
    /// else made needs neither.
    private static Optional<Constructor<?>> constructors(Class<? extends Executor> type) {
        List<Constructor<?>> fitting = new ArrayList<>();
        for (Constructor<?> each : type.getDeclaredConstructors()) {
            boolean plain = each.getParameterCount() == 0;
            boolean configured = each.getParameterCount() == 1 && each.getParameterTypes()[0].isRecord();
            if (!Modifier.isPrivate(each.getModifiers()) && (plain || configured)) {
                fitting.add(each);
            }
        }
        return fitting.stream().max(Comparator.comparingInt(Constructor::getParameterCount));
    }
}
