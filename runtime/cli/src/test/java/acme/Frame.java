package acme;

import xooai.doc.Image;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// An executor of pictures, which no executor of texts takes.
@ThreadSafe
public final class Frame extends Executor {

    /// Gives each picture back as it is.
    @Post
    public Image frame(Image image) {
        return image;
    }
}
