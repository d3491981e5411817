package xooai.installer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The jars of the program as they are installed.
///
/// They carry native libraries of this platform alone. Those of JavaFX lie beside the jars, where it finds them: from
/// within a jar it would copy them into the user's home directory. The jar of the parts that flows are exported
/// from holds no second copy of what is beside it.
final class AppJars {
    private static final String PARTS = "META-INF/xooai/parts/";

    /// Where a jar says for which platform alone it is, for whoever exports a flow with it.
    private static final String PLATFORM = "META-INF/xooai/platform";
    /// A time that says nothing, as MS-DOS knows it.
    private static final long NO_TIME = 315_532_800_000L + 86_400_000L;

    private final Path app;
    private final Map<String, String> names = new HashMap<>();

    private AppJars(Path app) {
        this.app = app;
    }

    /// Puts them into that folder.
    ///
    /// @return the names of the jars, in the order of the class path
    static List<String> put(List<Path> classPath, Path app) throws IOException {
        Files.createDirectories(app);
        AppJars jars = new AppJars(app);
        for (Path jar : classPath) {
            jars.names.put(hash(Files.readAllBytes(jar)), name(jar));
        }
        List<String> order = new ArrayList<>();
        for (Path jar : classPath) {
            jars.put(jar);
            order.add(name(jar));
        }
        if (order.stream().distinct().count() != order.size()) {
            throw new IllegalStateException("two jars of the class path have one name: " + order);
        }
        return order;
    }

    private static String name(Path jar) {
        return jar.getFileName().toString();
    }

    private void put(Path jar) throws IOException {
        Path target = app.resolve(name(jar));
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.getEntry(PARTS) != null || zip.getEntry(PARTS + "drivers") != null) {
                thinParts(zip, target);
            } else if (zip.stream().anyMatch(entry -> Platform.isNative(entry.getName()))) {
                withoutForeign(jar, zip, target);
            } else {
                Files.copy(jar, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void withoutForeign(Path jar, ZipFile zip, Path target) throws IOException {
        boolean javaFx = name(jar).startsWith("javafx-");
        if (javaFx) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (Platform.HERE.runs(entry.getName()) && entry.getName().indexOf('/') < 0) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, app.resolve(entry.getName()), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
        copy(zip, target, name -> !Platform.isNative(name) || (!javaFx && Platform.HERE.runs(name)), platform(jar));
    }

    /// What the jar says of its platform: nothing where it is never exported, or runs without its native code, as
    /// gRPC's does.
    private static Map<String, String> platform(Path jar) {
        boolean anywhere = name(jar).startsWith("javafx-") || name(jar).startsWith("grpc-netty-");
        return anywhere ? Map.of() : Map.of(PLATFORM, Platform.HERE.fileName() + "\n");
    }

    private void thinParts(ZipFile zip, Path target) throws IOException {
        Map<String, String> beside = new HashMap<>();
        for (ZipEntry entry : zip.stream().toList()) {
            if (entry.getName().startsWith(PARTS) && entry.getName().endsWith(".jar")) {
                String same;
                try (InputStream in = zip.getInputStream(entry)) {
                    same = names.get(hash(in.readAllBytes()));
                }
                if (same != null) {
                    beside.put(entry.getName(), same);
                }
            }
        }
        StringBuilder list = new StringBuilder();
        beside.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> list.append(entry.getKey().substring(PARTS.length()))
                        .append(' ')
                        .append(entry.getValue())
                        .append('\n'));
        copy(zip, target, name -> !beside.containsKey(name), Map.of(PARTS + "beside", list.toString()));
    }

    /// @param added entries that are added, with their texts
    private static void copy(ZipFile zip, Path target, Predicate<String> keep, Map<String, String> added)
            throws IOException {
        try (OutputStream file = Files.newOutputStream(target);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setLevel(Deflater.BEST_COMPRESSION);
            for (ZipEntry entry : zip.stream().toList()) {
                if (keep.test(entry.getName())) {
                    byte[] bytes;
                    try (InputStream in = zip.getInputStream(entry)) {
                        bytes = in.readAllBytes();
                    }
                    write(out, entry.getName(), bytes);
                }
            }
            for (Map.Entry<String, String> entry : added.entrySet()) {
                write(out, entry.getKey(), entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void write(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.ofEpochSecond(NO_TIME / 1000, 0, java.time.ZoneOffset.UTC));
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
