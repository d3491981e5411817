package xooai.designer.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import org.jspecify.annotations.Nullable;
import xooai.designer.files.ErrorFiles;
import xooai.designer.shared.ProgramVersion;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.Folders;

/// Starts the designer; where there is no display, serves the first sample instead.
///
/// It is no [Application] itself, so that the designer starts from a plain class path.
public final class Launcher {
    private static final System.Logger LOG = System.getLogger(Launcher.class.getName());

    private Launcher() {}

    /// Kept, so that what is set here is not forgotten.
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    /// Starts.
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Arguments.USAGE);
            return;
        }
        if (List.of(arguments).contains("--version")) {
            System.out.println("xooai-designer " + ProgramVersion.text());
            return;
        }
        // JavaFX warns of a class path, which is how the designer is meant to start.
        JAVAFX.setLevel(Level.SEVERE);
        // Pictures are drawn by Java 2D, which opens no display of its own beside JavaFX's.
        System.setProperty("java.awt.headless", "true");
        try {
            Arguments parsed =
                    Arguments.parse(List.of(arguments), System.getenv(), System.getProperty("user.home", "."));
            ErrorFiles errors = new ErrorFiles(parsed.folders().state());
            Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> failed(errors, thread, failure));
            if (!parsed.train()) {
                prepare(parsed.folders().state());
            }
            if (parsed.startupTimes()) {
                StartupTimes.reached("main");
            }
            if (parsed.train()) {
                System.setProperty("glass.platform", "Headless");
                System.setProperty("prism.order", "sw");
            }
            if (hasDisplay(System.getenv(), System.getProperty("os.name", ""), System.getProperty("glass.platform"))) {
                launch(arguments);
            } else {
                if (parsed.flow() != null) {
                    throw new XooaiException(
                            Code.UNAVAILABLE,
                            "No display was found, so " + parsed.flow() + " cannot be opened. To serve it: xooai serve "
                                    + parsed.flow() + " --http 8080");
                }
                System.out.println("No display was found, so the designer cannot open: serving its sample instead.");
                new SampleServer(Launcher.class.getClassLoader()).serve(parsed.sample(), System.out);
            }
        } catch (XooaiException e) {
            System.err.println(e.error().message());
            System.exit(e.code() == Code.INVALID_ARGUMENT ? 2 : 1);
        }
    }

    /// Makes the folder of what is remembered, where Java itself is told to write when native code crashes.
    private static void prepare(Path state) {
        try {
            Folders.createPrivate(state);
        } catch (IOException e) {
            // All else goes on without, and says so where it matters: edits are not journalled, settings not saved.
            LOG.log(System.Logger.Level.DEBUG, "there is no folder for what is remembered", e);
        }
    }

    private static void launch(String[] arguments) {
        try {
            Application.launch(DesignerApp.class, arguments);
        } catch (UnsupportedOperationException e) {
            // As JavaFX says it where GTK finds nobody at the display that is named.
            if (String.valueOf(e.getMessage()).contains("DISPLAY")) {
                String display = System.getenv().getOrDefault("DISPLAY", "");
                throw new XooaiException(
                        Code.UNAVAILABLE,
                        display.isBlank()
                                ? "Tried to open a window: DISPLAY names no display. JavaFX opens windows by X11, which"
                                        + " Wayland offers as Xwayland: start that."
                                : "Tried to open a window on the display `" + display + "`: there is none, or it lets"
                                        + " nobody in. Set DISPLAY to one that is there, or unset it to serve the"
                                        + " sample instead.",
                        e);
            }
            throw e;
        }
    }

    /// Where there is no window yet to tell it in.
    private static void failed(ErrorFiles errors, Thread thread, Throwable failure) {
        Path file = errors.write(thread, failure);
        System.err.println(errors.details(thread, failure) + (file == null ? "" : "This is kept in " + file));
    }

    static boolean hasDisplay(Map<String, String> environment, String system, @Nullable String platform) {
        boolean unix = !system.toLowerCase(Locale.ROOT).contains("windows")
                && !system.toLowerCase(Locale.ROOT).contains("mac");
        boolean shown = !environment.getOrDefault("DISPLAY", "").isBlank()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
        return !unix || shown || "Headless".equals(platform);
    }
}
