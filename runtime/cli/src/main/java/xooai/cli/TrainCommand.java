package xooai.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;
import xooai.driver.Server;
import xooai.flow.Flow;
import xooai.flow.FlowFile;

/// `xooai train`, which nobody needs to know: goes through the other commands with a flow, so that what the JVM
/// learns of classes and methods meanwhile makes later starts quick.
@Command(
        name = "train",
        hidden = true,
        description = "Goes through the other commands with a flow and says nothing, for -XX:AOTMode=record.")
final class TrainCommand implements Callable<Integer> {
    private static final int CALLS = 200;

    @Parameters(paramLabel = "FLOW", description = "A flow file that takes texts.")
    private Path flow = Path.of("");

    @Override
    public Integer call() {
        String file = flow.toString();
        run("--help");
        run("check", file);
        run("describe", file);
        serve(file);
        return ExitCode.OK;
    }

    private void serve(String file) {
        ClassLoader loader = TrainCommand.class.getClassLoader();
        try (Flow served = Flow.of(FlowFile.read(flow).spec(), Flows.settings(flow, loader));
                Server server = served.serve("http://127.0.0.1:0")) {
            for (int i = 0; i < CALLS; i++) {
                run(
                        "call",
                        server.address().toString(),
                        "--doc",
                        "{\"text\":\"text " + i + " of " + file.length() + "\"}");
            }
        }
    }

    private static void run(String... arguments) {
        List<String> said = new ArrayList<>();
        CommandLine line = Xooai.commandLine();
        line.setOut(new PrintWriter(Writer.nullWriter()));
        line.setErr(new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int count) {
                said.add(new String(text, from, count));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        }));
        if (line.execute(arguments) != ExitCode.OK) {
            throw new IllegalStateException(
                    "`xooai " + String.join(" ", arguments) + "` failed in training: " + String.join("", said));
        }
    }
}
