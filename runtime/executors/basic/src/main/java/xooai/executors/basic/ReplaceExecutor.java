package xooai.executors.basic;

import xooai.doc.Text;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Replaces one piece of text by another wherever it stands.
@ThreadSafe
public final class ReplaceExecutor extends Executor {
    private final ReplaceConfig config;

    /// An executor that replaces what the configuration says.
    public ReplaceExecutor(ReplaceConfig config) {
        this.config = config;
    }

    /// The text with every occurrence replaced, from left to right.
    @Post(idempotent = true)
    public Text replace(Text doc) {
        String text = doc.text();
        return text.contains(config.find()) ? doc.withText(text.replace(config.find(), config.replacement())) : doc;
    }
}
