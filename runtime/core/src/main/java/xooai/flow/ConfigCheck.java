package xooai.flow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is wrong with the configurations of a flow's nodes: one check, in the same words, for what starts a flow,
/// the command line and the designer.
public final class ConfigCheck {
    private ConfigCheck() {}

    /// Knows of configurations whether they fit.
    @FunctionalInterface
    public interface Verdicts {
        /// Everything that keeps that configuration from fitting that class, as
        /// [xooai.executor.Executors#configProblems] says it; empty when it fits, or while that is not known.
        ///
        /// @param open the fields whose values are not known yet
        List<String> wrong(String className, Map<String, @Nullable Object> config, Set<String> open);
    }

    /// What is wrong with the configurations of the nodes that run, and the variables of the environment that those
    /// nodes name and that are not set. Loads nothing itself.
    ///
    /// @param environment what `${env:NAME}` stands for
    public static List<Problem> problems(FlowSpec spec, Map<String, String> environment, Verdicts verdicts) {
        ActiveNodes active = ActiveNodes.of(spec);
        Set<Problem> problems = new LinkedHashSet<>();
        FlowSpec resolved = spec;
        if (isOfEnvironment(spec)) {
            Environment variables = new Environment(environment, (node, name) -> {
                if (node.isEmpty() || active.runs(node)) {
                    problems.add(unset(node, name));
                }
            });
            resolved = variables.resolve(spec);
        }
        for (NodeSpec node : resolved.nodes()) {
            if (active.runs(node.name())) {
                look(node, NodeUse.of(resolved, node), verdicts, problems::add);
            }
        }
        return new ArrayList<>(problems);
    }

    private static boolean isOfEnvironment(FlowSpec spec) {
        return Environment.isReferredToIn(spec.gateway())
                || spec.nodes().stream()
                        .anyMatch(node ->
                                Environment.isReferredToIn(node.use()) || Environment.isReferredToIn(node.config()));
    }

    /// The problem that a variable of the environment is not set.
    static Problem unset(String node, String name) {
        return new Problem(node, "uses ${env:" + name + "}, and the environment variable " + name + " is not set");
    }

    /// Tells what is wrong with the configuration of one node, with the environment put in.
    static void look(NodeSpec node, NodeUse use, Verdicts verdicts, Consumer<Problem> found) {
        switch (use) {
            case NodeUse.LocalClass local ->
                verdicts.wrong(local.className(), node.config(), open(node))
                        .forEach(wrong -> found.accept(new Problem(node.name(), "`config`: " + wrong)));
            case NodeUse.OfEnvironment _ -> {}
            case NodeUse.OtherFlow _, NodeUse.Remote _, NodeUse.Nothing _, NodeUse.Unusable _ -> {
                if (!node.config().isEmpty()) {
                    found.accept(new Problem(
                            node.name(),
                            "`config` is only for an executor of the class path, and this node runs none"));
                }
            }
        }
    }

    private static Set<String> open(NodeSpec node) {
        return node.config().entrySet().stream()
                .filter(entry -> Environment.isReferredToIn(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
