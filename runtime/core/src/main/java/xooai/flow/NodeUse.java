package xooai.flow;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import xooai.driver.Description;
import xooai.driver.Driver;

/// What a node's `use` says, resolved against the flow's gateway: the one reader of `class:`, `flow:`,
/// addresses and `${env:…}`.
///
/// Looks at the text alone: loads no class, reads no file, connects nowhere.
public sealed interface NodeUse {

    /// Nothing to run: the node only joins.
    record Nothing() implements NodeUse {}

    /// A class of the class path.
    record LocalClass(String className) implements NodeUse {
        /// The `use` that says so.
        public String use() {
            return CLASS + className;
        }
    }

    /// Another flow, in a file.
    ///
    /// @param path as it is written: relative to the file of the flow that uses it
    record OtherFlow(String path) implements NodeUse {
        /// The `use` that says so.
        public String use() {
            return FLOW + path;
        }
    }

    /// An address elsewhere, whole: with a scheme that an installed driver serves.
    record Remote(String address) implements NodeUse {
        /// The scheme of the address, in lower case.
        public String scheme() {
            return schemeOf(address);
        }

        /// The address of that endpoint; the address itself for none.
        public String addressOf(@Nullable String endpoint) {
            return endpoint == null ? address : address + "/" + endpoint;
        }
    }

    /// What cannot be told before the environment is known.
    ///
    /// @param text with one `${env:NAME}` or more in it
    record OfEnvironment(String text) implements NodeUse {}

    /// What cannot be used, and why.
    record Unusable(String why) implements NodeUse {}

    /// What a `use` of a class starts with.
    String CLASS = "class:";

    /// What a `use` of another flow starts with.
    String FLOW = "flow:";

    /// What a node of that flow uses.
    static NodeUse of(FlowSpec flow, NodeSpec node) {
        return parse(node.use(), flow.gateway());
    }

    /// What that `use` says in a flow with that gateway.
    static NodeUse parse(@Nullable String use, @Nullable String gateway) {
        if (use == null) {
            return new Nothing();
        }
        if (use.isBlank()) {
            return new Unusable("`use` is empty; name a class, a flow or an address");
        }
        NodeUse said = switch (schemeOf(use)) {
            case "class" -> new LocalClass(use.substring(CLASS.length()));
            case "flow" -> new OtherFlow(use.substring(FLOW.length()));
            case "" -> relative(use, gateway);
            default -> remote(use);
        };
        return switch (said) {
            case LocalClass local
            when local.className().isBlank() ->
                new Unusable("`" + use + "` names no class; write class:com.acme.MyExecutor");
            case OtherFlow other
            when other.path().isBlank() -> new Unusable("`" + use + "` names no file; write flow:other.flow.json");
            case OtherFlow other
            when other.path().equals(SubFlows.HERE) ->
                new Unusable("`" + use + "` names no sub-flow; write flow:#NAME");
            case LocalClass _ when Environment.isReferredToIn(use) -> new OfEnvironment(use);
            case OtherFlow _ when Environment.isReferredToIn(use) -> new OfEnvironment(use);
            case Remote remote when Environment.isReferredToIn(remote.address()) -> new OfEnvironment(remote.address());
            default -> said;
        };
    }

    /// The scheme that a text starts with, in lower case; empty when it has none.
    private static String schemeOf(String text) {
        int colon = text.indexOf(':');
        return colon < 1 || text.startsWith("${")
                ? ""
                : text.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    private static NodeUse remote(String address) {
        String scheme = schemeOf(address);
        Set<String> installed = Driver.installed();
        return scheme.isEmpty() || installed.contains(scheme)
                ? new Remote(address)
                : new Unusable("`" + address + "`: no driver for `" + scheme + ":` is installed; installed are class,"
                        + " flow, " + String.join(", ", installed));
    }

    private static NodeUse relative(String use, @Nullable String gateway) {
        if (use.startsWith("${")) {
            return new OfEnvironment(use);
        }
        if (gateway == null) {
            return new Unusable("`" + use + "` is relative, and the flow has no gateway; write class:…, flow:… or an"
                    + " address, or give the flow a gateway");
        }
        return new Remote((gateway.endsWith("/") ? gateway : gateway + "/") + use);
    }

    /// Why nothing can be relative to that gateway; null when something can, or when only the environment
    /// tells.
    static @Nullable String wrongGateway(String gateway) {
        return switch (parse(gateway, null)) {
            case Remote _, OfEnvironment _ -> null;
            case Unusable unusable when !schemeOf(gateway).isEmpty() -> "`gateway` is " + unusable.why();
            default -> "`gateway` is an address such as http://127.0.0.1:8080, and not `" + gateway + "`";
        };
    }

    /// The endpoint that a node calls, given what is known of its executor; null when it cannot be told,
    /// which is a problem that [FlowCheck] names.
    static @Nullable String endpoint(NodeUse use, NodeSpec node, @Nullable Description known) {
        if (node.on() != null) {
            return node.on();
        }
        return switch (use) {
            case Remote remote -> lastOfTwo(remote.address());
            case OfEnvironment open -> lastOfTwo(open.text());
            case LocalClass _ ->
                known != null && known.endpoints().size() == 1
                        ? known.endpoints().getFirst().path()
                        : null;
            case Nothing _, OtherFlow _, Unusable _ -> "";
        };
    }

    private static String lastOfTwo(String address) {
        String rest = address.replaceFirst("^[A-Za-z0-9+.-]+://[^/]*", "");
        List<String> segments =
                Arrays.stream(rest.split("/")).filter(each -> !each.isEmpty()).toList();
        return segments.size() < 2 ? "" : segments.getLast();
    }
}
