package xooai.designer.files;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.HostTokens;

/// The tokens for remote executors, in a file of its own that only its owner reads: they are never part of a
/// flow. Each goes to the host and port that it was given for. Confined to the FX thread.
public final class RemoteTokens {
    private final HostFile file;
    private HostTokens tokens = HostTokens.NONE;

    /// The tokens in `remote-tokens` of that directory; none where there is no such file.
    public RemoteTokens(Path directory) {
        this.file = new HostFile(directory.resolve("remote-tokens"), "tokens");
        try {
            tokens = HostTokens.parse(file.read());
        } catch (XooaiException e) {
            file.refuse(e.error().message());
        }
    }

    /// Why the file could not be read; empty when it could. It is not written to then.
    public String problem() {
        return file.problem();
    }

    /// What is presented to which host.
    public HostTokens tokens() {
        return tokens;
    }

    /// Keeps a token for the host and port of that address, and presents it from now on.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT when it cannot travel in a header, FAILED_PRECONDITION when
    ///     it cannot be kept
    public void put(URI address, String token) {
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, "The token holds characters that cannot travel: letters, digits, -._~+/=");
        }
        Map<String, String> all = new HashMap<>(tokens.byHost());
        all.put(address.getRawAuthority(), token);
        HostTokens changed = new HostTokens(all);
        file.write(changed.byHost());
        tokens = changed;
    }
}
