package xooai.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
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

    /// Deletes one, if there is one.
    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, java.io.IOException failure) throws IOException {
                if (failure != null && !(failure instanceof NotDirectoryException)) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// Copies one to a place where there is nothing of its names; links stay links.
    static void copy(Path from, Path to) throws IOException {
        for (Path each : all(from)) {
            Path target = to.resolve(from.relativize(each).toString());
            if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(parent(target));
                Files.copy(each, target, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

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

    /// How many bytes its files have together.
    static long size(Path tree) throws IOException {
        long size = 0;
        for (Path each : all(tree)) {
            if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                size += Files.size(each);
            }
        }
        return size;
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
