package xooai.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// What the commands share.
final class Commands {
    private Commands() {}

    /// The specification that picocli gave a command.
    static CommandSpec of(@Nullable CommandSpec injected) {
        if (injected == null) {
            throw new IllegalStateException("a command runs through picocli alone");
        }
        return injected;
    }
}
