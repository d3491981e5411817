package xooai.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import xooai.store.Folders;

/// A Debian with nothing but what every Debian has, in a folder.
///
/// What runs in it sees no other file than its own; the network and the displays of this machine are there. Its mounts
/// end with each command.
final class CleanSystem {
    private static final String SUITE = System.getProperty("installer.suite", "bookworm");
    private static final String INSIDE = """
        mount -t proc proc "$0/proc" && mount --bind /dev "$0/dev" && mount -t tmpfs tmpfs "$0/run" && mkdir -p "$0/tmp" \
        && if [ -d /tmp/.X11-unix ]; then \
             mkdir -p "$0/tmp/.X11-unix" && mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"; fi \
        && exec chroot --userspec="$1" "$0" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
        HOME="$2" DEBIAN_FRONTEND=noninteractive DISPLAY="$3" sh -ec "$4"
        """;

    private final Path root;

    private CleanSystem(Path root) {
        this.root = root;
    }

    /// Makes it anew.
    static CleanSystem make(Path root) throws IOException {
        Made.needs("mmdebstrap", "mmdebstrap");
        Made.needs("unshare", "util-linux");
        assertThat(System.getProperty("user.name"))
                .as("who makes a clean Debian to install into; run the build as root, as in a container")
                .isEqualTo("root");
        Folders.delete(root);
        Files.createDirectories(Trees.parent(root));
        Tool.of("mmdebstrap", "--variant=minbase", SUITE, root.toString()).run();
        Files.copy(Path.of("/etc/resolv.conf"), root.resolve("etc/resolv.conf"), StandardCopyOption.REPLACE_EXISTING);
        CleanSystem made = new CleanSystem(root);
        made.run("useradd --create-home person");
        return made;
    }

    /// Where a file of it is.
    Path file(String path) {
        return root.resolve(path.substring(1));
    }

    /// Runs that as its administrator.
    String run(String script) throws IOException {
        return Tool.of(command("root", "/root", "", script)).run();
    }

    /// Starts that as its person, at that display.
    Process start(String script, String display, Path said) throws IOException {
        return new ProcessBuilder(command("person", "/home/person", display, script))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    /// Starts that as its person, at that display and without a network.
    Process startOffline(String script, String display, Path said) throws IOException {
        List<String> command = new ArrayList<>(command("person", "/home/person", display, script));
        command.add(1, "--net");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    private List<String> command(String user, String home, String display, String script) {
        return List.of(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "sh",
                "-c",
                INSIDE,
                root.toString(),
                user,
                home,
                display,
                script);
    }

    /// Puts a file of this machine into it.
    void put(Path file, String path) throws IOException {
        Files.createDirectories(Trees.parent(file(path)));
        Files.copy(file, file(path), StandardCopyOption.REPLACE_EXISTING);
    }

    /// The files of a folder with their contents; a link's content is where it leads.
    Map<String, String> contents(String folder) throws IOException {
        Map<String, String> contents = new java.util.TreeMap<>();
        for (Path each : Trees.all(file(folder))) {
            if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                contents.put(
                        root.relativize(each).toString(),
                        new String(Files.readAllBytes(each), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    /// All of its files whose path has that word, but for those of people.
    List<String> named(String word) throws IOException {
        List<String> named = new ArrayList<>();
        for (String line : run("find / -xdev -path /home -prune -o -path /proc -prune -o -path /tmp -prune -o -name '*"
                        + word + "*' -print")
                .split("\n", -1)) {
            if (!line.isBlank()) {
                named.add(line);
            }
        }
        return named;
    }
}
