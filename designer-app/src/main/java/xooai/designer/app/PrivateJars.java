package xooai.designer.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.Bounded;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Private copies of executor jars: what is loaded is the very bytes that were hashed, whatever becomes of the
/// file they came from.
///
/// Only the owner may write where they are kept. Taking a copy reads the jar as an archive and loads nothing.
final class PrivateJars {
    private static final long MOST = 512L << 20;
    private static final int MOST_OF_MANIFEST = 1 << 20;

    private final Path directory;

    /// A copy of a jar.
    ///
    /// @param origin the file it was taken from
    /// @param file the copy
    /// @param hash the SHA-256 of the copy, in hexadecimal
    record Copy(Path origin, Path file, String hash) {}

    PrivateJars(Path directory) {
        this.directory = directory;
    }

    /// Takes a copy of a jar, which nothing loads before it is kept.
    ///
    /// @throws XooaiException when it is no jar, is too large, or asks for other jars by its manifest
    Copy take(Path origin) {
        try {
            prepare(directory);
            Path file = Files.createTempFile(directory, ".taken", ".jar");
            file.toFile().deleteOnExit();
            try {
                Copy copy = new Copy(origin.toAbsolutePath(), file, copy(origin, file));
                refuseOtherJars(copy);
                return copy;
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (ZipException e) {
            throw new XooaiException(Code.INVALID_ARGUMENT, origin + " is no jar: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new XooaiException(Code.UNAVAILABLE, "Tried to read " + origin + ": " + Bounded.reason(e), e);
        }
    }

    private static void prepare(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static String copy(Path origin, Path file) throws IOException {
        try (InputStream in = Bounded.open(origin, MOST, "an executor jar");
                DigestInputStream digested = new DigestInputStream(in, sha256());
                OutputStream out = Files.newOutputStream(file)) {
            digested.transferTo(out);
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// A class loader follows the manifest's `Class-Path` to jars that nobody saw or agreed to.
    private static void refuseOtherJars(Copy copy) throws IOException {
        try (ZipFile zip = new ZipFile(copy.file().toFile())) {
            List<? extends ZipEntry> manifests = zip.stream()
                    .filter(entry -> entry.getName().toUpperCase(Locale.ROOT).equals("META-INF/MANIFEST.MF"))
                    .toList();
            for (ZipEntry entry : manifests) {
                String others = classPath(zip, entry);
                if (others != null && !others.isBlank()) {
                    throw new XooaiException(
                            Code.FAILED_PRECONDITION,
                            copy.origin().getFileName() + " asks for other jars by the Class-Path of its manifest ("
                                    + others.strip()
                                    + "), which are not part of what you agree to: build it as one jar, without"
                                    + " Class-Path");
                }
            }
        }
    }

    private static @Nullable String classPath(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MOST_OF_MANIFEST + 1);
            if (bytes.length > MOST_OF_MANIFEST) {
                throw new ZipException("its manifest is larger than 1 MiB");
            }
            return new Manifest(new ByteArrayInputStream(bytes))
                    .getMainAttributes()
                    .getValue(Attributes.Name.CLASS_PATH);
        }
    }

    /// Keeps a copy for this and later sessions.
    ///
    /// @return the file to load
    Path keep(Copy copy) {
        Path kept = place(copy.hash(), copy.origin());
        try {
            if (isWhole(kept, copy.hash())) {
                Files.deleteIfExists(copy.file());
            } else {
                Files.createDirectories(directory.resolve(copy.hash()));
                Files.move(copy.file(), kept, StandardCopyOption.REPLACE_EXISTING);
            }
            return kept;
        } catch (IOException e) {
            throw new XooaiException(Code.UNAVAILABLE, "Tried to keep a copy in " + kept + ": " + Bounded.reason(e), e);
        }
    }

    /// Takes a copy away that nobody agreed to.
    void drop(Copy copy) {
        try {
            Files.deleteIfExists(copy.file());
        } catch (IOException e) {
            throw new XooaiException(Code.UNAVAILABLE, "Tried to delete " + copy.file() + ": " + Bounded.reason(e), e);
        }
    }

    /// The copy that was kept of those bytes, or null when it is not there or not whole.
    @Nullable
    Path kept(String hash, Path origin) {
        Path kept = place(hash, origin);
        return isWhole(kept, hash) ? kept : null;
    }

    /// A directory a hash, so that a copy has the name of its jar.
    private Path place(String hash, Path origin) {
        return directory.resolve(hash).resolve(String.valueOf(origin.getFileName()));
    }

    private static boolean isWhole(Path file, String hash) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Bounded.open(file, MOST, "an executor jar");
                DigestInputStream digested = new DigestInputStream(in, sha256())) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(digested.getMessageDigest().digest())
                    .equals(hash);
        } catch (IOException _) {
            return false;
        }
    }
}
