package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import xooai.designer.canvas.FlowCanvas;

/// The visual language of `.github/LOOK.md`: every rule of every stylesheet keeps to its scales.
final class LookTest {
    private static final Set<String> SPACES = Set.of("0", "2", "4", "6", "8", "12", "16", "24");
    private static final Set<String> SIZES = Set.of("11", "12", "13", "16", "20", "24");
    private static final Set<String> ICONS = Set.of("12", "14", "16", "24", "32");
    private static final Set<String> CORNERS = Set.of("0", "4", "6", "8", "12");
    private static final Set<String> FONTS = Set.of("\"Monospaced\"");
    private static final Map<String, Set<String>> SCALES = Map.of(
            "-fx-padding", SPACES,
            "-fx-spacing", SPACES,
            "-fx-hgap", SPACES,
            "-fx-vgap", SPACES,
            "-fx-graphic-text-gap", SPACES,
            "-fx-font-size", SIZES,
            "-fx-icon-size", ICONS,
            "-fx-font-family", FONTS,
            "-fx-border-radius", CORNERS,
            "-fx-background-radius", CORNERS);
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)\\}");
    private static final Pattern COLOR =
            Pattern.compile("#[0-9a-fA-F]{3,8}|\\b(rgba?|hsba?)\\(|\\b(white|black|red|gr[ae]y|blue)\\b");

    private record Declaration(String selector, String property, String value) {
        @Override
        public String toString() {
            return selector + " { " + property + ": " + value + " }";
        }
    }

    @Test
    void everySizeIsOneOfItsScale() {
        assertThat(declarations().stream().filter(LookTest::strays)).isEmpty();
    }

    /// Layers that lie inside one another have corners that follow from those of the outer one, which comes first.
    private static boolean strays(Declaration declaration) {
        Set<String> scale = SCALES.get(declaration.property());
        if (scale == null) {
            return false;
        }
        String outer = declaration.property().endsWith("-radius")
                ? declaration.value().split(",", -1)[0]
                : declaration.value();
        return !Stream.of(outer.split("\\s+(?=[^\"]*(\"[^\"]*\"[^\"]*)*$)"))
                .map(each -> each.replace("px", ""))
                .allMatch(scale::contains);
    }

    @Test
    void everyColourIsOneOfTheTheme() {
        assertThat(declarations().stream()
                        .filter(each -> !each.property().matches("-(canvas-)?(shadow|veil|tint.*)"))
                        .filter(each -> !each.selector()
                                .contains("tint-")) // Groups and notes have the colour that a person gave them.
                        .filter(each -> COLOR.matcher(each.value()).find()))
                .isEmpty();
    }

    @Test
    void sourcesSetNoStyleOfTheirOwn() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Files.readString(file)
                        .lines()
                        .filter(line -> line.matches(
                                ".*(\\.setStyle\\(\"[^\"]*[1-9#]|\\.setSpacing\\([1-9]|new [HV]Box\\([1-9]).*"))
                        .forEach(line -> found.add(file + ": " + line.strip()));
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<Declaration> declarations() {
        List<Declaration> all = new ArrayList<>();
        for (String css : sheets()) {
            Matcher rules = RULE.matcher(css.replaceAll("(?s)/\\*.*?\\*/", ""));
            while (rules.find()) {
                for (String part : rules.group(2).split(";", -1)) {
                    int colon = part.indexOf(':');
                    if (colon > 0) {
                        all.add(new Declaration(
                                rules.group(1).strip(),
                                part.substring(0, colon).strip(),
                                part.substring(colon + 1).strip()));
                    }
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(300);
        return all;
    }

    private static Set<String> sheets() {
        return new LinkedHashSet<>(List.of(read(Designer.class, "designer.css"), read(FlowCanvas.class, "canvas.css")));
    }

    private static String read(Class<?> beside, String name) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
