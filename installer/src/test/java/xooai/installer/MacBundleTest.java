package xooai.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MacBundleTest {
    @Test
    void theVersionThatJpackageIsGivenNeverBeginsWithZeroAndKeepsTheOrder() {
        assertThat(MacBundle.number("0.1.0")).isEqualTo("1.1.0");
        assertThat(MacBundle.number("1.0.0")).isEqualTo("2.0.0");
        assertThat(MacBundle.number("2.10")).isEqualTo("3.10");
        assertThatThrownBy(() -> MacBundle.number("1.0-SNAPSHOT")).hasMessageContaining("1.0-SNAPSHOT");
    }

    @Test
    void peopleReadTheVersionItHas() {
        String properties = """
            <dict>
              <key>CFBundleShortVersionString</key>
              <string>1.1.0</string>
              <key>LSMinimumSystemVersion</key>
              <string>1.1.0</string>
              <key>CFBundleVersion</key>
              <string>1.1.0</string>
            </dict>
            """;
        assertThat(MacBundle.named(properties, "0.1.0")).isEqualTo("""
            <dict>
              <key>CFBundleShortVersionString</key>
              <string>0.1.0</string>
              <key>LSMinimumSystemVersion</key>
              <string>1.1.0</string>
              <key>CFBundleVersion</key>
              <string>0.1.0</string>
            </dict>
            """);
        assertThatThrownBy(() -> MacBundle.named("<dict/>", "0.1.0"))
                .hasMessageContaining("CFBundleShortVersionString");
    }
}
