package xooai.designer.runs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.record.RecordFiles;
import xooai.record.RunRecord;

/// The last runs of each flow, on disk: at most [#MOST_RUNS] and [#MOST_BYTES] a flow, and [#MOST_FLOWS] flows; the
/// oldest make room. Used off the FX thread; safe for use by many threads.
final class KeptRuns {
    /// The most runs that are kept of a flow.
    static final int MOST_RUNS = 20;

    /// The most bytes that the runs of a flow may have together.
    static final long MOST_BYTES = 64L << 20;

    /// The most flows of which runs are kept.
    static final int MOST_FLOWS = 40;

    private static final int NAME = 24;
    private static final System.Logger LOG = System.getLogger(KeptRuns.class.getName());

    private final Path root;

    KeptRuns(Path root) {
        this.root = root;
    }

    /// Keeps a run of that flow.
    ///
    /// @param flow what tells the flow from others: the path of its file
    /// @throws IOException when it cannot be written
    synchronized void keep(String flow, RunRecord run) throws IOException {
        Path directory = directory(flow);
        RecordFiles.in(directory, MOST_BYTES, MOST_RUNS).add(run);
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now()));
        forgetOldFlows();
    }

    /// The runs that are kept of that flow, the latest first. What cannot be read is left out.
    ///
    /// @throws IOException when the directory cannot be read
    synchronized List<RunRecord> of(String flow) throws IOException {
        Path directory = directory(flow);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<RunRecord> runs = new ArrayList<>();
        for (Path file : RecordFiles.in(directory, MOST_BYTES, MOST_RUNS).files()) {
            RunRecord run = read(file);
            if (run != null) {
                runs.add(run);
            }
        }
        return runs;
    }

    private static @Nullable RunRecord read(Path file) {
        try {
            return RunRecord.read(file);
        } catch (XooaiException e) {
            LOG.log(System.Logger.Level.WARNING, "a kept run is left out: {0}", e.getMessage());
            return null;
        }
    }

    private Path directory(String flow) {
        String signature = Content.sign(flow.getBytes(StandardCharsets.UTF_8));
        return root.resolve(signature.substring(signature.indexOf(':') + 1).substring(0, NAME));
    }

    private void forgetOldFlows() throws IOException {
        List<Path> flows = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(root, Files::isDirectory)) {
            found.forEach(flows::add);
        }
        flows.sort(Comparator.comparing(KeptRuns::usedAt).reversed());
        for (Path old : flows.subList(Math.min(MOST_FLOWS, flows.size()), flows.size())) {
            RecordFiles.in(old, 0); // Nothing has room in it.
            Files.deleteIfExists(old);
        }
    }

    private static FileTime usedAt(Path directory) {
        try {
            return Files.getLastModifiedTime(directory);
        } catch (IOException _) {
            return FileTime.fromMillis(0); // It goes first.
        }
    }
}
