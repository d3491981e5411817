package xooai.executors.onnx;

import org.jspecify.annotations.NullMarked;
import xooai.doc.DocArray;
import xooai.doc.Tensor;

/// A program that classifies once and prints the label.
@NullMarked
final class ClassifyOnce {
    private ClassifyOnce() {}

    public static void main(String[] arguments) {
        try (OnnxExecutor executor = new OnnxExecutor(OnnxConfig.of("classpath:/models/classes.onnx"))) {
            DocArray<Classification> answer =
                    executor.post("classify", DocArray.of(new TensorDoc(Tensor.of(new float[] {0, 1}, 2))));
            System.out.println("label " + answer.getFirst().label());
        }
    }
}
