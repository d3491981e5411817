package xooai.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.flow.NodeUse;
import xooai.store.GivenPath;

/// What a command is about: a flow in a file, an executor's class, or an address.
sealed interface Subject {
    /// A flow.
    record FlowFileAt(Path file) implements Subject {}

    /// An executor of the class path.
    record ExecutorClass(String className) implements Subject {}

    /// Something that is served.
    record Remote(URI address) implements Subject {}

    /// Tells which it is: an address has `://`, a class is a Java name or starts with `class:`, and
    /// anything that exists or ends with `.json` is a flow.
    static Subject of(String text) {
        if (text.startsWith(NodeUse.CLASS)) {
            return new ExecutorClass(text.substring(NodeUse.CLASS.length()));
        }
        if (text.contains("://")) {
            return new Remote(address(text));
        }
        Path file = GivenPath.of(text);
        if (!text.endsWith(".json")
                && !Files.exists(file)
                && Names.CLASS.matcher(text).matches()) {
            return new ExecutorClass(text);
        }
        return new FlowFileAt(file);
    }

    /// The address of that text.
    static URI address(String text) {
        try {
            URI address = new URI(text);
            if (address.getScheme() == null || address.getHost() == null) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        "`" + text + "` is no address; one looks like http://127.0.0.1:8080/flow");
            }
            return address;
        } catch (URISyntaxException e) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "`" + text + "` is no address: " + e.getReason(), e);
        }
    }

    /// How Java names look.
    final class Names {
        private static final Pattern CLASS =
                Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

        private Names() {}
    }
}
