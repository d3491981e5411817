package xooai.codec;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import xooai.doc.Doc;

/// Pairs of doc types that were never written by hand: Java source by a seed, compiled.
///
/// The second of a pair is the first with some fields changed, left out and added, so that both verdicts are
/// common.
final class RandomRecords {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
    private static final List<String> SCALARS = List.of(
            "String",
            "@Size(min = 2, max = 4) String",
            "@Size(max = 2) String",
            "@Size(min = 5) String",
            "@NotBlank String",
            "@NotNull String",
            "int",
            "@Min(0) int",
            "@Min(1) @Max(3) Integer",
            "@NotNull @Min(5) Long",
            "long",
            "double",
            "Double",
            "@Positive double",
            "@DecimalMin(\"2.5\") @NotNull Double",
            "boolean",
            "@NotNull Boolean",
            "Instant",
            "@NotNull Instant",
            "Few",
            "@NotNull Many",
            "Other",
            "Text",
            "@NotNull Text",
            "Image",
            "Content",
            "Tensor");
    private static final Map<String, String> READ_AS = Map.of(
            "int", "double",
            "long", "double",
            "Integer", "Double",
            "Long", "Double",
            "Few", "String",
            "Many", "String",
            "Instant", "String",
            "Text", "Content",
            "Image", "Content",
            "Content", "Text");
    private static final List<String> ELEMENTS =
            List.of("String", "@Size(min = 2) String", "@Min(2) Integer", "Long", "Double", "Few", "Many", "Text");

    private final Random random;

    private RandomRecords(Random random) {
        this.random = random;
    }

    /// Two doc types.
    record Pair(Class<? extends Doc> given, Class<? extends Doc> taken) {}

    /// So many pairs, compiled into that directory.
    static List<Pair> pairs(int count, long seed, Path directory) {
        RandomRecords records = new RandomRecords(new Random(seed));
        StringBuilder source = new StringBuilder("""
            package random;
            import jakarta.validation.constraints.*;
            import java.time.Instant;
            import java.util.List;
            import java.util.Map;
            import xooai.doc.*;
            enum Few { A, B }
            enum Many { A, B, C }
            enum Other { X, Y }
            """);
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, String> fields = records.fields(1 + records.random.nextInt(4));
            Map<String, String> parts = records.fields(1 + records.random.nextInt(2));
            String name = records.random.nextInt(12) == 0 ? "U" : "T";
            taken.add(name);
            source.append(holder("Given" + i, "T", fields, parts));
            source.append(holder("Taken" + i, name, records.changed(fields), records.changed(parts)));
        }
        compile(source.toString(), directory);
        return load(taken, directory);
    }

    private Map<String, String> fields(int count) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            fields.put(oneOf(NAMES), type());
        }
        return fields;
    }

    private String type() {
        return switch (random.nextInt(12)) {
            case 0 -> "@Size(min = 1) List<" + oneOf(ELEMENTS) + ">";
            case 1 -> "List<" + oneOf(ELEMENTS) + ">";
            case 2 -> "Map<String, " + oneOf(ELEMENTS) + ">";
            case 3 -> "Part";
            case 4 -> "List<Part>";
            case 5 -> "Map<String, Part>";
            default -> oneOf(SCALARS);
        };
    }

    private Map<String, String> changed(Map<String, String> fields) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            String name = random.nextInt(3) == 0 ? oneOf(NAMES) : oneOf(List.copyOf(changed.keySet()));
            if (random.nextInt(4) == 0 && changed.size() > 1) {
                changed.remove(name);
            } else if (random.nextBoolean()) {
                changed.computeIfPresent(name, (_, before) -> near(before));
            } else {
                changed.put(name, type());
            }
        }
        return changed;
    }

    /// A type that is like that one, or that it can be read as.
    private String near(String type) {
        String read = READ_AS.get(type.substring(type.lastIndexOf(' ') + 1));
        if (read != null && random.nextBoolean()) {
            return read;
        }
        List<String> like = SCALARS.stream()
                .filter(each -> each.contains(type.substring(type.lastIndexOf(' ') + 1)))
                .toList();
        return like.isEmpty() ? type() : oneOf(like);
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String holder(String name, String doc, Map<String, String> fields, Map<String, String> parts) {
        return "final class " + name + " {\n  public record " + doc + "(" + components(fields) + ") implements Doc {}\n"
                + "  public record Part(" + components(parts) + ") {}\n}\n";
    }

    private static String components(Map<String, String> fields) {
        List<String> components = new ArrayList<>();
        fields.forEach((name, type) -> components.add(type + " " + name));
        return String.join(", ", components);
    }

    private static void compile(String text, Path directory) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        SimpleJavaFileObject source =
                new SimpleJavaFileObject(
                        URI.create("string:///random/Records.java"), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        StringWriter said = new StringWriter();
        List<String> options = List.of(
                "-d", directory.toString(), "-proc:none", "-parameters", "-cp", System.getProperty("java.class.path"));
        if (!compiler.getTask(said, null, null, options, null, List.of(source)).call()) {
            throw new AssertionError(said + "\n" + text);
        }
    }

    private static List<Pair> load(List<String> taken, Path directory) {
        List<Pair> pairs = new ArrayList<>();
        try (URLClassLoader loader = loader(directory)) {
            for (int i = 0; i < taken.size(); i++) {
                pairs.add(new Pair(
                        loader.loadClass("random.Given" + i + "$T").asSubclass(Doc.class),
                        loader.loadClass("random.Taken" + i + "$" + taken.get(i))
                                .asSubclass(Doc.class)));
                // What they hold and what holds them is loaded now, before the loader is closed.
                loader.loadClass("random.Given" + i);
                loader.loadClass("random.Taken" + i);
                loader.loadClass("random.Given" + i + "$Part");
                loader.loadClass("random.Taken" + i + "$Part");
            }
            loader.loadClass("random.Few");
            loader.loadClass("random.Many");
            loader.loadClass("random.Other");
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        return pairs;
    }

    private static URLClassLoader loader(Path directory) throws MalformedURLException {
        return new URLClassLoader(new URL[] {directory.toUri().toURL()}, RandomRecords.class.getClassLoader());
    }
}
