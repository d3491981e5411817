package xooai.samples.textandimage;

import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Puts postcards on piles, by all that is known about them.
@ThreadSafe
public final class Sorter extends Executor {
    private final SorterConfig config;

    /// A sorter by those rules.
    public Sorter(SorterConfig config) {
        this.config = config;
    }

    /// The postcard with its pile.
    @Post(idempotent = true)
    public Postcard sort(Postcard card) {
        return card.on(pile(card));
    }

    private Postcard.Pile pile(Postcard card) {
        int postage = card.stamps().stream().mapToInt(Stamp::cents).sum();
        if (postage < config.postage()) {
            return Postcard.Pile.RETURN;
        }
        Integer priority = card.priority();
        return priority != null && priority >= config.urgent() ? Postcard.Pile.TODAY : Postcard.Pile.LATER;
    }
}
