package xooai.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Flow files for tests.
final class FlowFiles {
    /// Two shouts side by side and a whisper of what one of them said.
    static final String SHOUTING = """
        {"xooai": 1, "name": "shouting", "nodes": {
          "loud": {"use": "class:acme.Shout", "on": "shout"},
          "quiet": {"use": "class:acme.Whisper", "on": "whisper", "needs": ["loud"]}}}
        """;

    private FlowFiles() {}

    static Path write(Path folder, String name, String json) throws IOException {
        return Files.writeString(folder.resolve(name), json);
    }

    /// A flow with one node.
    static String of(String name, String node) {
        return "{\"xooai\": 1, \"name\": \"" + name + "\", \"nodes\": {\"only\": " + node + "}}";
    }
}
