package xooai.designer.app;

import java.util.Map;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import xooai.designer.files.NativeFileChoices;
import xooai.designer.files.Settings;

/// The designer as a JavaFX application.
public final class DesignerApp extends Application {
    private static final System.Logger LOG = System.getLogger(DesignerApp.class.getName());

    private @Nullable Designer designer;

    /// Made by JavaFX.
    public DesignerApp() {}

    @Override
    public void start(Stage stage) {
        Map<String, String> environment = System.getenv();
        Arguments arguments =
                Arguments.parse(getParameters().getRaw(), environment, System.getProperty("user.home", "."));
        Designer made = new Designer(
                stage,
                Settings.in(arguments.home()),
                new NativeFileChoices(stage),
                DesignerApp.class.getClassLoader(),
                environment);
        designer = made;
        Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> {
            LOG.log(System.Logger.Level.ERROR, "something in the designer failed", failure);
            made.safeguard().uncaught(failure);
        });
        made.show();
        made.openFirst(arguments.flow(), arguments.sample());
    }

    @Override
    public void stop() {
        if (designer != null) {
            designer.saveSettings();
        }
    }
}
