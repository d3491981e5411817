package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeUseTest {

    @Test
    void eachWayToWriteAUseIsTold() {
        assertThat(NodeUse.parse(null, null)).isEqualTo(new NodeUse.Nothing());
        assertThat(NodeUse.parse("class:acme.A", null)).isEqualTo(new NodeUse.LocalClass("acme.A"));
        assertThat(NodeUse.parse("flow:a/b.flow.json", "inprocess://g"))
                .isEqualTo(new NodeUse.OtherFlow("a/b.flow.json"));
        assertThat(NodeUse.parse("inprocess://g/e/x", null)).isEqualTo(new NodeUse.Remote("inprocess://g/e/x"));
    }

    @Test
    void aRelativeUseIsPutBehindTheGateway() {
        assertThat(NodeUse.parse("e/x", "inprocess://g")).isEqualTo(new NodeUse.Remote("inprocess://g/e/x"));
        assertThat(NodeUse.parse("e/x", "inprocess://g/")).isEqualTo(new NodeUse.Remote("inprocess://g/e/x"));
        assertThat(NodeUse.parse("e/x", null)).isInstanceOf(NodeUse.Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${env:USE}", "class:${env:CLASS}", "flow:${env:DIR}/a.flow.json", "inprocess://${env:HOST}/e"})
    void whatTheEnvironmentSaysIsLeftOpen(String use) {
        assertThat(NodeUse.parse(use, null)).isEqualTo(new NodeUse.OfEnvironment(use));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "class:", "flow: ", "gopher://host/e", "C:\\flows\\a.flow.json"})
    void whatCannotBeUsedSaysWhy(String use) {
        assertThat(NodeUse.parse(use, "inprocess://g"))
                .isInstanceOfSatisfying(
                        NodeUse.Unusable.class,
                        unusable -> assertThat(unusable.why()).startsWith("`"));
    }

    @Test
    void whatIsReadCanBeWrittenAgain() {
        assertThat(new NodeUse.LocalClass("acme.A").use()).isEqualTo("class:acme.A");
        assertThat(new NodeUse.OtherFlow("a.flow.json").use()).isEqualTo("flow:a.flow.json");
    }
}
