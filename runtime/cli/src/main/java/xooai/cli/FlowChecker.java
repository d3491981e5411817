package xooai.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.XooaiException;
import xooai.driver.ConnectSettings;
import xooai.driver.Description;
import xooai.executor.Executors;
import xooai.flow.FlowCheck;
import xooai.flow.FlowFile;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Problem;

/// Finds what is wrong with a flow and the flows it uses, from what can be known without making an
/// executor.
final class FlowChecker {
    private static final String CLASS = "class:";
    private static final String FLOW = "flow:";
    private static final Duration TO_DESCRIBE = Duration.ofSeconds(10);

    private final ClassLoader loader;
    private final boolean remote;
    private final Deque<Path> open = new ArrayDeque<>();

    /// @param remote whether remote executors are asked what they are
    FlowChecker(ClassLoader loader, boolean remote) {
        this.loader = loader;
        this.remote = remote;
    }

    /// Everything that is wrong with the flow of that file.
    ///
    /// @throws XooaiException when it cannot be read at all
    List<Problem> check(Path file) {
        FlowFile flow = Flows.read(file);
        Set<Problem> problems = new LinkedHashSet<>(flow.problems());
        problems.addAll(check(flow.spec(), file.toAbsolutePath().normalize()));
        return List.copyOf(problems);
    }

    private List<Problem> check(FlowSpec spec, Path file) {
        List<Problem> found = new ArrayList<>();
        open.push(file);
        Map<NodeSpec, Description> described = new HashMap<>();
        for (NodeSpec node : spec.nodes()) {
            Description description = known(node, spec, file, found);
            if (description != null) {
                described.put(node, description);
            }
        }
        open.pop();
        Set<Problem> problems = new LinkedHashSet<>(FlowCheck.problems(spec, described::get));
        problems.addAll(found);
        return List.copyOf(problems);
    }

    private @Nullable Description known(NodeSpec node, FlowSpec spec, Path file, List<Problem> found) {
        String use = node.use();
        if (use == null || use.contains("${env:")) {
            return null;
        }
        try {
            if (use.startsWith(CLASS)) {
                return Executors.describe(loader, use.substring(CLASS.length()));
            }
            if (use.startsWith(FLOW)) {
                checkNested(node.name(), file.resolveSibling(use.substring(FLOW.length())), found);
                return null;
            }
            return remote ? described(use, spec.gateway()) : null;
        } catch (XooaiException e) {
            found.add(new Problem(node.name(), String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static @Nullable Description described(String use, @Nullable String gateway) {
        String address = use.contains("://") || gateway == null ? use : slashed(gateway) + use;
        List<Description> all = Remotes.describe(Subject.address(address), ConnectSettings.DEFAULT, TO_DESCRIBE);
        return all.size() == 1 && !URI.create(address).getPath().isEmpty() ? all.getFirst() : null;
    }

    private static String slashed(String gateway) {
        return gateway.endsWith("/") ? gateway : gateway + "/";
    }

    private void checkNested(String node, Path file, List<Problem> found) {
        Path nested = file.normalize();
        if (open.contains(nested)) {
            found.add(new Problem(node, "uses " + nested.getFileName() + ", which uses itself in the end"));
            return;
        }
        FlowFile flow = Flows.read(nested);
        List<Problem> problems = new ArrayList<>(flow.problems());
        problems.addAll(check(flow.spec(), nested));
        for (Problem problem : problems) {
            found.add(new Problem(node, "in " + nested.getFileName() + ", " + problem));
        }
    }
}
