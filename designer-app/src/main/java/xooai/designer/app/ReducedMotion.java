package xooai.designer.app;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import xooai.designer.files.Settings;

/// Whether nothing glides: as the system asks for, or as a person chose.
final class ReducedMotion {
    private static final String KEY = "motion";
    private static final String REDUCED = "reduced";
    private static final String FULL = "full";

    private final Settings settings;
    private final ObservableBooleanValue system;
    private final ReadOnlyBooleanWrapper reduced = new ReadOnlyBooleanWrapper();

    /// @param system whether the system asks for it
    ReducedMotion(Settings settings, ObservableBooleanValue system) {
        this.settings = settings;
        this.system = system;
        system.subscribe(_ -> decide());
    }

    private void decide() {
        reduced.set(
                switch (settings.text(KEY, "")) {
                    case REDUCED -> true;
                    case FULL -> false;
                    default -> system.get();
                });
    }

    /// Whether nothing glides now.
    ReadOnlyBooleanProperty property() {
        return reduced.getReadOnlyProperty();
    }

    /// What a person chose; it holds whatever the system asks for.
    void choose(boolean nothingGlides) {
        settings.set(KEY, nothingGlides ? REDUCED : FULL);
        decide();
    }

    /// The other of the two.
    void toggle() {
        choose(!reduced.get());
    }

    /// From now on as the system asks for.
    void followSystem() {
        settings.set(KEY, "system");
        decide();
    }
}
