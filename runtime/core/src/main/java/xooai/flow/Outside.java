package xooai.flow;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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
        all.add(spec, new Place(null, ""), directory);
        return new Outside(new ArrayList<>(all.addresses), new ArrayList<>(all.variables));
    }

    /// Where a flow stands.
    ///
    /// @param file its file; null for that of the outermost flow
    /// @param inside the name of a sub-flow in that file; empty for the flow that the file is
    private record Place(@Nullable Path file, String inside) {}

    private static final class Collecting {
        private final Set<String> addresses = new TreeSet<>();
        private final Set<String> variables = new TreeSet<>();
        private final Set<Place> seen = new HashSet<>();

        void add(FlowSpec spec, Place at, Path directory) {
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
                    case NodeUse.OtherFlow other -> addNested(spec, at, directory, other.path());
                    case NodeUse.Nothing _, NodeUse.LocalClass _, NodeUse.Unusable _ -> {}
                }
            }
        }

        private void addNested(FlowSpec spec, Place at, Path directory, String path) {
            if (path.startsWith(SubFlows.HERE)) {
                String name = path.substring(SubFlows.HERE.length());
                FlowSpec inside = SubFlows.inside(spec, name);
                if (inside != null && isNew(new Place(at.file(), name))) {
                    add(inside, new Place(at.file(), name), directory);
                }
                return;
            }
            try {
                Path file = directory.resolve(path).toAbsolutePath().normalize();
                Path parent = file.getParent();
                Place place = new Place(file, "");
                if (isNew(place)) {
                    add(FlowFile.read(file).spec(), place, parent == null ? directory : parent);
                }
            } catch (XooaiException | InvalidPathException _) {
                // Its start says why it cannot be read.
            }
        }

        private boolean isNew(Place place) {
            return seen.size() < MOST_FLOWS && seen.add(place);
        }
    }
}
