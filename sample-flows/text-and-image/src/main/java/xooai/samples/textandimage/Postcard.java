package xooai.samples.textandimage;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import xooai.doc.Doc;
import xooai.doc.Image;
import xooai.doc.Merge;
import xooai.doc.Text;

/// A postcard, and what the executors of the flow find out about it.
///
/// @param message what is written on it
/// @param picture what is printed on it
/// @param sender who wrote it
/// @param stamps what is glued on it
/// @param caption what it is about; when branches do not agree, the flow says whose word counts
/// @param tags words to find it by; what all branches found, each once
/// @param priority how soon it should be read, from 0 to 5; the highest that any branch gives it
/// @param pile where it goes
public record Postcard(
        @NotNull Text message,
        @NotNull Image picture,
        @NotNull @Valid Sender sender,
        @NotEmpty @Size(max = 8) List<@Valid Stamp> stamps,
        @Nullable String caption,
        @Merge(Merge.Rule.UNION) @Nullable List<String> tags,
        @Merge(Merge.Rule.MAX) @Nullable @Min(0) @Max(5) Integer priority,
        @Nullable Pile pile)
        implements Doc {

    /// Where a postcard goes.
    public enum Pile {
        /// To be read today.
        TODAY,
        /// To be read some day.
        LATER,
        /// Back to the sender: not enough postage.
        RETURN
    }

    Postcard found(String newCaption, List<String> newTags, int newPriority) {
        return new Postcard(message, picture, sender, stamps, newCaption, newTags, newPriority, pile);
    }

    Postcard on(Pile newPile) {
        return new Postcard(message, picture, sender, stamps, caption, tags, priority, newPile);
    }
}
