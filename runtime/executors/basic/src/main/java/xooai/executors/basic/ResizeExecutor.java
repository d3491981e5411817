package xooai.executors.basic;

import xooai.doc.Image;
import xooai.executor.Executor;
import xooai.executor.Post;

/// Makes pictures larger or smaller; the result is a PNG.
///
/// Takes what [Pixels] takes. One picture at a time, so that many requests at once hold the pixels of one;
/// `replicas`
/// make it more.
public final class ResizeExecutor extends Executor {
    private final ResizeConfig config;

    /// An executor that resizes to what the configuration says.
    public ResizeExecutor(ResizeConfig config) {
        this.config = config;
    }

    /// The picture in exactly the configured size, whatever its proportions were.
    @Post(idempotent = true)
    public Image resize(Image doc) {
        return Pixels.read(doc).scaledTo(config.width(), config.height()).toPng();
    }

    /// The picture in its own proportions, as large as fits into the configured size; never larger than it was.
    @Post(idempotent = true)
    public Image thumbnail(Image doc) {
        return Pixels.read(doc).fittedInto(config.width(), config.height()).toPng();
    }
}
