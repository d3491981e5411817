package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.Values;

/// Laws of flow files, over right and wrong ones.
class FlowFileProperties {

    @Provide
    Arbitrary<byte[]> files() {
        return RandomFlows.files();
    }

    @Provide
    Arbitrary<FlowSpec> flows() {
        return RandomFlows.flows();
    }

    @Property(tries = 2000)
    void whatIsPrintedIsReadAsTheSame(@ForAll("flows") FlowSpec flow) {
        assertThat(read(FlowFile.write(flow))).isEqualTo(flow);
    }

    @Property(tries = 1000)
    void whatIsPrintedIsPrintedTheSameAgain(@ForAll("flows") FlowSpec flow) {
        byte[] once = FlowFile.write(flow);
        assertThat(FlowFile.write(read(once))).isEqualTo(once);
    }

    @Property(tries = 1000)
    void noKeyOfAFileIsLost(@ForAll("files") byte[] file) {
        Map<?, ?> written = values(FlowFile.write(read(file)));
        Map<?, ?> given = values(file);
        given.forEach((key, value) -> {
            if (!key.equals("nodes") && !isDefault(key, value)) {
                assertThat(written.containsKey(key)).as("%s", key).isTrue();
            }
        });
        if (given.get("nodes") instanceof Map<?, ?> nodes && written.get("nodes") instanceof Map<?, ?> kept) {
            assertThat(List.copyOf(kept.keySet())).isEqualTo(List.copyOf(nodes.keySet()));
            nodes.forEach((name, node) -> keepsKeys(node, kept.get(name)));
        }
    }

    private static void keepsKeys(@Nullable Object node, @Nullable Object kept) {
        if (node instanceof Map<?, ?> fields && kept instanceof Map<?, ?> left) {
            fields.forEach((key, value) -> {
                if (!isDefault(key, value)) {
                    assertThat(left.containsKey(key)).as("%s of %s", key, node).isTrue();
                }
            });
        } else {
            assertThat(Values.equal(node, kept)).as("%s", node).isTrue();
        }
    }

    /// What is not written because it says what is so anyhow.
    private static boolean isDefault(Object key, @Nullable Object value) {
        return (key.equals("config") && value instanceof Map<?, ?> map && map.isEmpty())
                || (key.equals("view") && value instanceof Map<?, ?> view && view.isEmpty())
                || (key.equals("replicas") && Long.valueOf(1).equals(value))
                || (key.equals("join") && "merge".equals(value))
                || (key.equals("onConflict") && "error".equals(value));
    }

    @Property(tries = 500)
    void movingANodeChangesItsLineOfTheLayoutAlone(@ForAll @IntRange(min = 0, max = 4) int which) {
        FlowSpec flow = RandomFlows.chain("a", "b", "c", "d", "e");
        Map<String, Point> view = new LinkedHashMap<>(flow.view());
        String moved = List.copyOf(view.keySet()).get(which);
        view.put(moved, new Point(-8, 16.5));
        List<String> before = lines(flow);
        List<String> after = lines(flow.withView(view));
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(after.get(i))) {
                assertThat(after.get(i)).contains("\"" + moved + "\": [-8, 16.5]");
                assertThat(i).isGreaterThan(before.indexOf("  \"view\": {"));
            }
        }
    }

    @Property(tries = 200)
    void oneChangedSettingChangesOneLine(@ForAll @IntRange(min = 0, max = 1000) int value) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>(Map.of("lang", "en", "deep", Map.of("k", 1L)));
        config.put("top", -1L);
        FlowSpec flow = RandomFlows.chain("a", "b");
        FlowSpec before = flow.withNodes(
                flow.nodes().stream().map(node -> node.withConfig(config)).toList());
        config.put("top", (long) value);
        FlowSpec after = before.withNodes(List.of(
                before.nodes().getFirst().withConfig(config), before.nodes().getLast()));
        List<String> was = lines(before);
        List<String> is = lines(after);
        assertThat(is).hasSameSizeAs(was);
        long changed = 0;
        for (int i = 0; i < was.size(); i++) {
            changed += was.get(i).equals(is.get(i)) ? 0 : 1;
        }
        assertThat(changed).isEqualTo(1);
    }

    private static List<String> lines(FlowSpec flow) {
        return new String(FlowFile.write(flow), StandardCharsets.UTF_8).lines().toList();
    }

    private static FlowSpec read(byte[] bytes) {
        return FlowFile.read(bytes).spec();
    }

    private static Map<?, ?> values(byte[] bytes) {
        return Codec.JSON.readValue(bytes, Limits.DEFAULT) instanceof Map<?, ?> map ? map : Map.of();
    }
}
