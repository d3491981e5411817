package xooai.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Lists of checksums, as `md5sum` and `sha256sum` read them.
final class Checksums {
    private static final int BUFFER = 1 << 16;

    private Checksums() {}

    /// The list of all files in those folders of a tree.
    static String list(String algorithm, Path root, List<String> folders) throws IOException {
        StringBuilder list = new StringBuilder();
        for (String folder : folders) {
            for (Path file : Trees.all(root.resolve(folder))) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    list.append(of(algorithm, file))
                            .append("  ")
                            .append(root.relativize(file).toString().replace('\\', '/'))
                            .append('\n');
                }
            }
        }
        return list.toString();
    }

    /// Writes the SHA-256 of a file beside it.
    static Path beside(Path file) throws IOException {
        Path sum = file.resolveSibling(file.getFileName() + ".sha256");
        Files.writeString(sum, of("SHA-256", file) + "  " + file.getFileName() + "\n");
        return sum;
    }

    /// The checksum of a file, in hexadecimal.
    static String of(String algorithm, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + algorithm, e);
        }
    }
}
