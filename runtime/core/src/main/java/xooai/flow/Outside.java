package xooai.flow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import xooai.doc.XooaiException;

/// What a flow reaches outside of this machine's programs: whom it calls, and which variables of the
/// environment it reads. A person may look at it before the flow of somebody else is run.
///
/// @param addresses the addresses that its nodes call, as they are written, in order of the alphabet
/// @param variables the names of the variables, in order of the alphabet
public record Outside(List<String> addresses, List<String> variables) {
    private static final int MOST_FLOWS = 1_000;

    public Outside {
        addresses = List.copyOf(addresses);
        variables = List.copyOf(variables);
    }

    /// Whether there is nothing to look at.
    public boolean isEmpty() {
        return addresses.isEmpty() && variables.isEmpty();
    }

    /// What that flow and the flows that it uses reach. Reads files; connects nowhere. Flows that cannot be
    /// read reach nothing: they cannot run either.
    ///
    /// @param directory what the path of a `flow:` is relative to
    public static Outside of(FlowSpec spec, Path directory) {
        Collecting all = new Collecting();
        all.add(spec, directory);
        return new Outside(new ArrayList<>(all.addresses), new ArrayList<>(all.variables));
    }

    private static final class Collecting {
        private final Set<String> addresses = new TreeSet<>();
        private final Set<String> variables = new TreeSet<>();
        private final Set<Path> seen = new HashSet<>();

        void add(FlowSpec spec, Path directory) {
            variables.addAll(Environment.namesIn(spec.gateway()));
            ActiveNodes active = ActiveNodes.of(spec);
            for (NodeSpec node : spec.nodes()) {
                if (!active.runs(node.name())) {
                    continue; // It calls nobody.
                }
                variables.addAll(Environment.namesIn(node.use()));
                variables.addAll(Environment.namesIn(node.config()));
                switch (NodeUse.of(spec, node)) {
                    case NodeUse.Remote remote -> addresses.add(remote.address());
                    case NodeUse.OfEnvironment unknown -> addresses.add(unknown.text());
                    case NodeUse.OtherFlow other -> addNested(spec, directory, other.path());
                    case NodeUse.Nothing _, NodeUse.LocalClass _, NodeUse.Unusable _ -> {}
                }
            }
        }

        private void addNested(FlowSpec spec, Path directory, String path) {
            if (path.startsWith(SubFlows.HERE)) {
                FlowSpec inside = SubFlows.inside(spec, path.substring(SubFlows.HERE.length()));
                Path place = directory.resolve(path).toAbsolutePath();
                if (inside != null && seen.size() < MOST_FLOWS && seen.add(place)) {
                    add(inside, directory);
                }
                return;
            }
            Path file = directory.resolve(path).toAbsolutePath().normalize();
            if (seen.size() == MOST_FLOWS || !seen.add(file)) {
                return;
            }
            try {
                Path parent = file.getParent();
                add(FlowFile.read(file).spec(), parent == null ? directory : parent);
            } catch (XooaiException _) {
                // Its start says why it cannot be read.
            }
        }
    }
}
