package acme;

import xooai.doc.Image;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Gives each picture back to front.
@ThreadSafe
public final class Mirror extends Executor {

    /// The bytes of a picture, the last first.
    @Post
    public Image mirror(Image image) {
        byte[] bytes = image.content().bytes();
        for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
            byte first = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = first;
        }
        return Image.of(bytes, image.content().mediaType());
    }
}
