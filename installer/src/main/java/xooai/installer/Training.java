package xooai.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Trains the AOT caches: the program runs once through what people do most, and what Java loaded and linked is kept
/// beside the jars. It halves the work of a start.
final class Training {
    /// Without profiles of the training: by them a start would compile with the dear compiler what a training used
    /// often
    /// and a start does not, which takes more of the processor than all else that it does.
    private static final String PLAIN = "-XX:TieredStopAtLevel=1";

    private final Path app;
    private final Path java;
    private final Path home;
    private final Path flow;

    /// @param app where the jars are, and the caches will be
    /// @param java what runs the program
    Training(Build build, Path app, Path java) {
        this.app = app;
        this.java = java;
        this.home = build.work().resolve("training");
        this.flow = build.root().resolve("sample-flows/diamond/diamond.flow.json");
    }

    /// Trains the caches of both commands.
    ///
    /// @param jars the class path, as the launchers have it
    void train(List<String> jars) throws IOException {
        Files.createDirectories(home);
        train(jars, Launchers.Command.LINE, List.of("train", flow.toString()));
        train(jars, Launchers.Command.DESIGNER, List.of("--train"));
    }

    private void train(List<String> jars, Launchers.Command command, List<String> arguments) throws IOException {
        Path cache = app.resolve(command.cache());
        Path recorded = home.resolve(command.name() + ".aotconf");
        List<String> program = Launchers.arguments(command, app, jars);
        run(program, arguments, PLAIN, "-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded);
        run(program, List.of(), "-XX:AOTMode=create", "-XX:AOTConfiguration=" + recorded, "-XX:AOTCache=" + cache);
        if (!Files.exists(cache)) {
            throw new IllegalStateException("the training of " + command.name() + " left no cache at " + cache);
        }
    }

    private void run(List<String> program, List<String> arguments, String... flags) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(List.of(flags));
        command.addAll(program);
        command.addAll(arguments);
        Tool.of(command).with(environment()).run();
    }

    private Map<String, String> environment() {
        return Map.of(
                "HOME",
                home.toString(),
                "XDG_CONFIG_HOME",
                home.resolve("config").toString(),
                "XDG_CACHE_HOME",
                home.resolve("cache").toString(),
                "XDG_STATE_HOME",
                home.resolve("state").toString(),
                "XDG_DATA_HOME",
                home.resolve("data").toString());
    }
}
