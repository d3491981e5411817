package xooai.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import xooai.store.Folders;

/// The image that packages of Windows and macOS are made of, as `jpackage` makes it here.
class JpackageIT {
    @Test
    void itsImageStartsBothCommands() throws IOException {
        Path work = Made.BUILD.work().resolveSibling("jpackage-image");
        Folders.delete(work);
        Build build = new Build(
                Made.BUILD.root(),
                work,
                work.resolve("packages"),
                Made.BUILD.classPath(),
                Made.BUILD.sbom(),
                Made.BUILD.version(),
                Made.BUILD.kwikVersion(),
                Made.BUILD.time());
        Path image = new Jpackage(build).image();
        for (String name : List.of("THIRD-PARTY-NOTICES.txt", "licences/LGPL-3.0.txt", "LICENSE", "bom.json")) {
            assertThat(image.resolve("lib/app/legal").resolve(name)).isNotEmptyFile();
        }
        assertThat(Tool.of(image.resolve("bin/xooai").toString(), "--version")
                        .run()
                        .strip())
                .isEqualTo("xooai " + build.version());
        assertThat(Files.readString(image.resolve("lib/app/xooai.cfg")))
                .contains("app.mainclass=xooai.cli.Xooai")
                .doesNotContain("legal", "AOTCache");
        assertThat(Tool.of(image.resolve("bin/xooai-designer").toString(), "--train")
                        .run())
                .doesNotContain("rror");
        Folders.delete(work);
    }
}
