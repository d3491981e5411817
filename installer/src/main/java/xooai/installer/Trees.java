package xooai.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Folders with all that is in them.
final class Trees {
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    private Trees() {}

    /// Everything in one, itself first, sorted.
    static List<Path> all(Path tree) throws IOException {
        try (Stream<Path> found = Files.walk(tree)) {
            return found.sorted().toList();
        }
    }

    /// The folder of a file.
    static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " is no file");
        }
        return parent;
    }

    /// Gives everything that time, and permissions that depend on nobody's umask: all may read, the owner may
    /// write, and what could be run still can.
    static void level(Path tree, Instant time) throws IOException {
        for (Path each : all(tree).reversed()) {
            if (Files.isSymbolicLink(each)) {
                continue;
            }
            PosixFileAttributeView permissions = Files.getFileAttributeView(each, PosixFileAttributeView.class);
            if (permissions != null) {
                boolean runs = Files.isDirectory(each) || (Files.isExecutable(each) && !isLibrary(each));
                permissions.setPermissions(PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
            }
            FileTime stamp = FileTime.from(time);
            Files.getFileAttributeView(each, BasicFileAttributeView.class).setTimes(stamp, stamp, stamp);
        }
    }

    /// Takes symbols that nobody looks up out of native code, where this is Linux.
    static void strip(Path tree) throws IOException {
        if (Platform.HERE.system() != Platform.Kind.LINUX) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("strip", "--strip-unneeded"));
        for (Path each : all(tree)) {
            if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS) && isElf(each)) {
                command.add(each.toString());
            }
        }
        if (!Tool.isThere("strip")) {
            throw new IllegalStateException("packages need `strip` (apt-get install binutils)");
        }
        Tool.of(command).run();
    }

    /// Whether it is native code of Linux, by its first bytes.
    private static boolean isElf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ELF.length), ELF);
        }
    }

    private static boolean isLibrary(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".so") || name.endsWith(".jar");
    }
}
