package xooai.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import xooai.launch.Failures;
import xooai.launch.Version;

/// The command `xooai`.
@Command(
        name = "xooai",
        description = "Serves, calls, checks, tests, compares, merges and exports flows of executors.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            CallCommand.class,
            DescribeCommand.class,
            CheckCommand.class,
            TestCommand.class,
            DiffCommand.class,
            MergeCommand.class,
            ExportCommand.class,
            TrainCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 the command was written wrongly.",
            "",
            "Examples:",
            "  xooai check diamond.flow.json",
            "  xooai serve diamond.flow.json --http 8080",
            "  xooai call http://127.0.0.1:8080/diamond --doc '{\"text\":\"Aa\"}'",
            "  xooai export diamond.flow.json -o diamond.jar",
        })
public final class Xooai implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    private Xooai() {}

    /// Runs a command and ends the process with its exit code.
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// The command line, ready to execute arguments.
    public static CommandLine commandLine() {
        return Failures.reportedBy(new CommandLine(new Xooai()));
    }

    /// Called without a subcommand.
    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(
                    command.commandLine(), "say what to do: serve, call, describe, check, test, diff, merge or export");
        }
    }
}
