package xooai.designer.wires;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import xooai.designer.design.Design;
import xooai.designer.design.DesignModel;
import xooai.designer.design.Wire;
import xooai.designer.wires.WireFixes.Choice;
import xooai.designer.wires.WireFixes.WireFix;
import xooai.doc.Fit;
import xooai.driver.EndpointDescription;
import xooai.flow.FlowSpec;
import xooai.flow.Need;
import xooai.flow.NodeSpec;
import xooai.flow.Point;

/// How wires that do not fit are mended.
class WireFixesTest {
    private static final Wire WIRE = new Wire("a", "b");

    private static DesignModel model(Class<?> from, String fromOn, Class<?> to, String toOn, boolean wired) {
        NodeSpec a = NodeSpec.of("a", Ports.use(from)).withOn(fromOn);
        NodeSpec b = NodeSpec.of("b", Ports.use(to)).withOn(toOn);
        FlowSpec spec = FlowSpec.named("mended")
                .withNodes(List.of(a, wired ? b.withNeeds(List.of(Need.of("a"))) : b))
                .withView(Map.of("a", new Point(0, 0), "b", new Point(600, 0)));
        DesignModel model = new DesignModel(Design.of(spec));
        model.setDescribe(Ports.KNOWN);
        return model;
    }

    private static WireFix converter(DesignModel model) {
        return Objects.requireNonNull(WireFixes.converter(model, WIRE));
    }

    @Test
    void aConverterGoesIntoTheWireAsOneStepAndMendsIt() {
        DesignModel model = model(Ports.Small.class, "letter", Ports.Bills.class, "bill", true);
        assertThat(model.ports().misfits()).containsOnlyKeys(WIRE);
        Design before = model.design();

        assertThat(model.apply(converter(model).edit())).isNull();

        assertThat(model.design().wires())
                .containsExactlyInAnyOrder(new Wire("a", "convert"), new Wire("convert", "b"));
        assertThat(model.ports().wires().fit("a", "convert").isOk()).isTrue();
        assertThat(model.history().titles()).containsExactly("Insert converter a → b");
        assertThat(model.design().position("convert")).isEqualTo(new Point(304, 0));
        model.undo();
        assertThat(model.design()).isEqualTo(before);
    }

    @Test
    void aConverterIsWiredWhereThereWasNoWire() {
        DesignModel model = model(Ports.Bills.class, "bill", Ports.Media.class, "text", false);

        model.apply(converter(model).edit());

        assertThat(model.design().wires())
                .containsExactlyInAnyOrder(new Wire("a", "convert"), new Wire("convert", "b"));
        assertThat(model.ports().misfits()).isEmpty();
    }

    @Test
    void whatAConverterGivesIsKnownDownstream() {
        DesignModel model = model(Ports.Others.class, "bill", Ports.Bills.class, "bill", true);
        assertThat(model.ports().wires().fit("a", "b")).isInstanceOf(Fit.Refused.class);

        model.apply(converter(model).edit());

        assertThat(Objects.requireNonNull(model.ports().wires().gives("convert"))
                        .name())
                .isEqualTo("Bill");
        assertThat(model.ports().misfits()).isEmpty();
    }

    @Test
    void whatIsLeftOpenIsSaid() {
        DesignModel model = model(Ports.Media.class, "text", Ports.Bills.class, "bill", false);

        assertThat(converter(model).detail()).isEqualTo("title ← the doc; to be set by hand: total");
    }

    @Test
    void whereNothingCanBecomeWhatIsNeededThereIsNoConverter() {
        assertThat(WireFixes.converter(model(Ports.Media.class, "text", Ports.Media.class, "picture", false), WIRE))
                .isNull();
        assertThat(WireFixes.converter(model(Ports.Media.class, "text", Ports.Media.class, "texts", false), WIRE))
                .as("it fits as it is")
                .isNull();
    }

    @Test
    void anotherEndpointOfItsExecutorIsTheFirstChange() {
        DesignModel model = model(Ports.Media.class, "picture", Ports.Media.class, "text", false);
        NodeSpec echo = NodeSpec.of("echo", Ports.use(Ports.Anything.class)).withOn("echo");
        EndpointDescription endpoint = Objects.requireNonNull(
                Objects.requireNonNull(Ports.KNOWN.apply(echo)).endpoint("echo"));

        List<WireFix> changes = WireFixes.changes(model, WIRE, List.of(new Choice("Echo", echo, endpoint)));

        assertThat(changes)
                .extracting(WireFix::title)
                .containsSubsequence("Let b run picture", "Let b run Echo")
                .contains("Let a run text");
        model.apply(changes.getFirst().edit());
        assertThat(model.design().wires()).containsExactly(WIRE);
        assertThat(model.ports().misfits()).isEmpty();
        assertThat(model.history().titles()).containsExactly("Change type of b");
    }

    @Test
    void aChangeThatBreaksAnotherWireSaysSoAndComesLast() {
        DesignModel model = model(Ports.Media.class, "picture", Ports.Media.class, "text", true);
        model.apply(new xooai.designer.design.Edit.AddNode(
                NodeSpec.of("c", Ports.use(Ports.Media.class)).withOn("text").withNeeds(List.of(Need.of("b"))),
                new Point(900, 0)));

        List<WireFix> changes = WireFixes.changes(model, WIRE, List.of());

        assertThat(changes.getFirst().title()).isEqualTo("Let b run read");
        assertThat(changes)
                .filteredOn(fix -> fix.title().equals("Let b run picture"))
                .extracting(WireFix::detail)
                .containsExactly("then b → c does not fit");
    }
}
