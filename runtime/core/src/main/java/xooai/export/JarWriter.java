package xooai.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Writes a plan as a jar, the same bytes from the same plan.
///
/// Entries are sorted, all from one moment, and stored as they are: a compressed jar starts slower, and
/// compresses differently from one Java to the next. Big ones that shrink well, native libraries above all,
/// are compressed.
final class JarWriter {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    /// As early as can be: a zip file writes any moment of the first day of 1980 or before in a second form
    /// too, which depends on the time zone.
    private static final LocalDateTime MOMENT = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final int BIG = 1 << 20;

    private final Plan plan;
    private final Progress progress;
    private final MessageDigest digest = Checksums.digest();
    private final StringBuilder checksums = new StringBuilder();

    JarWriter(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /// Writes the jar; the manifest first, then the entries, their checksums last.
    void writeTo(OutputStream out) throws IOException {
        Seal.Stream sealed = new Seal.Stream(out);
        ZipOutputStream zip = new ZipOutputStream(sealed);
        zip.setComment(Seal.blank());
        zip.setLevel(Deflater.BEST_SPEED);
        write(zip, MANIFEST, manifest());
        int done = 0;
        for (Map.Entry<String, Plan.Item> entry : plan.items().entrySet()) {
            if (progress.cancelled()) {
                throw new XooaiException(Code.CANCELLED, "the export was cancelled");
            }
            write(zip, entry.getKey(), entry.getValue().read());
            done++;
            progress.at((double) done / plan.items().size(), entry.getValue().owner());
        }
        put(zip, Checksums.ENTRY, checksums.toString().getBytes(StandardCharsets.UTF_8));
        zip.finish();
        sealed.seal();
    }

    private static byte[] manifest() {
        return ("Manifest-Version: 1.0\r\nMain-Class: " + Layout.MAIN_CLASS
                        + "\r\nEnable-Native-Access: ALL-UNNAMED\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void write(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        checksums.append(Checksums.line(digest.digest(bytes), name));
        put(zip, name, bytes);
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(MOMENT);
        if (bytes.length < BIG) {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(bytes.length);
            entry.setCrc(crc.getValue());
        } else {
            entry.setMethod(ZipEntry.DEFLATED);
        }
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
