package xooai.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts the values of an environment in place of the `${env:NAME}` in a flow.
///
/// A reference to a variable that is not set stays as it is, and is told.
final class Environment {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");

    private final Map<String, String> variables;
    private final BiConsumer<String, String> unset;

    /// @param unset is told the node, or an empty string for the flow itself, and the name of each variable
    ///     that is not set
    Environment(Map<String, String> variables, BiConsumer<String, String> unset) {
        this.variables = variables;
        this.unset = unset;
    }

    /// Whether there is a reference anywhere in that plain value.
    static boolean isReferredToIn(@Nullable Object value) {
        return switch (value) {
            case String text ->
                text.contains("${env:") && REFERENCE.matcher(text).find();
            case List<?> list -> list.stream().anyMatch(Environment::isReferredToIn);
            case Map<?, ?> map -> map.values().stream().anyMatch(Environment::isReferredToIn);
            case null, default -> false;
        };
    }

    /// The names of the variables that are referred to anywhere in that plain value.
    static Set<String> namesIn(@Nullable Object value) {
        return switch (value) {
            case String text ->
                REFERENCE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
            case List<?> list -> namesInAll(list);
            case Map<?, ?> map -> namesInAll(map.values());
            case null, default -> Set.of();
        };
    }

    private static Set<String> namesInAll(Collection<?> values) {
        Set<String> names = new HashSet<>();
        values.forEach(each -> names.addAll(namesIn(each)));
        return names;
    }

    FlowSpec resolve(FlowSpec spec) {
        List<NodeSpec> nodes = new ArrayList<>();
        for (NodeSpec node : spec.nodes()) {
            Map<String, @Nullable Object> config = new LinkedHashMap<>();
            node.config().forEach((key, value) -> config.put(key, resolve(value, node.name())));
            String use = node.use() == null ? null : resolve(node.use(), node.name());
            nodes.add(node.withUse(use).withConfig(config));
        }
        String gateway = spec.gateway() == null ? null : resolve(spec.gateway(), "");
        return spec.withNodes(nodes).withGateway(gateway);
    }

    private @Nullable Object resolve(@Nullable Object value, String node) {
        return switch (value) {
            case String text -> resolve(text, node);
            case List<?> list -> {
                List<@Nullable Object> all = new ArrayList<>();
                list.forEach(each -> all.add(resolve(each, node)));
                yield all;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> all = new LinkedHashMap<>();
                map.forEach((key, each) -> all.put(String.valueOf(key), resolve(each, node)));
                yield all;
            }
            case null, default -> value;
        };
    }

    private String resolve(String text, String node) {
        if (!text.contains("${env:")) {
            return text;
        }
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = variables.get(name);
            if (value == null) {
                unset.accept(node, name);
                value = matcher.group();
            }
            matcher.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(out).toString();
    }
}
