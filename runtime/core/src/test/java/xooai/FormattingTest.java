package xooai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every source file of the repository has the one form that the formatter gives it.
///
/// Files that were found well-formed once are remembered by their hashes below `target`, so that only changed
/// ones are looked at again.
class FormattingTest {
    private static final String REMEDY = "mvn -pl runtime/core -Dtest=FormattingTest -Dformat.apply=true test";
    private static final Path KNOWN = Path.of("target", "well-formed.txt");

    @Test
    void everySourceFileIsFormatted() throws Exception {
        Path root = root();
        Set<String> known = known();
        Map<Path, String> candidates = new LinkedHashMap<>();
        for (Path file : sources(root)) {
            String hash = hash(file);
            if (!known.contains(hash)) {
                candidates.put(file, hash);
            }
        }

        List<Path> wrong = Boolean.getBoolean("format.apply") ? rewritten(candidates) : wrong(candidates);

        wrong.forEach(candidates::remove);
        known.addAll(candidates.values());
        Files.write(KNOWN, known);
        assertThat(wrong.stream().map(root::relativize).toList())
                .as("files that are not formatted; mend them by: " + REMEDY)
                .isEmpty();
    }

    private static List<Path> rewritten(Map<Path, String> candidates) throws Exception {
        if (!candidates.isEmpty()) {
            assertThat(run("--replace", candidates)).isEmpty();
        }
        candidates.clear();
        return List.of();
    }

    /// The files whose names the formatter prints, since it would change them.
    private static List<Path> wrong(Map<Path, String> candidates) throws Exception {
        return candidates.isEmpty()
                ? List.of()
                : run("--dry-run", candidates).lines().map(Path::of).toList();
    }

    private static String run(String mode, Map<Path, String> files) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--palantir", mode));
        files.keySet().forEach(file -> arguments.add(file.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new Main(new PrintWriter(out), new PrintWriter(err), InputStream.nullInputStream())
                .format(arguments.toArray(String[]::new));
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }

    private static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(".mvn"))) {
                return at;
            }
        }
        throw new IllegalStateException("no folder above this one has .mvn");
    }

    private static List<Path> sources(Path root) throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                return name.equals("target") || (name.startsWith(".") && !directory.equals(root))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith(".java") && !name.equals("package-info.java")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }

    private static Set<String> known() throws IOException {
        return Files.exists(KNOWN) ? new TreeSet<>(Files.readAllLines(KNOWN, UTF_8)) : new TreeSet<>();
    }

    private static String hash(Path file) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
