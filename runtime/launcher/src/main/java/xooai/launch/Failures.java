package xooai.launch;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import xooai.doc.XooaiException;
import xooai.store.GivenPath;

/// Tells a person what failed: one sentence on the error stream, and the exit code 1 for what failed, 2 for
/// a command that was written wrongly. The stack trace is shown only when `--debug` asks for it.
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    /// The option that shows stack traces.
    public static final String DEBUG = "--debug";

    private Failures() {}

    /// Makes a command line and all its subcommands report their failures so, and know the option
    /// `--debug`. What they print is UTF-8 whatever the terminal's language.
    public static CommandLine reportedBy(CommandLine commandLine) {
        Failures failures = new Failures();
        commandLine
                .getCommandSpec()
                .addOption(OptionSpec.builder(DEBUG)
                        .description("Show stack traces of failures.")
                        .scopeType(ScopeType.INHERIT)
                        .build());
        return commandLine
                .registerConverter(Path.class, Failures::path)
                .setOut(new PrintWriter(System.out, false, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, false, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    private static Path path(String text) {
        try {
            return GivenPath.of(text);
        } catch (XooaiException e) {
            throw new TypeConversionException(e.error().message());
        }
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        boolean trace =
                result.hasMatchedOption(DEBUG) || command.getParseResult().hasMatchedOption(DEBUG);
        Report.failure(failure, command.getErr(), trace);
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Printable.line(String.valueOf(failure.getMessage())) + ". See `"
                + command.getCommandSpec().qualifiedName() + " --help`.");
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
