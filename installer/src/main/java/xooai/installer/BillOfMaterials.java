package xooai.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.designer.shared.JsonText;

/// The bill of materials of a package, as CycloneDX 1.6 has it: that of the class path, which Maven makes, brought to
/// what is in the package.
///
/// A jar that was packed anew has the sums of the file in the package, and the published one as its ancestor.
/// Libraries that lie beside the jar they came in are parts of it. The Java runtime is a component like any other.
/// The AOT caches are left out: they are made from the rest.
final class BillOfMaterials {
    private static final String NAME = "xooai";
    private static final String COMPONENTS = "components";
    private static final String HASHES = "hashes";
    private static final String REFERENCE = "bom-ref";
    private static final String VERSION = "version";
    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

    private final Path app;
    private final List<Path> classPath;

    private BillOfMaterials(Path app, List<Path> classPath) {
        this.app = app;
        this.classPath = classPath;
    }

    /// Writes it.
    ///
    /// @param build names the bill of the class path, and the jars as they are published
    /// @param app the folder of the jars as they are packaged
    /// @throws IllegalStateException when a file of the program is in no bill
    static void write(Build build, Path app, Path target) throws IOException {
        Map<String, @Nullable Object> bill = read(build.sbom());
        if (!(bill.get(COMPONENTS) instanceof List<?> libraries)) {
            throw new IllegalStateException(build.sbom() + " is no bill of materials");
        }
        BillOfMaterials made = new BillOfMaterials(app, build.classPath());
        Map<String, Path> files = made.files();
        List<@Nullable Object> components = new ArrayList<>();
        for (Object library : libraries) {
            components.add(made.asPackaged(map(library), files));
        }
        if (!files.isEmpty()) {
            throw new IllegalStateException(
                    files.keySet() + " are in " + app + ", but not in the bill of materials " + build.sbom());
        }
        mendedKwik(components, build.kwikVersion());
        components.add(runtime());
        bill.put(COMPONENTS, components);
        rename(bill, build.version());
        bill.put("serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(bytes(bill)));
        Files.write(target, bytes(bill));
    }

    private static Map<String, @Nullable Object> read(Path file) throws IOException {
        return map(Codec.JSON.readValue(Files.readAllBytes(file), Limits.DEFAULT));
    }

    private static byte[] bytes(Map<String, @Nullable Object> bill) {
        return JsonText.pretty(bill).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> read) {
            read.forEach((key, each) -> map.put(String.valueOf(key), each));
        }
        return map;
    }

    /// The files of the program by name, which are taken out as they are accounted for.
    private Map<String, Path> files() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        for (Path file : Trees.all(app)) {
            String name = file.getFileName().toString();
            if (Files.isRegularFile(file) && app.equals(file.getParent()) && !name.endsWith(".aot")) {
                files.put(name, file);
            }
        }
        return files;
    }

    private Map<String, @Nullable Object> asPackaged(Map<String, @Nullable Object> library, Map<String, Path> files)
            throws IOException {
        String jar = jar(library);
        Path packaged = files.remove(jar);
        if (packaged == null) {
            throw new IllegalStateException(
                    "the bill of materials has " + library.get(REFERENCE) + ", but there is no " + jar + " in " + app);
        }
        Path published = classPath.stream()
                .filter(path -> path.getFileName().toString().equals(jar))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(jar + " is not on the class path"));
        Map<String, @Nullable Object> component = new LinkedHashMap<>(library);
        List<Object> beside = beside(published, files);
        if (Files.mismatch(published, packaged) >= 0) {
            component.put(HASHES, hashes(packaged));
            component.put("pedigree", pedigree(library, beside.isEmpty()));
        }
        if (!beside.isEmpty()) {
            component.put(COMPONENTS, beside);
        }
        return component;
    }

    /// The name of the file that a component is, as Maven names it.
    private static String jar(Map<String, @Nullable Object> library) {
        Matcher classifier = CLASSIFIER.matcher(String.valueOf(library.get("purl")));
        return library.get("name") + "-" + library.get(VERSION) + (classifier.find() ? "-" + classifier.group(1) : "")
                + ".jar";
    }

    private static Map<String, @Nullable Object> pedigree(Map<String, @Nullable Object> published, boolean inside) {
        Map<String, @Nullable Object> ancestor = new LinkedHashMap<>();
        for (String key : List.of("type", "group", "name", VERSION, HASHES, "licenses", "purl")) {
            if (published.get(key) != null) {
                ancestor.put(key, published.get(key));
            }
        }
        String notes = "Packed anew without what other systems need or the package has elsewhere; no code is changed."
                + (inside ? "" : " Its native libraries lie beside it.");
        Map<String, @Nullable Object> pedigree = new LinkedHashMap<>();
        pedigree.put("ancestors", List.of(ancestor));
        pedigree.put("notes", notes);
        return pedigree;
    }

    private static List<Object> beside(Path published, Map<String, Path> files) throws IOException {
        List<Object> parts = new ArrayList<>();
        try (ZipFile zip = new ZipFile(published.toFile())) {
            for (String name : List.copyOf(files.keySet())) {
                if (!name.endsWith(".jar") && zip.getEntry(name) != null) {
                    Map<String, @Nullable Object> part = new LinkedHashMap<>();
                    part.put("type", "file");
                    part.put("name", name);
                    part.put(HASHES, hashes(files.remove(name)));
                    parts.add(part);
                }
            }
        }
        return parts;
    }

    private static List<Object> hashes(@Nullable Path file) throws IOException {
        List<Object> hashes = new ArrayList<>();
        for (String algorithm : List.of("SHA-256", "SHA-512")) {
            Map<String, @Nullable Object> hash = new LinkedHashMap<>();
            hash.put("alg", algorithm);
            hash.put("content", Checksums.of(algorithm, java.util.Objects.requireNonNull(file)));
            hashes.add(hash);
        }
        return hashes;
    }

    /// The program goes by its own name, where Maven knows it by that of the module that packs it.
    private static void rename(Map<String, @Nullable Object> bill, String version) {
        Map<String, @Nullable Object> metadata = map(bill.get("metadata"));
        Map<String, @Nullable Object> program = map(metadata.get("component"));
        String before = String.valueOf(program.get(REFERENCE));
        String purl = "pkg:generic/" + NAME + "@" + version;
        program.put("type", "application");
        program.put(REFERENCE, purl);
        program.put("name", NAME);
        program.put("purl", purl);
        metadata.put("component", program);
        bill.put("metadata", metadata);
        List<@Nullable Object> dependencies = new ArrayList<>();
        if (bill.get("dependencies") instanceof List<?> all) {
            for (Object each : all) {
                Map<String, @Nullable Object> one = map(each);
                if (before.equals(one.get("ref"))) {
                    one.put("ref", purl);
                    List<@Nullable Object> on = new ArrayList<>();
                    if (one.get("dependsOn") instanceof List<?> there) {
                        on.addAll(there);
                    }
                    on.add("openjdk");
                    one.put("dependsOn", on);
                }
                dependencies.add(one);
            }
        }
        bill.put("dependencies", dependencies);
    }

    /// What our kwik is made of: who looks for faults of kwik finds it.
    private static void mendedKwik(List<@Nullable Object> components, String version) {
        for (Object component : components) {
            if (component instanceof Map<?, ?> one && "xooai-kwik".equals(one.get("name"))) {
                Map<String, @Nullable Object> kwik = new LinkedHashMap<>();
                kwik.put("type", "library");
                kwik.put("group", "tech.kwik");
                kwik.put("name", "kwik");
                kwik.put(VERSION, version);
                kwik.put("purl", "pkg:maven/tech.kwik/kwik@" + version + "?type=jar");
                Map<String, @Nullable Object> pedigree = new LinkedHashMap<>();
                pedigree.put("ancestors", List.of(kwik));
                pedigree.put("notes", "kwik with some methods mended, as drivers/kwik/src/patch of the source says.");
                components.set(components.indexOf(component), with(one, "pedigree", pedigree));
                return;
            }
        }
        throw new IllegalStateException("there is no xooai-kwik in the bill of materials");
    }

    private static Map<String, @Nullable Object> with(Map<?, ?> component, String key, Object value) {
        Map<String, @Nullable Object> changed = map(component);
        changed.put(key, value);
        return changed;
    }

    private static Map<String, @Nullable Object> runtime() {
        Map<String, @Nullable Object> runtime = new LinkedHashMap<>();
        runtime.put("type", "platform");
        runtime.put(REFERENCE, "openjdk");
        runtime.put("publisher", System.getProperty("java.vendor"));
        runtime.put("name", "OpenJDK");
        runtime.put(VERSION, Runtime.version().toString());
        Runtime.Version version = Runtime.version();
        String release = version.feature() + "." + version.interim() + "." + version.update();
        runtime.put("cpe", "cpe:2.3:a:oracle:openjdk:" + release + ":*:*:*:*:*:*:*");
        runtime.put("purl", "pkg:generic/openjdk@" + release);
        runtime.put("licenses", List.of(Map.of("expression", "GPL-2.0-only WITH Classpath-exception-2.0")));
        return runtime;
    }
}
