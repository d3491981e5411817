package xooai.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import xooai.doc.DocSchema;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;

/// Explains a flow in Markdown: a picture of it (Mermaid, as many viewers draw it), what it takes and gives, every
/// node with its types, and in words how branches meet and what happens to conflicts.
///
/// The same flow gives the same text. Configuration is told by the names of its fields, and `${env:NAME}` as it is
/// written: no secret gets into the text.
public final class FlowExplanation {
    private final FlowSpec spec;
    private final ActiveNodes active;
    private final Function<NodeSpec, @Nullable Description> known;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, DocSchema.ObjectSchema> types = new TreeMap<>();

    private FlowExplanation(FlowSpec spec, Function<NodeSpec, @Nullable Description> known) {
        this.spec = spec;
        this.active = ActiveNodes.of(spec);
        this.known = known;
    }

    /// Explains that flow.
    ///
    /// @param known what is known of a node's executor, or null
    public static String markdown(FlowSpec spec, Function<NodeSpec, @Nullable Description> known) {
        FlowExplanation explanation = new FlowExplanation(spec, known);
        explanation.write();
        return explanation.out.toString();
    }

    /// Explains the flow that was inspected.
    public static String markdown(FlowInspection inspection) {
        return markdown(inspection.spec(), inspection::known);
    }

    private void write() {
        EndpointDescription whole = FlowEndpoint.of(spec, known);
        line("# " + text(spec.name()));
        line("");
        line("Takes " + stream(whole.kind().streamsIn()) + type(whole.input()) + " and gives "
                + stream(whole.kind().streamsOut()) + type(whole.output()) + ". It is called at `/" + spec.name()
                + "`.");
        if (spec.gateway() != null) {
            line("Relative executors are found at " + code(spec.gateway()) + ".");
        }
        if (spec.nodes().isEmpty()) {
            line("");
            line("It has no nodes yet.");
            return;
        }
        picture();
        nodes();
        joins();
        settings();
        types();
    }

    private void picture() {
        line("");
        line("```mermaid");
        line("flowchart LR");
        List<NodeSpec> nodes = spec.nodes();
        Map<String, String> ids = new TreeMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            ids.putIfAbsent(nodes.get(i).name(), "n" + i);
        }
        line("  in([input])");
        nodes.forEach(node -> line("  " + ids.get(node.name()) + "[\"" + mermaid(node.name()) + "\"]"));
        line("  out([output])");
        for (NodeSpec node : nodes) {
            if (node.needs().isEmpty()) {
                line("  in --> " + ids.get(node.name()));
            }
            for (String need : node.needNames()) {
                if (ids.containsKey(need)) {
                    line("  " + ids.get(need) + " --> " + ids.get(node.name()));
                }
            }
        }
        active.sinks().forEach(sink -> line("  " + ids.get(sink) + " --> out"));
        line("```");
    }

    private void nodes() {
        line("");
        line("## Nodes");
        line("");
        line("| node | runs | takes | gives | after |");
        line("| --- | --- | --- | --- | --- |");
        for (NodeSpec node : spec.nodes()) {
            EndpointDescription endpoint = FlowCheck.endpoint(spec, node, known);
            String takes = endpoint == null ? "" : stream(endpoint.kind().streamsIn()) + type(endpoint.input());
            String gives = endpoint == null ? "" : stream(endpoint.kind().streamsOut()) + type(endpoint.output());
            line("| " + text(node.name()) + " | " + runs(node) + " | " + takes + " | " + gives + " | "
                    + (node.needs().isEmpty() ? "the input" : names(node.needNames())) + " |");
        }
    }

    private String runs(NodeSpec node) {
        String why = active.why(node.name());
        return why.isEmpty() ? what(node) : what(node) + " – " + text(why);
    }

    private static String what(NodeSpec node) {
        if (node.use() == null) {
            return "joins what it needs";
        }
        return code(node.use() + (node.on() == null ? "" : "/" + node.on()));
    }

    private void joins() {
        List<String> lines = new ArrayList<>();
        for (NodeSpec node : spec.nodes()) {
            if (node.needs().size() > 1) {
                ConflictPolicy policy = node.onConflict() == null ? spec.onConflict() : node.onConflict();
                lines.add("- **" + text(node.name()) + "** "
                        + met(node.join() == null ? Join.MERGE : node.join(), node.needNames(), policy));
            }
        }
        List<String> sinks = active.sinks();
        if (sinks.size() > 1) {
            lines.add("- **The answer** " + met(spec.join(), sinks, spec.onConflict()));
        } else if (!sinks.isEmpty()) {
            lines.add("- **The answer** is what " + text(sinks.getFirst()) + " gives.");
        }
        section("How branches meet", lines);
    }

    private static String met(Join join, List<String> names, ConflictPolicy policy) {
        return switch (join) {
            case MERGE ->
                "waits for " + names(names) + " and merges what they changed of each doc, by its id and in that"
                        + " order. " + conflict(policy);
            case CONCAT -> "waits for " + names(names) + " and takes their docs one after another, in that order.";
            case FIRST -> "goes on with the first of " + names(names) + " that succeeds; the others are cancelled.";
        };
    }

    private static String conflict(ConflictPolicy policy) {
        String start = "Where they changed one field to different values, ";
        return start
                + switch (policy.rule()) {
                    case ERROR -> "the doc is in error.";
                    case PREFER -> "the value of " + String.join(", then that of ", wins(policy.nodes())) + ".";
                    case LAST -> "the last of them wins.";
                    case COLLECT -> "all values are collected.";
                    case SUM -> "the changes are summed up.";
                    case MAX -> "the largest wins.";
                    case MIN -> "the smallest wins.";
                };
    }

    private static List<String> wins(List<String> nodes) {
        List<String> each =
                new ArrayList<>(nodes.stream().map(FlowExplanation::text).toList());
        each.set(0, each.getFirst() + " wins");
        return each;
    }

    private void settings() {
        List<String> lines = new ArrayList<>();
        for (NodeSpec node : spec.nodes()) {
            List<String> parts = new ArrayList<>();
            if (!node.config().isEmpty()) {
                parts.add("is configured by " + names(List.copyOf(node.config().keySet())));
            }
            if (node.timeout() != null) {
                parts.add("has " + FlowFile.duration(node.timeout()) + " for each call");
            }
            if (node.replicas() > 1) {
                parts.add("works in " + node.replicas() + " replicas");
            }
            if (!parts.isEmpty()) {
                lines.add("- **" + text(node.name()) + "** " + String.join(", ", parts) + ".");
            }
        }
        section("Settings", lines);
    }

    private void types() {
        List<String> lines = new ArrayList<>();
        for (DocSchema.ObjectSchema each : types.values()) {
            StringJoiner fields = new StringJoiner(", ");
            each.fields()
                    .forEach(field -> fields.add(code(field.name()) + " "
                            + text(field.schema().typeName()) + (field.required() ? " (needed)" : "")));
            lines.add("- **" + text(each.name()) + "**: " + (each.fields().isEmpty() ? "no fields" : fields));
        }
        section("Types", lines);
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            line("");
            line("## " + title);
            line("");
            lines.forEach(this::line);
        }
    }

    private String type(DocSchema schema) {
        DocSchema element = schema instanceof DocSchema.ListSchema list ? list.element() : schema;
        if (element instanceof DocSchema.ObjectSchema object) {
            types.putIfAbsent(object.name(), object);
        }
        return element instanceof DocSchema.AnySchema ? "any doc" : code(element.typeName());
    }

    private static String stream(boolean streams) {
        return streams ? "a stream of " : "";
    }

    private static String names(List<String> names) {
        List<String> shown = names.stream().map(FlowExplanation::text).toList();
        int last = shown.size() - 1;
        return last < 1
                ? String.join("", shown)
                : String.join(", ", shown.subList(0, last)) + " and " + shown.get(last);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    /// Code that may hold anything: as many backticks as it needs, and no end of a table's cell.
    private static String code(String text) {
        String line = text.replaceAll("\\s+", " ").replace("|", "\\|");
        String fence = "`".repeat(longestRun(line) + 1);
        return line.contains("`") ? fence + " " + line + " " + fence : fence + line + fence;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /// Text that may hold anything, with nothing in it that Markdown or HTML reads.
    private static String text(String name) {
        return name.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]()#+!|<>&~])", "\\\\$1");
    }

    private static String mermaid(String name) {
        return name.replaceAll("\\s+", " ")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;");
    }
}
