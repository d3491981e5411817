package xooai.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import xooai.driver.ConnectSettings;
import xooai.flow.ActiveNodes;
import xooai.flow.FlowFile;
import xooai.flow.FlowInspection;
import xooai.flow.FlowPins;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.Problem;
import xooai.flow.SubFlows;
import xooai.launch.Printable;

/// `xooai check`.
@Command(
        name = "check",
        description = "Prints everything that is wrong with a flow, one problem a line.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  xooai check diamond.flow.json",
            "  xooai check diamond.flow.json --remote",
            "  xooai check acme.flow.json --class-path acme.jar",
            "",
            "It makes no executor and, without --remote, calls no address. The exit code is 1 when there are problems.",
        })
final class CheckCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "FLOW", description = "A flow file.")
    private Path flow = Path.of("");

    @Option(names = "--remote", description = "Ask remote executors what they take and give, and check that too.")
    private boolean remote;

    @Mixin
    private final RemoteTokensOption remoteTokens = new RemoteTokensOption();

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Mixin
    private final ClassPathOption classPath = new ClassPathOption();

    @Override
    public Integer call() {
        FlowInspection.Option[] options =
                remote ? new FlowInspection.Option[] {FlowInspection.Option.ASK_REMOTE} : new FlowInspection.Option[0];
        FlowSettings settings = Flows.settings(flow, classPath.loader())
                .withTokens(remoteTokens.tokens())
                .withRemote(trust.of(ConnectSettings.DEFAULT));
        FlowSpec spec = FlowFile.read(flow).spec();
        List<Problem> problems = FlowInspection.of(spec, settings, options).problems();
        PrintWriter out = Commands.of(command).commandLine().getOut();
        problems.forEach(problem -> out.println(Printable.line(problem.toString())));
        if (problems.isEmpty()) {
            out.println(flow + ": no problems");
        }
        Set<String> used = SubFlows.used(spec);
        Set<String> called = SubFlows.called(spec);
        notes("", spec, true, out);
        SubFlows.names(spec).forEach(name -> {
            FlowSpec inside = used.contains(name) ? SubFlows.inside(spec, name) : null;
            if (inside != null) {
                notes("#" + name + "/", inside, called.contains(name), out);
            }
        });
        SubFlows.names(spec).stream()
                .filter(name -> !used.contains(name))
                .forEach(name ->
                        out.println(Printable.line("note: the flow does not use the sub-flow \"" + name + "\"")));
        out.flush();
        return problems.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /// What is no problem, and yet worth to know.
    ///
    /// @param where before the name of a node: of a sub-flow, its name
    /// @param called whether its nodes are called when the flow is
    private static void notes(String where, FlowSpec spec, boolean called, PrintWriter out) {
        ActiveNodes active = ActiveNodes.of(spec);
        spec.nodes().stream()
                .filter(node -> !active.runs(node.name()))
                .forEach(node ->
                        out.println(Printable.line("note: " + where + node.name() + " is " + active.why(node.name()))));
        FlowPins.nodes(spec).stream()
                .filter(node -> called && active.runs(node))
                .forEach(node -> out.println(Printable.line("note: " + where + node
                        + " is pinned in the designer; where the flow is served or exported, it is called")));
    }
}
