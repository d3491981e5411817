package xooai.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticesTest {
    private static final String MIT = "MIT License\n\nCopyright (c) 2020 A. Author\n\nPermission is hereby granted";

    @TempDir
    Path folder;

    private Path licences;
    private Path legal;

    @BeforeEach
    void sharedLicences() throws IOException {
        licences = Files.createDirectories(folder.resolve("licences"));
        legal = folder.resolve("legal");
        for (String name : List.of("Apache-2.0", "EPL-2.0", "GPL-3.0", "LGPL-3.0")) {
            Files.writeString(licences.resolve(name + ".txt"), "The text\n  of " + name + "\n");
        }
    }

    @Test
    void theTextInItsOwnJarIsTaken() throws IOException {
        assertThat(notices(library("tool", "MIT"), jar("tool-1.jar", "META-INF/LICENSE.txt", MIT)))
                .contains("org.example:tool:1\n    MIT: [1]\n")
                .contains("[1] in tool-1.jar!/META-INF/LICENSE.txt\n\n" + MIT + "\n");
    }

    @Test
    void aSharedLicenceIsFoundByItsName() throws IOException {
        assertThat(notices(library("tool", "LGPL-3.0-or-later"), jar("tool-1-linux.jar", "A.class", "")))
                .contains("    LGPL-3.0-or-later: licences/LGPL-3.0.txt, licences/GPL-3.0.txt\n");
        assertThat(legal.resolve("licences/GPL-3.0.txt")).hasContent("The text\n  of GPL-3.0\n");
    }

    @Test
    void ofAlternativesApacheIsChosen() throws IOException {
        assertThat(notices(library("tool", "EPL-2.0", "Apache-2.0"), jar("tool-1.jar", "A.class", "")))
                .contains("    EPL-2.0, or Apache-2.0: licences/Apache-2.0.txt\n");
    }

    @Test
    void aTextOfAJarThatIsSharedIsNotRepeated() throws IOException {
        String own = "The text of\n\n Apache-2.0";
        assertThat(notices(library("tool", "Apache-2.0"), jar("tool-1.jar", "META-INF/LICENSE", own)))
                .contains("    Apache-2.0: licences/Apache-2.0.txt\n")
                .doesNotContain("[1]");
    }

    @Test
    void aTextThatItsAuthorsPublishElsewhereIsTaken() throws IOException {
        Files.createDirectories(licences.resolve("org.example"));
        Files.writeString(licences.resolve("org.example/LICENSE.txt"), MIT);
        assertThat(notices(library("tool", "MIT"), jar("tool-1.jar", "A.class", "")))
                .contains("[1] of org.example, LICENSE.txt\n\n" + MIT + "\n");
    }

    @Test
    void aLibraryWithNoTextIsRefused() throws IOException {
        Path jar = jar("tool-1.jar", "META-INF/NOTICE.txt", "Copyright (c) 2020 A. Author");
        assertThatIllegalStateException()
                .isThrownBy(() -> notices(library("tool", "MIT"), jar))
                .withMessage("there is no text of the licence of org.example:tool:1 (MIT), neither in its jar nor in"
                        + " packaging/licences, where it belongs into org.example/LICENSE.txt; such a library is not"
                        + " packaged");
    }

    @Test
    void aJarOfNoLibraryIsRefused() throws IOException {
        Path jar = jar("other-1.jar", "META-INF/LICENSE", MIT);
        assertThatIllegalStateException()
                .isThrownBy(() -> notices(library("tool", "Apache-2.0"), jar))
                .withMessage("other-1.jar is not in the bill of materials; such a jar is not packaged");
    }

    @Test
    void ourOwnAreLeftOutButForChangedWorksOfOthers() throws IOException {
        Path sbom = folder.resolve("bom.json");
        Files.writeString(sbom, """
            {"components": [
              {"group": "io.github.xoolab", "name": "xooai-core", "version": "1",
               "licenses": [{"license": {"id": "Apache-2.0"}}]},
              {"group": "io.github.xoolab", "name": "xooai-kwik", "version": "1",
               "licenses": [{"license": {"id": "LGPL-3.0-or-later"}}]},
              {"group": "org.example", "name": "tool", "version": "1",
               "licenses": [{"expression": "EPL-2.0 OR Apache-2.0"}]}]}
            """);
        assertThat(Notices.libraries(sbom))
                .containsExactly(
                        new Notices.Library("io.github.xoolab:xooai-kwik:1", List.of("LGPL-3.0-or-later")),
                        library("tool", "Apache-2.0", "EPL-2.0"));
    }

    private static Notices.Library library(String name, String... licences) {
        return new Notices.Library("org.example:" + name + ":1", List.of(licences));
    }

    private Path jar(String name, String entry, String text) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private String notices(Notices.Library library, Path jar) throws IOException {
        Notices.write(List.of(library), List.of(jar), licences, legal);
        return Files.readString(legal.resolve("THIRD-PARTY-NOTICES.txt"));
    }
}
