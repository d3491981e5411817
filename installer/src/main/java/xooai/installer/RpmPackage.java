package xooai.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import xooai.store.Folders;

/// The package for Fedora, SUSE and what comes of them, made of the same tree as that for Debian.
final class RpmPackage {
    private RpmPackage() {}

    /// Makes the package, where `rpmbuild` is there.
    ///
    /// @return its file; none where there is no `rpmbuild`
    static List<Path> make(Build build) throws IOException {
        if (!Tool.isThere("rpmbuild")) {
            System.out.println(
                    "no .rpm: there is no rpmbuild on the PATH (apt-get install rpm, dnf install rpm-build)");
            return List.of();
        }
        Path top = build.work().resolve("rpm");
        Folders.delete(top);
        Files.createDirectories(top);
        Path root = build.work().resolve("root");
        Trees.level(root, build.time());
        Path spec = top.resolve("xooai.spec");
        Files.writeString(
                spec,
                Files.readString(build.packaging().resolve("xooai.spec"))
                        .replace("@VERSION@", build.version())
                        .replace("@TREE@", root.toString()));
        Tool.of(
                        "rpmbuild",
                        "-bb",
                        "--quiet",
                        "--target",
                        Platform.HERE.rpmName(),
                        "--define",
                        "_topdir " + top,
                        "--define",
                        "_rpmdir " + build.output(),
                        "--define",
                        "_build_name_fmt xooai-%{VERSION}-%{RELEASE}.%{ARCH}.rpm",
                        spec.toString())
                .with(Map.of("SOURCE_DATE_EPOCH", Long.toString(build.time().getEpochSecond())))
                .run();
        Path made = build.output().resolve("xooai-" + build.version() + "-1." + Platform.HERE.rpmName() + ".rpm");
        if (!Files.exists(made)) {
            throw new IllegalStateException("rpmbuild did not make " + made);
        }
        return List.of(made);
    }
}
