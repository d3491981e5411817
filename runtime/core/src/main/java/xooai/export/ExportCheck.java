package xooai.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Description;
import xooai.executor.Executors;
import xooai.flow.FlowCheck;
import xooai.flow.FlowSettings;
import xooai.flow.FlowSpec;
import xooai.flow.NodeSpec;
import xooai.flow.Problem;

/// Finds what would keep a flow jar from running, before it is made. Loads classes of executors, and makes
/// none of them.
final class ExportCheck {
    private static final String CLASS = "class:";
    private static final String RESOURCE = "classpath:";
    private static final String ENVIRONMENT = "${env:";
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");

    private final FlowSettings settings;
    private final Set<String> schemes = new TreeSet<>();
    private final List<Problem> problems;
    private final Set<String> executors = new TreeSet<>();
    private final Set<String> resources = new TreeSet<>();
    private final Map<String, Description> described = new HashMap<>();

    /// @param drivers the drivers that the jar will hold
    /// @param problems is given what is found
    ExportCheck(FlowSettings settings, Set<String> drivers, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
        Map<String, Set<String>> available = Parts.drivers();
        for (String driver : drivers) {
            Set<String> served = available.get(driver);
            if (served == null) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        "cannot export with the driver `" + driver + "`: there is none; there are "
                                + String.join(", ", available.keySet()));
            }
            schemes.addAll(served);
        }
    }

    /// The classes of the executors that those flows use, sorted.
    Set<String> executorsOf(FlowSpec flow, Map<String, FlowSpec> nested) {
        check(flow, "");
        nested.forEach((name, spec) -> check(spec, name + "/"));
        return executors;
    }

    /// The entries of the class path that the flows' configurations name as `classpath:…`, sorted; known
    /// once the executors are.
    Set<String> resources() {
        return resources;
    }

    private void check(FlowSpec flow, String path) {
        for (NodeSpec node : flow.nodes()) {
            addResources(node.config(), path + node.name());
            String use = node.use();
            if (use != null) {
                checkUse(use, flow.gateway(), path + node.name());
            }
        }
        FlowCheck.problems(flow, this::known)
                .forEach(problem ->
                        problems.add(path.isEmpty() ? problem : new Problem(path + problem.node(), problem.message())));
    }

    private void checkUse(String use, @Nullable String gateway, String node) {
        if (use.startsWith(CLASS)) {
            addExecutor(use.substring(CLASS.length()), node);
        } else if (use.startsWith(ENVIRONMENT)) {
            checkReference(use, node);
        } else if (!use.startsWith("flow:")) {
            checkAddress(use, gateway, node);
        }
    }

    private void addExecutor(String className, String node) {
        try {
            described.computeIfAbsent(className, name -> Executors.describe(settings.loader(), name));
            executors.add(className);
        } catch (XooaiException e) {
            problems.add(new Problem(node, e.error().message()));
        }
    }

    private void addResources(@Nullable Object value, String node) {
        switch (value) {
            case Map<?, ?> map -> map.values().forEach(inner -> addResources(inner, node));
            case List<?> list -> list.forEach(inner -> addResources(inner, node));
            case String text
            when text.startsWith(RESOURCE) -> {
                String entry = text.substring(RESOURCE.length()).replaceFirst("^/+", "");
                if (settings.loader().getResource(entry) == null) {
                    problems.add(new Problem(
                            node, "is configured with " + text + ", and no jar or folder of the class path holds it"));
                } else {
                    resources.add(entry);
                }
            }
            case null, default -> {}
        }
    }

    /// A class cannot be copied when only the environment of the day tells which it is.
    private void checkReference(String use, String node) {
        for (Map.Entry<String, String> variable : settings.environment().entrySet()) {
            if (use.startsWith(ENVIRONMENT + variable.getKey() + "}")
                    && variable.getValue().startsWith(CLASS)) {
                problems.add(new Problem(
                        node,
                        "takes its class from the environment (" + use + "), and a flow jar holds its executors: write "
                                + "the class into the flow"));
            }
        }
    }

    private void checkAddress(String use, @Nullable String gateway, String node) {
        String address = gateway == null || SCHEME.matcher(use).matches() ? use : gateway;
        Matcher matcher = SCHEME.matcher(address);
        if (matcher.matches() && !schemes.contains(matcher.group(1))) {
            problems.add(new Problem(
                    node,
                    "calls " + address + ", and the drivers chosen for the jar call only "
                            + String.join(", ", schemes)));
        }
    }

    private @Nullable Description known(NodeSpec node) {
        String use = node.use();
        return use == null || !use.startsWith(CLASS) ? null : described.get(use.substring(CLASS.length()));
    }
}
