package xooai.designer.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import xooai.designer.shared.Bounded;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// A file of its own with a word for each remote host, a line each, which only its owner reads: no part of any
/// flow. One that cannot be read is not written to.
final class HostFile {
    private static final int MOST_BYTES = 1 << 20;

    private final Path file;
    private final String what;
    private String problem = "";

    /// @param what what the file holds, for messages: `tokens`
    HostFile(Path file, String what) {
        this.file = file;
        this.what = what;
    }

    /// The text of the file; empty where there is none, or where it cannot be read.
    String read() {
        if (!Files.exists(file)) {
            return "";
        }
        try {
            return new String(Bounded.read(file, MOST_BYTES, "a file of " + what), UTF_8);
        } catch (IOException e) {
            refuse(Bounded.reason(e));
        } catch (XooaiException e) {
            refuse(e.error().message());
        }
        return "";
    }

    /// Says that what the file holds is of no use.
    void refuse(String why) {
        problem = "Tried to read " + file + ": " + why;
    }

    /// Why the file could not be read; empty when it could.
    String problem() {
        return problem;
    }

    /// Writes a line for each host.
    ///
    /// @throws XooaiException with FAILED_PRECONDITION when that is not possible
    void write(Map<String, String> byHost) {
        if (!problem.isEmpty()) {
            throw new XooaiException(Code.FAILED_PRECONDITION, problem);
        }
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(byHost)
                .forEach((host, word) ->
                        lines.append(host).append(' ').append(word).append('\n'));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            SafeFile.writePrivate(file, lines.toString().getBytes(UTF_8));
        } catch (IOException e) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION, "Tried to keep " + what + " in " + file + ": " + Bounded.reason(e), e);
        }
    }
}
