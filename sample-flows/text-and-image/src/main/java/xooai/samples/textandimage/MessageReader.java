package xooai.samples.textandimage;

import java.util.ArrayList;
import java.util.List;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Looks at the message of a postcard, and at nothing else.
@ThreadSafe
public final class MessageReader extends Executor {
    private static final int LONG = 80;

    /// The postcard with its first sentence as caption, with tags, and the more urgent the more it exclaims.
    @Post(idempotent = true)
    public Postcard read(Postcard card) {
        String message = card.message().text().strip();
        List<String> tags = new ArrayList<>();
        tags.add(message.length() > LONG ? "long" : "short");
        if (message.indexOf('?') >= 0) {
            tags.add("question");
        }
        int exclamations = (int) message.chars().filter(c -> c == '!').count();
        return card.found(firstSentence(message), tags, Math.min(5, exclamations));
    }

    private static String firstSentence(String message) {
        String[] sentences = message.split("(?<=[.!?])\\s|\\R", 2);
        return sentences[0].strip();
    }
}
