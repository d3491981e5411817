package acme;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import xooai.doc.Text;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// An executor of somebody's own, with a configuration, a helper and a resource.
@ThreadSafe
public final class Shout extends Executor {
    private final Loudness loudness;

    /// How loud it is.
    ///
    /// @param mark what ends each shout; null for the helper's own
    public record Loudness(@Nullable String mark) {}

    /// Shouts that loud.
    public Shout(Loudness loudness) {
        this.loudness = loudness;
    }

    /// Shouts.
    @Post
    public Text shout(Text text) {
        String mark = loudness.mark();
        return text.withText(text.text().toUpperCase(Locale.ROOT) + (mark == null ? ShoutMark.read() : mark));
    }
}
