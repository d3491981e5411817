package acme;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.stream.Stream;
import xooai.doc.Text;
import xooai.driver.Context;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// An executor that waits when it is asked to, and all memory when it is asked to.
@ThreadSafe
public final class Whisper extends Executor {

    /// Whispers at once.
    @Post
    public Text whisper(Text text) {
        return text.withText(text.text().toLowerCase(Locale.ROOT));
    }

    /// Whispers once whoever listens at the port that is told has let it: connects, and waits for a byte.
    @Post
    public Text late(Text text, Context context) throws IOException {
        if (context.param("port") instanceof Number port) {
            try (Socket gate = new Socket(InetAddress.getLoopbackAddress(), port.intValue())) {
                gate.getInputStream().read();
            }
        }
        return whisper(text);
    }

    /// Says what it is told to say, and when it must be done.
    @Post
    public Text echo(Text text, Context context) {
        return text.withText(
                context.param("word") + " within " + context.remaining().toSeconds() + " s");
    }

    /// Spells a word letter by letter.
    @Post
    public Stream<Text> spell(Text text) {
        return text.text().chars().mapToObj(letter -> Text.of(Character.toString(letter)));
    }

    /// Takes all memory there is.
    @Post
    public Text greedy(Text text) {
        StringBuilder all = new StringBuilder(text.text());
        while (!all.isEmpty()) {
            all.append(all).append('a');
        }
        return text;
    }
}
