package xooai.designer.wires;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Edit;
import xooai.designer.design.Wire;
import xooai.doc.Fit;
import xooai.doc.PortType;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;
import xooai.flow.NodeSpec;
import xooai.flow.WireCheck;

/// How a wire that does not fit can be mended: by a converter in it, or by another executor or endpoint at one of
/// its ends.
public final class WireFixes {
    private WireFixes() {}

    /// One way to mend a wire.
    ///
    /// @param title what is done
    /// @param detail what that means for the rest
    /// @param types what then goes in and out, such as `Text → Text`
    /// @param edit does it, as one step; makes the wire too where there is none
    public record WireFix(String title, String detail, String types, Edit edit) {}

    /// Something that a node could run instead.
    public record Choice(String title, NodeSpec node, EndpointDescription endpoint) {}

    /// A converter in the wire, with what it does suggested; null where none is installed, or where nothing of what
    /// is given could become what is taken.
    public static @Nullable WireFix converter(DesignModel model, Wire wire) {
        PortType given = model.ports().wires().gives(wire.from());
        PortType taken = model.ports().wires().takes(wire.to());
        if (given == null
                || taken == null
                || model.ports().wires().fit(wire.from(), wire.to()).isOk()) {
            return null;
        }
        FieldMapping mapping = FieldMapping.suggest(given.schema(), taken.schema());
        NodeSpec node = Converter.node("convert", mapping);
        if (mapping.isEmpty() || model.describe(node) == null) {
            return null;
        }
        return new WireFix(
                "Insert converter",
                mapping.summary(),
                given.schema().typeName() + " → " + taken.schema().typeName(),
                Converter.insert(model.design(), wire, mapping));
    }

    /// What the ends of the wire could run instead, so that it fits: other endpoints of their executors first, and
    /// what breaks no other wire before what does.
    ///
    /// @param choices what else there is
    public static List<WireFix> changes(DesignModel model, Wire wire, List<Choice> choices) {
        List<Ranked> found = new ArrayList<>();
        for (boolean target : new boolean[] {true, false}) {
            NodeSpec node = model.design().node(target ? wire.to() : wire.from());
            if (node == null) {
                continue;
            }
            own(model, node).forEach(choice -> add(model, wire, node, target, choice, 0, found));
            choices.stream()
                    .filter(choice -> !isSame(choice.node(), node))
                    .forEach(choice -> add(model, wire, node, target, choice, 1, found));
        }
        found.sort(Comparator.comparingInt(Ranked::rank));
        return found.stream().map(Ranked::fix).toList();
    }

    private record Ranked(int rank, WireFix fix) {}

    private static boolean isSame(NodeSpec one, NodeSpec other) {
        return one.use() != null && one.use().equals(other.use());
    }

    private static List<Choice> own(DesignModel model, NodeSpec node) {
        Description description = model.describe(node);
        EndpointDescription now = model.ports().endpoint(node);
        if (description == null || node.use() == null || !node.use().startsWith("class:")) {
            return List.of();
        }
        return description.endpoints().stream()
                .filter(endpoint -> now == null || !endpoint.path().equals(now.path()))
                .map(endpoint -> new Choice(endpoint.path(), node.withOn(endpoint.path()), endpoint))
                .toList();
    }

    private static void add(
            DesignModel model, Wire wire, NodeSpec node, boolean target, Choice choice, int rank, List<Ranked> found) {
        EndpointDescription endpoint = choice.endpoint();
        PortType other = target
                ? model.ports().wires().gives(wire.from())
                : model.ports().wires().takes(wire.to());
        PortType own = target ? (endpoint.branchesApart() ? null : endpoint.takes()) : endpoint.gives();
        Fit fit = target ? WireCheck.fit(other, own) : WireCheck.fit(own, other);
        if (!fit.isOk()) {
            return;
        }
        List<Wire> broken = broken(model, wire, node.name(), endpoint);
        boolean vague = own == null || own.isAny();
        found.add(new Ranked(
                rank + (vague ? 2 : 0) + (broken.isEmpty() ? 0 : 4),
                new WireFix(
                        "Let " + node.name() + " run " + choice.title(),
                        broken.isEmpty() ? "" : "then " + broken.getFirst() + " does not fit",
                        endpoint.input().typeName() + " → " + endpoint.output().typeName(),
                        change(model, wire, node, choice))));
    }

    private static List<Wire> broken(DesignModel model, Wire wire, String name, EndpointDescription endpoint) {
        List<Wire> broken = new ArrayList<>();
        PortType takes = endpoint.branchesApart() ? null : endpoint.takes();
        for (String before : model.design().predecessors(name)) {
            Wire other = new Wire(before, name);
            if (!other.equals(wire)
                    && !WireCheck.fit(model.ports().wires().gives(before), takes)
                            .isOk()) {
                broken.add(other);
            }
        }
        for (String after : model.design().successors(name)) {
            Wire other = new Wire(name, after);
            if (!other.equals(wire)
                    && !WireCheck.fit(endpoint.gives(), model.ports().wires().takes(after))
                            .isOk()) {
                broken.add(other);
            }
        }
        return broken;
    }

    private static Edit change(DesignModel model, Wire wire, NodeSpec node, Choice choice) {
        List<Edit> edits = new ArrayList<>();
        if (!isSame(choice.node(), node)) {
            edits.add(new Edit.SetUse(node.name(), choice.node().use()));
            edits.add(new Edit.SetConfig(node.name(), Map.of()));
        }
        edits.add(new Edit.SetOn(node.name(), choice.node().on()));
        if (!model.design().wires().contains(wire)) {
            edits.add(new Edit.Connect(wire.from(), wire.to()));
        }
        return new Edit.Together("Change type of " + node.name(), edits);
    }
}
