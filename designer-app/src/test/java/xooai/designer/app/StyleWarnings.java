package xooai.designer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails a test that made JavaFX warn of a style, such as of a colour that nobody defined, or that drew a screen with
/// words that cannot be read or controls that say nothing.
final class StyleWarnings extends Handler implements BeforeEachCallback, AfterEachCallback {
    private static final Logger CSS = Logger.getLogger("javafx.css");

    private final List<String> warnings = new CopyOnWriteArrayList<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        CSS.addHandler(this);
        Findings.take();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        CSS.removeHandler(this);
        assertThat(warnings).as("warnings of styles").isEmpty();
        assertThat(Findings.take()).as("what not everybody can use").isEmpty();
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            warnings.add(entry.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
