package xooai.designer.app;

import java.io.IOException;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import xooai.designer.files.Settings;
import xooai.designer.shared.Notices;
import xooai.designer.shared.Outcome;
import xooai.designer.shared.Work;

/// Writes what a person set when the hand rests, beside the thread that draws, and at the end: which may not be
/// reached.
final class SettingsSaver {
    /// For how long nothing is set before it is written.
    private static final Duration RESTS = Duration.millis(500);

    private final Settings settings;
    private final Notices notices;
    private final PauseTransition rest = new PauseTransition(RESTS);

    SettingsSaver(Settings settings, Notices notices) {
        this.settings = settings;
        this.notices = notices;
        rest.setOnFinished(_ -> saveApart());
        settings.listen(rest::playFromStart);
    }

    private void saveApart() {
        Settings.Unsaved unsaved = settings.unsaved();
        Work.start("save the settings", _ -> settings.write(unsaved), outcome -> {
            switch (outcome) {
                case Outcome.Done<Optional<String>> done -> done.value().ifPresent(notices::fail);
                case Outcome.Failed<Optional<String>> failed ->
                    tell(failed.error().message());
                case Outcome.Cancelled<Optional<String>> _ -> {}
            }
        });
    }

    /// Writes them before it returns.
    void saveNow() {
        rest.stop();
        try {
            settings.save().ifPresent(notices::fail);
        } catch (IOException e) {
            tell(String.valueOf(e.getMessage()));
        }
    }

    private void tell(String why) {
        notices.fail("Tried to save the settings in " + settings.directory() + ": " + why);
    }
}
