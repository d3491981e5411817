package xooai.designer.safety;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.Design;
import xooai.designer.design.History;
import xooai.flow.FlowFile;

/// What a journal keeps of an open flow at one moment.
///
/// @param history its steps, and what its file holds
/// @param file its file, or null
/// @param signature the signature of the file's bytes as they were last seen, or null when there is no file
record Kept(History history, @Nullable Path file, @Nullable String signature) {

    /// Whether there is nothing that a journal would have to keep.
    boolean isNothing() {
        return history.steps().size() == 1 && !history.dirty();
    }

    /// What the flow is called.
    String name() {
        Path fileName = file == null ? null : file.getFileName();
        return fileName == null ? history.current().spec().name() : fileName.toString();
    }

    /// A design as its file would say it.
    static String text(Design design) {
        return new String(FlowFile.write(design.spec()), StandardCharsets.UTF_8);
    }
}
