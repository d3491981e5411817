package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.XooaiException;
import xooai.flow.FlowSettings;

/// A token goes to the host that it was given for, and to no other.
class HostTokensTest {
    private static final String FILE = """
        # the scorers
        Models.Example   first-secret

        models.example:8443 second-secret
        [::1]:9000 third-secret
        """;

    @Test
    void aTokenIsFoundByHostAndBeforeThatByHostAndPort() {
        HostTokens tokens = HostTokens.parse(FILE);

        assertThat(tokens.of(URI.create("https://models.example/score"))).isEqualTo("first-secret");
        assertThat(tokens.of(URI.create("https://MODELS.example:443"))).isEqualTo("first-secret");
        assertThat(tokens.of(URI.create("https://models.example:8443/"))).isEqualTo("second-secret");
        assertThat(tokens.of(URI.create("http://[::1]:9000"))).isEqualTo("third-secret");
        assertThat(tokens.of(URI.create("https://models.example.evil"))).isNull();
        assertThat(tokens.of(URI.create("https://evil.example"))).isNull();
    }

    @Test
    void eachRemoteNodeOfAFlowPresentsTheTokenOfItsHost() {
        FlowSettings settings = FlowSettings.DEFAULT.withTokens(HostTokens.parse(FILE));

        assertThat(settings.remote(URI.create("https://models.example")).token())
                .isEqualTo("first-secret");
        assertThat(settings.remote(URI.create("https://other.example")).token()).isNull();
        assertThatThrownBy(() -> settings.withRemote(ConnectSettings.DEFAULT.withToken("for everybody")))
                .hasMessageContaining("give the token of each");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "host a b", "http://host secret", "host secret\nHOST other"})
    void aLineThatIsWrongIsNamedAndNoTokenIs(String text) {
        assertThatThrownBy(() -> HostTokens.parse("# tokens\n" + text))
                .isInstanceOf(XooaiException.class)
                .hasMessageContaining("line ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aTokenIsNeverPrinted() {
        assertThat(HostTokens.parse(FILE).toString()).contains("models.example").doesNotContain("secret");
    }
}
