package xooai.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/// One run of the command line in this process.
///
/// @param code its exit code
/// @param out what it printed
/// @param err what it complained of
record Run(int code, String out, String err) {
    static Run of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Xooai.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = line.execute(arguments);
        return new Run(code, out.toString(), err.toString());
    }
}
