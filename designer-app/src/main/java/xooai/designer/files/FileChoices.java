package xooai.designer.files;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a person is asked for a file. The native choosers are behind it; tests plug in [PlannedFileChoices].
public interface FileChoices {

    /// A kind of file.
    ///
    /// @param title what it is called
    /// @param patterns the patterns of its names, such as `*.flow.json`
    record Kind(String title, List<String> patterns) {
        /// Flow files.
        public static final Kind FLOW = new Kind("Flow", List.of("*.flow.json", "*.json"));
        /// Jars.
        public static final Kind JAR = new Kind("Jar", List.of("*.jar"));
        /// Pictures that a flow is saved as.
        public static final Kind PICTURE = new Kind("Picture", List.of("*.svg", "*.png"));
        /// Anything.
        public static final Kind ANY = new Kind("All files", List.of("*"));

        public Kind {
            patterns = List.copyOf(patterns);
        }
    }

    /// A file that is there, or null when the person chose none.
    @Nullable
    Path open(String title, Kind kind);

    /// A file to write, or null when the person chose none.
    @Nullable
    Path save(String title, Kind kind, String suggestedName);
}
