package xooai.designer.safety;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import xooai.flow.FlowSpec;

/// Who is told when something threatens the open flow. Called on the thread that draws.
public interface Concerns {

    /// Edits are not journalled any more, for that reason.
    void journalFails(String why);

    /// Edits are journalled again.
    void journalWorks();

    /// The file that was opened is open elsewhere too, in words.
    void heldElsewhere(Path file, String by);

    /// A window that ended without asking left edits of the flow that was opened.
    void leftBehind(LeftBehind left);

    /// Another program changed the file of the open flow.
    ///
    /// @param theirs what it holds now, or null when that is no flow
    /// @param signature the signature of its bytes
    /// @param why why it is no flow, or an empty text
    void changedOutside(Path file, @Nullable FlowSpec theirs, String signature, String why);

    /// The file of the open flow is gone.
    void deletedOutside(Path file);

    /// The file of the open flow is as it was last seen here.
    void fileIsAsKnown();
}
