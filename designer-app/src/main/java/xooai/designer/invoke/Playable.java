package xooai.designer.invoke;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import xooai.designer.shared.ContentFacts;
import xooai.designer.shared.Sizes;
import xooai.designer.shared.Work;
import xooai.doc.Content;

/// A file that a player of the platform can play: that of the content itself, or a temporary one with a name that
/// says what it is, which is what the player goes by.
///
/// @param temporary the file to delete when it was played; null for none
record Playable(URI uri, @Nullable Path temporary) {
    private static final int BUFFER = 1 << 16;

    /// Content as a file; copied in pieces when it is none of this machine. Blocks.
    ///
    /// @param otherwise how the name of a file ends whose type nobody knows
    static Playable of(Content content, String otherwise, Work.Progress progress) throws IOException {
        ContentFacts facts = ContentFacts.of(content);
        Path file = facts.file();
        if (file != null && Files.isRegularFile(file)) {
            return new Playable(file.toAbsolutePath().toUri(), null);
        }
        Path made = Files.createTempFile("xooai-", facts.end().isEmpty() ? otherwise : facts.end());
        made.toFile().deleteOnExit();
        try (InputStream in = content.open();
                OutputStream out = Files.newOutputStream(made)) {
            copy(in, out, facts.size(), progress);
            return new Playable(made.toUri(), made);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(made);
            throw e;
        }
    }

    /// Copies it all in pieces, and says how far it is; an interrupt ends it.
    static void copy(InputStream in, OutputStream out, long size, Work.Progress progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long moved = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException("stopped");
            }
            out.write(buffer, 0, count);
            moved += count;
            progress.say(Sizes.ofTotal(moved, size), size <= 0 ? -1 : Math.min(1, (double) moved / size));
        }
    }

    /// It was played.
    void delete() {
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException _) {
                // What cannot be deleted while the player still holds it goes when the designer ends.
            }
        }
    }
}
