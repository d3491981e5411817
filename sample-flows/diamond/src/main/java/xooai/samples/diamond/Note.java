package xooai.samples.diamond;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import xooai.doc.Doc;
import xooai.doc.Text;

/// A note, and what the executors of the flow find out about it: each writes a field of its own.
///
/// @param text what it says
/// @param loud the same, shouted; null until somebody does
/// @param words how many words it has; null until somebody counts
/// @param headline both, for a reader in a hurry; null until both are there
public record Note(
        @NotBlank String text,
        @Nullable Text loud,
        @Nullable Integer words,
        @Nullable Text headline) implements Doc {

    /// A note that says that.
    public static Note of(String text) {
        return new Note(text, null, null, null);
    }

    Note withLoud(String value) {
        return new Note(text, Text.of(value), words, headline);
    }

    Note withWords(int value) {
        return new Note(text, loud, value, headline);
    }

    Note withHeadline(String value) {
        return new Note(text, loud, words, Text.of(value));
    }
}
