package xooai.designer.files;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Who keeps the open flow from being lost, and is told of every file that is opened, saved and left.
///
/// Called on the thread that draws.
public interface Keeping {

    /// The flow that is open is left: what is not saved of it is meant not to be.
    void leave();

    /// Another flow is open now, and the design holds it.
    ///
    /// @param file its file, or null
    /// @param signature the signature of the file's bytes, or null
    void opened(@Nullable Path file, @Nullable String signature);

    /// The flow that is open was saved, and the design knows.
    void saved(Path file, String signature);

    /// Who else has that file open, in words; null for nobody, or when a person said that it does not matter.
    @Nullable
    String heldBy(Path file);

    /// A person said that it does not matter who else has that file open.
    void takeOver(Path file);

    /// Nobody.
    Keeping NONE = new Keeping() {
        @Override
        public void leave() {}

        @Override
        public void opened(@Nullable Path file, @Nullable String signature) {}

        @Override
        public void saved(Path file, String signature) {}

        @Override
        public @Nullable String heldBy(Path file) {
            return null;
        }

        @Override
        public void takeOver(Path file) {}
    };
}
