package xooai.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.flow.Flow;
import xooai.flow.FlowFile;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.Outside;
import xooai.flow.TestCase;
import xooai.flow.TestCases;
import xooai.launch.Printable;
import xooai.launch.StoreOptions;
import xooai.store.SafeFile;
import xooai.test.Difference;
import xooai.test.FlowTester;
import xooai.test.TestResult;

/// `xooai test`.
@Command(
        name = "test",
        description = "Runs the tests of a flow and says in what its answers differ from what is expected.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  xooai test diamond.flow.json",
            "  xooai test diamond.flow.json --only greets --only 'refuses*'",
            "  xooai test acme.flow.json --class-path acme.jar --junit target/flow-tests.xml",
            "",
            "The tests are in the flow file, under `tests`; the designer's \"Make this a test\" writes them. They run"
                + " in this process; remote nodes are called. The exit code is 0 when all passed, 1 when one did not"
                + " or there was none to run.",
        })
final class TestCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "FLOW", description = "A flow file.")
    private Path file = Path.of("");

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "Run the test of that name alone; `*` stands for any text. May be given several times.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--offline",
            description =
                    "Run only what stays on this machine: a flow that calls an address or reads the environment is"
                            + " refused. For flows of others, as a build server gets them.")
    private boolean offline;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the results there too, as JUnit's XML.")
    private @Nullable Path junit;

    @Mixin
    private final RemoteTokensOption remoteTokens = new RemoteTokensOption();

    @Mixin
    private final StoreOptions stores = new StoreOptions();

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Mixin
    private final ClassPathOption classPath = new ClassPathOption();

    @Override
    public Integer call() {
        FlowFile flow = Flows.readWhole(file);
        List<TestCase> tests = chosen(TestCases.of(flow.spec()));
        checkReport();
        checkOutside(flow.spec());
        PrintWriter out = Commands.of(command).commandLine().getOut();
        List<TestResult> results = new ArrayList<>();
        ConnectSettings remote = trust.of(ConnectSettings.DEFAULT);
        remote = remote.withRefs(stores.of(remote.refs(), System.getenv()));
        FlowSettings settings = Flows.settings(file, classPath.loader())
                .withTokens(remoteTokens.tokens())
                .withRemote(remote);
        try (Flow made = Flow.of(flow.spec(), settings)) {
            FlowTester tester = new FlowTester(made, Flows.directory(file), remote.refs());
            for (TestCase test : tests) {
                TestResult result = tester.run(test);
                results.add(result);
                print(result, out);
            }
        }
        long failed = results.stream().filter(result -> !result.isPassed()).count();
        out.println(summary(results.size(), failed));
        out.flush();
        report(flow.spec().name(), results);
        return failed == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void checkOutside(FlowSpec flow) {
        Outside outside = Outside.of(flow, Flows.directory(file));
        if (!offline) {
            Flows.tellOutside(flow, file, Commands.of(command).commandLine().getErr());
        } else if (!outside.isEmpty()) {
            throw new XooaiException(
                    Code.PERMISSION_DENIED,
                    "the flow " + flow.name() + " was not run, because of --offline: it "
                            + (outside.addresses().isEmpty()
                                    ? "reads the environment variables " + String.join(", ", outside.variables())
                                    : "calls " + String.join(", ", outside.addresses())));
        }
    }

    /// A report goes into a file of its own: nothing that is a device, and not the flow.
    private void checkReport() {
        Path target = junit;
        if (target == null || !Files.exists(target)) {
            return;
        }
        try {
            if (!Files.isRegularFile(target) || Files.isSameFile(target, file)) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        "cannot write the report " + target + ": it is "
                                + (Files.isRegularFile(target) ? "the flow itself" : "no regular file"));
            }
        } catch (IOException e) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION, "cannot write the report " + target + ": " + SafeFile.reason(e), e);
        }
    }

    private List<TestCase> chosen(List<TestCase> tests) {
        if (tests.isEmpty()) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "there is no test in " + file + "; the designer's \"Make this a test\" writes one under `tests`");
        }
        if (only.isEmpty()) {
            return tests;
        }
        List<TestCase> chosen = tests.stream()
                .filter(test -> only.stream().anyMatch(name -> Wildcard.matches(name, test.name())))
                .toList();
        if (chosen.isEmpty()) {
            throw new XooaiException(
                    Code.NOT_FOUND,
                    "there is no test " + String.join(" or ", only) + " in " + file + "; there are "
                            + String.join(
                                    ", ", tests.stream().map(TestCase::name).toList()));
        }
        return chosen;
    }

    private static void print(TestResult result, PrintWriter out) {
        out.println((result.isPassed() ? "passed " : "FAILED ")
                + Printable.line(result.test().name()) + " (" + time(result) + ")");
        for (Difference difference : result.differences()) {
            out.println("       " + Printable.line(difference.toString()));
        }
        out.flush();
    }

    private static String time(TestResult result) {
        return String.format(Locale.ROOT, "%.1f ms", result.took().toNanos() / 1e6);
    }

    private static String summary(int all, long failed) {
        String tests = all == 1 ? "1 test" : all + " tests";
        return failed == 0 ? tests + " passed" : failed + " of " + tests + " failed";
    }

    private void report(String flow, List<TestResult> results) {
        Path target = junit;
        if (target == null) {
            return;
        }
        try {
            // A link is followed: who made it wants the report where it leads.
            Path real = Files.exists(target) ? target.toRealPath() : target;
            SafeFile.write(real, out -> JUnitReport.write(flow, results, out));
        } catch (IOException e) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION, "cannot write the report " + target + ": " + SafeFile.reason(e), e);
        }
    }
}
