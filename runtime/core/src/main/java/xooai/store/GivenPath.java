package xooai.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Paths as people give them.
public final class GivenPath {
    private GivenPath() {}

    /// The path that a text names.
    ///
    /// @throws XooaiException with INVALID_ARGUMENT for a text that is no path on this system
    public static Path of(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            boolean letters = text.chars().anyMatch(letter -> letter > '\u007f');
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "`" + text + "` is no path here: " + e.getReason()
                            + (letters ? ". Java knows its letters by the locale: set LC_ALL=C.UTF-8" : ""),
                    e);
        }
    }
}
