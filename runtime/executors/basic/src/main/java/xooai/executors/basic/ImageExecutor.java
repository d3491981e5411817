package xooai.executors.basic;

import xooai.doc.Image;
import xooai.executor.Executor;
import xooai.executor.Post;

/// Changes the colours of pictures, or only their format; the result is a PNG of the same size.
///
/// Takes what [Pixels] takes. One picture at a time, so that many requests at once hold the pixels of one;
/// `replicas`
/// make it more.
public final class ImageExecutor extends Executor {

    /// The picture in shades of gray, as bright as it was.
    @Post(idempotent = true)
    public Image grayscale(Image doc) {
        return Pixels.read(doc).map(ImageExecutor::gray).toPng();
    }

    /// The picture's negative; what was transparent stays so.
    @Post(idempotent = true)
    public Image invert(Image doc) {
        return Pixels.read(doc).map(argb -> argb ^ 0x00ffffff).toPng();
    }

    /// The same picture as a PNG.
    @Post(idempotent = true)
    public Image png(Image doc) {
        return Pixels.read(doc).toPng();
    }

    private static int gray(int argb) {
        int luma = Math.round(Pixels.luma(argb));
        return (argb & 0xff000000) | luma << 16 | luma << 8 | luma;
    }
}
