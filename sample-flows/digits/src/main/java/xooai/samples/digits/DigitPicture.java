package xooai.samples.digits;

import xooai.doc.Image;
import xooai.doc.Tensor;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executors.basic.Pixels;
import xooai.executors.onnx.TensorDoc;

/// Turns the picture of a digit into what the network takes.
///
/// The picture: one digit that fills it, dark ink on light paper, of any size. What the network takes: 8 by 8
/// numbers in `float32`, row by row, from 0 for paper to 1 for ink.
public final class DigitPicture extends Executor {
    private static final int SIDE = 8;

    /// The picture as 64 numbers.
    @Post(idempotent = true)
    public TensorDoc prepare(Image picture) {
        Pixels pixels = Pixels.read(picture).onWhite().scaledTo(SIDE, SIDE);
        float[] ink = new float[SIDE * SIDE];
        for (int i = 0; i < ink.length; i++) {
            ink[i] = (255 - Pixels.luma(pixels.at(i % SIDE, i / SIDE))) / 255;
        }
        return new TensorDoc(Tensor.of(ink, SIDE * SIDE));
    }
}
