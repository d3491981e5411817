package xooai.designer.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import xooai.codec.Limits;
import xooai.designer.shared.Bounded;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.XooaiException;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;

/// Flow files on disk. Reading one runs nothing of it; writing one never loses the one that is there.
public final class FlowStore {

    /// A flow file as it was read.
    ///
    /// @param signature the signature of its bytes, to notice when another program changes it
    public record Stored(FlowFile file, String signature) {}

    /// Reads a flow file.
    ///
    /// Of a newer version it reads what it knows, to be looked at.
    ///
    /// @throws XooaiException when it cannot be read, or is no flow at all; the message says why
    public Stored read(Path path) {
        byte[] bytes = bytes(path);
        return new Stored(FlowFile.look(bytes), Content.sign(bytes));
    }

    /// Writes a flow, and gives the signature of what was written.
    ///
    /// @param known the signature of the file as it was last seen, or null when it is to be a new one or may be
    ///     replaced whatever it holds
    /// @throws XooaiException with ABORTED when another program changed the file since, or
    ///     FAILED_PRECONDITION when
    ///     the file there is one that this version cannot read whole
    public String write(Path path, FlowSpec spec, @Nullable String known) {
        byte[] bytes = FlowFile.write(spec);
        if (Files.exists(path)) {
            refuseChanged(path, known);
        }
        try {
            SafeFile.write(path, bytes);
        } catch (IOException e) {
            throw new XooaiException(Code.UNAVAILABLE, "Tried to save " + path + ": " + Bounded.reason(e), e);
        }
        return Content.sign(bytes);
    }

    private void refuseChanged(Path path, @Nullable String known) {
        byte[] there = bytes(path);
        if (known != null && !known.equals(Content.sign(there))) {
            throw new XooaiException(
                    Code.ABORTED, path.getFileName() + " was changed by another program since it was opened here");
        }
        if (known == null && there.length > 0) {
            refuseUnreadable(path, there);
        }
    }

    private static void refuseUnreadable(Path path, byte[] there) {
        String why;
        try {
            FlowFile file = FlowFile.read(there);
            if (file.problems().isEmpty()) {
                return;
            }
            why = file.problems().getFirst().toString();
        } catch (XooaiException e) {
            why = e.error().message();
        }
        throw new XooaiException(
                Code.FAILED_PRECONDITION,
                path.getFileName() + " is there and holds what would be lost (" + why + "); choose another name");
    }

    private static byte[] bytes(Path path) {
        try {
            return Bounded.read(path, Limits.DEFAULT.bodyBytes(), "a flow file");
        } catch (IOException e) {
            throw new XooaiException(Code.NOT_FOUND, "Tried to open " + path + ": " + Bounded.reason(e), e);
        }
    }
}
