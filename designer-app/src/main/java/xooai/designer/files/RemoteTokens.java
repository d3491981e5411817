package xooai.designer.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import xooai.designer.shared.Bounded;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.HostTokens;

/// The tokens for remote executors, in a file of its own that only its owner reads: they are never part of a
/// flow. Each goes to the host and port that it was given for. Confined to the FX thread.
public final class RemoteTokens {
    private static final int MOST_BYTES = 1 << 20;

    private final Path file;
    private HostTokens tokens = HostTokens.NONE;
    private String problem = "";

    /// The tokens in `remote-tokens` of that directory; none where there is no such file.
    public RemoteTokens(Path directory) {
        this.file = directory.resolve("remote-tokens");
        if (Files.exists(file)) {
            read();
        }
    }

    private void read() {
        try {
            tokens = HostTokens.parse(new String(Bounded.read(file, MOST_BYTES, "a file of tokens"), UTF_8));
        } catch (IOException e) {
            problem = "Tried to read " + file + ": " + Bounded.reason(e);
        } catch (XooaiException e) {
            problem = "Tried to read " + file + ": " + e.error().message();
        }
    }

    /// Why the file could not be read; empty when it could. It is not written to then.
    public String problem() {
        return problem;
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
        if (!problem.isEmpty()) {
            throw new XooaiException(Code.FAILED_PRECONDITION, problem);
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, "The token holds characters that cannot travel: letters, digits, -._~+/=");
        }
        Map<String, String> all = new TreeMap<>(tokens.byHost());
        all.put(address.getRawAuthority(), token);
        HostTokens changed = new HostTokens(all);
        StringBuilder lines = new StringBuilder();
        changed.byHost()
                .forEach((host, each) ->
                        lines.append(host).append(' ').append(each).append('\n'));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            SafeFile.writePrivate(file, lines.toString().getBytes(UTF_8));
        } catch (IOException e) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION, "Tried to keep the token in " + file + ": " + Bounded.reason(e), e);
        }
        tokens = changed;
    }
}
