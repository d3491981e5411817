package xooai.designer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each of the 26 rules of `.github/DESIGNER.md` names tests that show it, and they are there.
final class DesignerRulesTest {
    private static final int RULES = 26;
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern RULE = Pattern.compile("(?m)^(\\d+)\\. ");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|Properties))(?:\\.(\\w+))?`");

    private static String document() throws IOException {
        return Files.readString(ROOT.resolve(".github").resolve("DESIGNER.md"));
    }

    /// The text of each rule by its number, in order.
    private static Map<Integer, String> rules() throws IOException {
        String text = document();
        List<MatchResult> starts = RULE.matcher(text).results().toList();
        Map<Integer, String> rules = new LinkedHashMap<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1).start() : text.length();
            rules.put(
                    Integer.parseInt(starts.get(i).group(1)),
                    text.substring(starts.get(i).end(), end));
        }
        return rules;
    }

    @Test
    void everyRuleNamesTestsThatShowIt() throws IOException {
        Map<Integer, String> rules = rules();
        assertThat(rules.keySet())
                .containsExactly(Stream.iterate(1, i -> i + 1).limit(RULES).toArray(Integer[]::new));
        assertThat(rules)
                .allSatisfy((number, text) -> assertThat(TEST.matcher(text).find())
                        .as("rule " + number)
                        .isTrue());
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        Map<String, String> sources = sources();
        Matcher named = TEST.matcher(document());
        while (named.find()) {
            String source = sources.get(named.group(1));
            assertThat(source).as(named.group(1)).isNotNull();
            if (named.group(2) != null) {
                assertThat(source)
                        .as(named.group())
                        .containsPattern("@(Test|ParameterizedTest|Property)\\b[^;]*void " + named.group(2) + "\\(");
            }
        }
    }

    /// The sources of all test classes of the repository, by their names.
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("designer-app", "runtime", "drivers", "installer")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                for (Path file : files.filter(DesignerRulesTest::isTest).toList()) {
                    String name = String.valueOf(file.getFileName());
                    sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
                }
            }
        }
        return sources;
    }

    private static boolean isTest(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.contains("/src/test/java/") && (path.endsWith("Test.java") || path.endsWith("Properties.java"));
    }
}
