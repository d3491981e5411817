package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import xooai.doc.DocSchema;
import xooai.doc.Fit;
import xooai.doc.PortType;
import xooai.driver.CallKind;
import xooai.driver.Description;
import xooai.driver.EndpointDescription;

/// What goes through the wires of a flow, and whether it fits.
class WireCheckTest {
    private static final DocSchema TEXT = new DocSchema.MediaSchema("Text");
    private static final DocSchema IMAGE = new DocSchema.MediaSchema("Image");
    private static final DocSchema ANY = new DocSchema.AnySchema();
    private static final Map<String, EndpointDescription> KNOWN = Map.of(
            "class:Texts", new EndpointDescription("f", CallKind.UNARY, TEXT, TEXT, false, true),
            "class:Each", new EndpointDescription("f", CallKind.UNARY, TEXT, TEXT, false, true, true, true),
            "class:Words", new EndpointDescription("f", CallKind.SERVER_STREAM, TEXT, TEXT, false, true, true, false),
            "class:Pictures", new EndpointDescription("f", CallKind.UNARY, IMAGE, IMAGE, false, true),
            "class:Echo", new EndpointDescription("f", CallKind.UNARY, ANY, ANY, false, true),
            "class:Vote", new EndpointDescription("f", CallKind.UNARY, ANY, TEXT, true, true));

    private static @Nullable Description known(NodeSpec node) {
        EndpointDescription endpoint = node.use() == null ? null : KNOWN.get(node.use());
        return endpoint == null ? null : new Description("x", "", String.valueOf(node.use()), List.of(endpoint), null);
    }

    private static NodeSpec node(String name, @Nullable String use, String... needs) {
        return NodeSpec.of(name, use)
                .withNeeds(Arrays.stream(needs).map(Need::of).toList());
    }

    private static WireCheck check(NodeSpec... nodes) {
        return WireCheck.of(FlowSpec.named("f").withNodes(List.of(nodes)), WireCheckTest::known);
    }

    @Test
    void aWireSaysWhatItsEndNeedsAndGets() {
        WireCheck wires = check(node("a", "class:Texts"), node("b", "class:Pictures", "a"));

        assertThat(wires.misfits())
                .extracting(WireCheck.Misfit::problem)
                .containsExactly(new Problem(
                        "b",
                        "the wire a → b does not fit: b takes Image, and is given Text."
                                + " Insert a converter, or change what runs at one of its ends"));
    }

    @Test
    void aWireThatIsNotThereIsJudgedLikeOneThatIs() {
        WireCheck wires = check(node("a", "class:Texts"), node("b", "class:Pictures"), node("c", "class:Each"));

        assertThat(wires.fit("a", "b").isOk()).isFalse();
        assertThat(wires.fit("a", "c")).isEqualTo(new Fit.Convertible(List.of("DocArray<Text> → Text"), List.of()));
    }

    @Test
    void whatAJoinGivesIsWhatItsBranchesGive() {
        WireCheck wires = check(
                node("a", "class:Each"),
                node("b", "class:Words"),
                node("join", null, "a", "b"),
                node("c", "class:Pictures", "join"));

        assertThat(wires.gives("join")).isEqualTo(new PortType(TEXT, PortType.Shape.STREAM));
        assertThat(wires.misfits()).extracting(WireCheck.Misfit::from).containsExactly("join");
    }

    @Test
    void whereBranchesOfTwoTypesMeetEachSlotMayHoldEither() {
        WireCheck wires = check(
                node("a", "class:Texts"),
                node("b", "class:Pictures"),
                node("join", null, "a", "b").withJoin(Join.CONCAT),
                node("c", "class:Pictures", "join"));

        assertThat(wires.gives("join")).isEqualTo(PortType.any());
        assertThat(wires.fit("join", "c").checked()).isNotEmpty();
        assertThat(wires.problems()).isEmpty();
    }

    @Test
    void branchesApartAndWhatIsNotKnownTakeEverything() {
        WireCheck wires = check(
                node("a", "class:Texts"),
                node("b", "class:Pictures"),
                node("vote", "class:Vote", "a", "b"),
                node("far", "http://127.0.0.1:9/far/f", "vote"),
                node("c", "class:Pictures", "far"));

        assertThat(wires.takes("vote")).isNull();
        assertThat(wires.gives("far")).isNull();
        assertThat(wires.misfits()).isEmpty();
    }

    @Test
    void anyDocFitsAndIsLookedAtWhenItComes() {
        WireCheck wires = check(node("a", "class:Echo"), node("b", "class:Pictures", "a"));

        assertThat(wires.fit("a", "b"))
                .isInstanceOfSatisfying(
                        Fit.Exact.class, fit -> assertThat(fit.checked()).hasSize(1));
    }

    @Test
    void aCircleHasTypesWhereTheyAreKnown() {
        WireCheck wires = check(node("a", "class:Texts", "join"), node("join", null, "a"), node("b", "class:Pictures"));

        assertThat(wires.fit("join", "b").isOk()).isTrue();
        assertThat(wires.fit("a", "b").isOk()).isTrue();
    }
}
