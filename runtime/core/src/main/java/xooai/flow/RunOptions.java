package xooai.flow;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.doc.Doc;
import xooai.doc.DocArray;

/// How much of a flow is run, and what need not be.
///
/// @param targets the nodes whose output is wanted, and so what they need; empty for the whole flow
/// @param kept what was given before and is used where it still holds; null to call every node, and
///     keep nothing
/// @param pins the docs that a node gives without being called, by its name
/// @param anew the nodes that are called whatever is kept
/// @param versions what is known of the version of a remote executor, by node; what has none here
///     counts by what
///     it said of itself when the flow was inspected
public record RunOptions(
        Set<String> targets,
        @Nullable KeptOutputs kept,
        Map<String, DocArray<? extends Doc>> pins,
        Set<String> anew,
        Map<String, String> versions) {

    /// Runs the whole flow, as a served flow is run.
    public static final RunOptions NONE = new RunOptions(Set.of(), null, Map.of(), Set.of(), Map.of());

    public RunOptions {
        targets = Set.copyOf(targets);
        pins = Map.copyOf(pins);
        anew = Set.copyOf(anew);
        versions = Map.copyOf(versions);
    }

    /// Uses what was kept there, and keeps there what is given.
    public static RunOptions with(KeptOutputs kept) {
        return new RunOptions(Set.of(), kept, Map.of(), Set.of(), Map.of());
    }

    /// These options for what those nodes need, and no more.
    public RunOptions towards(Set<String> nodes) {
        return new RunOptions(nodes, kept, pins, anew, versions);
    }

    /// These options with those nodes called whatever is kept.
    public RunOptions anew(Set<String> nodes) {
        Set<String> all = new LinkedHashSet<>(anew);
        all.addAll(nodes);
        return new RunOptions(targets, kept, pins, all, versions);
    }

    /// These options with those pins too.
    public RunOptions pinned(Map<String, DocArray<? extends Doc>> more) {
        Map<String, DocArray<? extends Doc>> all = new LinkedHashMap<>(pins);
        all.putAll(more);
        return new RunOptions(targets, kept, all, anew, versions);
    }

    /// These options with those versions of remote executors, by node.
    public RunOptions withVersions(Map<String, String> known) {
        return new RunOptions(targets, kept, pins, anew, known);
    }
}
