package xooai.export;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.flow.FlowInspection;
import xooai.flow.NodeSpec;
import xooai.flow.NodeUse;
import xooai.flow.Problem;

/// Finds what would keep a flow jar from running, before it is made, and what of the flow it cannot hold.
final class ExportCheck {
    private static final String RESOURCE = "classpath:";

    private final ClassLoader loader;
    private final Set<String> schemes = new TreeSet<>();
    private final Set<FlowInspection> seen = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> executors = new TreeSet<>();
    private final Set<String> resources = new TreeSet<>();

    /// @param drivers the drivers that the jar will hold
    ExportCheck(ClassLoader loader, Set<String> drivers) {
        this.loader = loader;
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

    /// Looks at a flow and the flows it uses.
    void check(FlowInspection flow) {
        problems.addAll(flow.problems());
        check(flow, problem -> problem);
        for (String name : new TreeSet<>(flow.unset())) {
            notes.add("the environment variable " + name + " is not set here; the jar does not start without it");
        }
    }

    /// Everything that is wrong.
    List<Problem> problems() {
        return problems;
    }

    /// What the jar needs where it runs, and does not hold: a sentence each.
    List<String> notes() {
        return notes;
    }

    /// The classes of the executors that the flows use, sorted.
    Set<String> executors() {
        return executors;
    }

    /// The entries of the class path that the flows' configurations name as `classpath:…`, sorted.
    Set<String> resources() {
        return resources;
    }

    /// @param place says in which nested flow a problem is
    private void check(FlowInspection flow, UnaryOperator<Problem> place) {
        if (!seen.add(flow)) {
            return;
        }
        for (NodeSpec node : flow.spec().nodes()) {
            if (!flow.active().runs(node.name())) {
                continue; // The jar needs nothing for a node that calls nothing.
            }
            checkConfig(node.config(), node, place);
            checkUse(flow.use(node), node, place);
            FlowInspection nested = flow.nested().get(node.name());
            if (nested != null) {
                check(nested, inner -> place.apply(inner.within(node.name(), String.valueOf(node.use()))));
            }
        }
    }

    private void checkUse(NodeUse use, NodeSpec node, UnaryOperator<Problem> place) {
        boolean copied = use instanceof NodeUse.LocalClass || use instanceof NodeUse.OtherFlow;
        if (copied && NodeUse.parse(node.use(), null) instanceof NodeUse.OfEnvironment) {
            add(
                    node,
                    place,
                    "takes what it runs from the environment (" + node.use() + "), and a flow jar holds what it runs:"
                            + " write it into the flow");
        } else if (use instanceof NodeUse.LocalClass local) {
            executors.add(local.className());
        } else if (use instanceof NodeUse.Remote remote && !schemes.contains(remote.scheme())) {
            add(
                    node,
                    place,
                    "calls " + remote.address() + ", and the drivers chosen for the jar call only "
                            + String.join(", ", schemes));
        }
    }

    private void add(NodeSpec node, UnaryOperator<Problem> place, String message) {
        problems.add(place.apply(new Problem(node.name(), message)));
    }

    private void checkConfig(@Nullable Object value, NodeSpec node, UnaryOperator<Problem> place) {
        switch (value) {
            case Map<?, ?> map -> map.values().forEach(inner -> checkConfig(inner, node, place));
            case List<?> list -> list.forEach(inner -> checkConfig(inner, node, place));
            case String text when text.startsWith(RESOURCE) -> checkResource(text, node, place);
            case String text
            when isFile(text) ->
                notes.add(place.apply(new Problem(
                                node.name(),
                                "is configured with the file " + text + ", which the jar does not hold and needs at "
                                        + "that path where it runs; to carry it, put it on the class path and write "
                                        + RESOURCE + "…"))
                        .toString());
            case null, default -> {}
        }
    }

    private void checkResource(String text, NodeSpec node, UnaryOperator<Problem> place) {
        String entry = text.substring(RESOURCE.length()).replaceFirst("^/+", "");
        if (loader.getResource(entry) == null) {
            add(node, place, "is configured with " + text + ", and no jar or folder of the class path holds it");
        } else {
            resources.add(entry);
        }
    }

    /// Whether a text of a configuration is there as a file, seen from where this program runs, as an executor
    /// would see it.
    private static boolean isFile(String text) {
        try {
            return (text.indexOf('.') >= 0 || text.indexOf('/') >= 0) && Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException _) {
            return false;
        }
    }
}
