package xooai.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class PlanTest {
    private final Plan plan = new Plan();

    @Test
    void theSameEntryFromTwoPlacesIsThereOnce() throws IOException {
        plan.add("a/B.class", "one.jar", bytes("same"));
        plan.add("a/B.class", "two.jar", bytes("same"));
        assertThat(text("a/B.class")).isEqualTo("same");
    }

    @Test
    void differentEntriesOfOneNameAreRefusedByTheirPlaces() throws IOException {
        plan.add("a/B.class", "one.jar", bytes("this"));
        assertThatThrownBy(() -> plan.add("a/B.class", "two.jar", bytes("that")))
                .hasMessageContaining("a/B.class is in one.jar and, different, in two.jar");
    }

    @Test
    void listsOfServicesAreOneList() throws IOException {
        plan.add("META-INF/services/a.B", "one.jar", bytes("a.One\na.Both\n"));
        plan.add("META-INF/services/a.B", "two.jar", bytes("a.Both\na.Two"));
        assertThat(text("META-INF/services/a.B")).isEqualTo("a.One\na.Both\na.Two\n");
    }

    @Test
    void licencesStayApart() throws IOException {
        for (String jar : new String[] {"one", "two"}) {
            Origin origin = origin(jar, Map.of("META-INF/LICENSE", "of " + jar, "NOTICE.txt", "by " + jar));
            for (String entry : origin.entries()) {
                plan.add(entry, origin);
            }
        }
        assertThat(plan.items())
                .containsOnlyKeys(
                        "META-INF/licenses/one/META-INF/LICENSE",
                        "META-INF/licenses/one/NOTICE.txt",
                        "META-INF/licenses/two/META-INF/LICENSE",
                        "META-INF/licenses/two/NOTICE.txt");
    }

    @Test
    void whatOnlyDescribesOrSignsAJarStaysOut() throws IOException {
        Origin origin = origin(
                "lib",
                Map.of(
                        "META-INF/MANIFEST.MF",
                        "",
                        "META-INF/KEY.SF",
                        "",
                        "META-INF/KEY.RSA",
                        "",
                        "module-info.class",
                        "",
                        "META-INF/maven/a/b/pom.xml",
                        "",
                        "META-INF/maven/a/b/pom.properties",
                        "",
                        "a.txt",
                        ""));
        assertThat(origin.entries()).isEqualTo(Set.of("META-INF/maven/a/b/pom.properties", "a.txt"));
    }

    @Test
    void theNewestVersionForThisJavaIsTheOneThatIsTaken() throws IOException {
        Origin origin = origin(
                "lib",
                Map.of(
                        "a/B.class",
                        "old",
                        "META-INF/versions/9/a/B.class",
                        "nine",
                        "META-INF/versions/21/a/B.class",
                        "twenty-one",
                        "META-INF/versions/99/a/B.class",
                        "future",
                        "META-INF/versions/17/a/C.class",
                        "new",
                        "META-INF/versions/9/module-info.class",
                        ""));
        assertThat(origin.entries()).isEqualTo(Set.of("a/B.class", "a/C.class"));
        assertThat(new String(origin.read("a/B.class"), StandardCharsets.UTF_8)).isEqualTo("twenty-one");
    }

    @Test
    void aClassNamesWhatItNeeds() throws IOException {
        Set<String> names = References.of(classFile(Naming.class));
        assertThat(names)
                .contains(
                        "xooai/doc/Text",
                        "xooai/doc/Image",
                        "xooai/doc/Audio",
                        "xooai/export/PlanTest$Mark",
                        "some/Plugin")
                .noneMatch(name -> name.startsWith("java/"));
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        try (var in = type.getResourceAsStream(
                type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    private static Origin origin(String label, Map<String, String> entries) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(bytes(entry.getValue()));
            }
        }
        return Origin.of(label, new ByteArrayInputStream(jar.toByteArray()));
    }

    private String text(String entry) throws IOException {
        Plan.Item item = plan.items().get(entry);
        return item == null ? Arrays.toString(new byte[0]) : new String(item.read(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private @interface Mark {}

    /// Names a class in each of the ways there are.
    @Mark
    @SuppressWarnings({"UnusedMethod", "ArrayRecordComponent"}) // only what its bytes name matters
    private record Naming(java.util.List<xooai.doc.Text> inAGenericType, xooai.doc.Image[] inAnArray) {
        String byName() {
            return "some.Plugin";
        }

        boolean inCode(Object any) {
            return any instanceof xooai.doc.Audio;
        }
    }
}
