package xooai.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import xooai.driver.HostTokens;
import xooai.launch.Tokens;

/// The option that says what is presented to which remote executor.
final class RemoteTokensOption {
    @Option(
            names = "--remote-tokens",
            paramLabel = "FILE",
            description = "Present the tokens of that file to the remote executors; its lines are `host[:port] token`."
                    + " Without it: the file that XOOAI_REMOTE_TOKENS names, if any.")
    private @Nullable Path remoteTokens;

    /// The tokens.
    ///
    /// @throws xooai.doc.XooaiException with INVALID_ARGUMENT when the file cannot be read
    HostTokens tokens() {
        return Tokens.forHosts(remoteTokens, System.getenv());
    }
}
