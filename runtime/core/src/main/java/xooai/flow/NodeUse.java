package xooai.flow;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import xooai.driver.Description;
import xooai.driver.Driver;

/// What a node's `use` says, resolved against the flow's gateway.
sealed interface NodeUse {

    /// Nothing to run: the node only joins.
    record Nothing() implements NodeUse {}

    /// A class of the class path.
    record LocalClass(String className) implements NodeUse {}

    /// Another flow, in a file.
    record OtherFlow(String path) implements NodeUse {}

    /// An address elsewhere.
    record Remote(String address) implements NodeUse {}

    /// What cannot be used, and why.
    record Unusable(String why) implements NodeUse {}

    static NodeUse of(FlowSpec flow, NodeSpec node) {
        String use = node.use();
        if (use == null) {
            return new Nothing();
        }
        int colon = use.indexOf(':');
        String scheme =
                colon < 1 || use.startsWith("${") ? "" : use.substring(0, colon).toLowerCase(Locale.ROOT);
        if (use.isBlank()) {
            return new Unusable("`use` is empty; name a class, a flow or an address");
        }
        return switch (scheme) {
            case "class" -> new LocalClass(use.substring(colon + 1));
            case "flow" -> new OtherFlow(use.substring(colon + 1));
            case "" -> relative(flow, use);
            default ->
                Driver.installed().contains(scheme)
                        ? new Remote(use)
                        : new Unusable("`" + use + "`: no driver for `" + scheme
                                + ":` is installed; installed are class, flow, "
                                + String.join(", ", Driver.installed()));
        };
    }

    private static NodeUse relative(FlowSpec flow, String use) {
        String gateway = flow.gateway();
        if (use.startsWith("${")) {
            return new Remote(use);
        }
        if (gateway == null) {
            return new Unusable("`" + use + "` is relative, and the flow has no gateway; write class:…, flow:… or an"
                    + " address, or give the flow a gateway");
        }
        return new Remote((gateway.endsWith("/") ? gateway : gateway + "/") + use);
    }

    /// The endpoint that a node calls, given what is known of its executor; null when it cannot be told,
    /// which is a problem that [FlowCheck] names.
    static @Nullable String endpoint(NodeUse use, NodeSpec node, @Nullable Description known) {
        if (node.on() != null) {
            return node.on();
        }
        if (use instanceof Remote remote) {
            List<String> segments = segments(remote.address());
            return segments.size() < 2 ? "" : segments.getLast();
        }
        if (use instanceof LocalClass) {
            return known != null && known.endpoints().size() == 1
                    ? known.endpoints().getFirst().path()
                    : null;
        }
        return "";
    }

    private static List<String> segments(String address) {
        String rest = address.replaceFirst("^[A-Za-z0-9+.-]+://[^/]*", "");
        return java.util.Arrays.stream(rest.split("/"))
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
