package xooai.designer.app;

import java.util.Map;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import xooai.designer.files.NativeFileChoices;
import xooai.designer.files.OlderPlaces;
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
        if (arguments.train()) {
            train(stage, arguments);
        } else if (arguments.startupTimes()) {
            StartupTimes.reached("toolkit");
            Designer shown = open(stage, arguments, environment);
            StartupTimes.reached("window");
            StartupTimes.follow(shown.models().catalog::areLocalsDescribed, System.out);
        } else {
            open(stage, arguments, environment);
        }
    }

    private Designer open(Stage stage, Arguments arguments, Map<String, String> environment) {
        OlderPlaces.move(arguments.folders());
        Designer made = new Designer(
                stage,
                Settings.in(arguments.folders()),
                new NativeFileChoices(stage),
                DesignerApp.class.getClassLoader(),
                environment);
        designer = made;
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            LOG.log(System.Logger.Level.ERROR, "something in the designer failed", failure);
            made.safeguard().uncaught(thread, failure);
        });
        made.setBrowser(address -> getHostServices().showDocument(address.toString()));
        made.show();
        made.openFirst(arguments.flow(), arguments.sample());
        return made;
    }

    /// Trains on settings of its own, which it takes away again.
    private void train(Stage stage, Arguments arguments) {
        TemporaryHome home = TemporaryHome.make();
        Designer trained = open(stage, home.of(arguments), System.getenv());
        new Training(trained).start(failure -> {
            trained.close();
            designer = null;
            home.remove();
            if (failure != null) {
                System.err.println(failure);
                System.exit(1);
            }
        });
    }

    @Override
    public void stop() {
        if (designer != null) {
            designer.saveSettings();
        }
    }
}
