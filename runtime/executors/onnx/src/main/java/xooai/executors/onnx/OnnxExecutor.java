package xooai.executors.onnx;

import java.util.Map;
import xooai.doc.Tensor;
import xooai.driver.Context;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;

/// Runs a neural network in ONNX format.
///
/// One session, opened when the executor is made and closed with it, serves all calls at once. A tensor whose
/// type or shape the network does not take puts its doc in error; the first dimension may be left out where
/// the network has one for the batch. A call that is cancelled stops the run. The library is native: start
/// Java with
/// `--enable-native-access=ALL-UNNAMED`, which exported jars do on their own.
@ThreadSafe
public final class OnnxExecutor extends Executor {
    private final Network network;
    private final Classes classes;

    /// An executor for the network of that configuration.
    ///
    /// @throws xooai.doc.XooaiException with NOT_FOUND when there is no such model; with INVALID_ARGUMENT
    ///     when it is
    ///     broken, or does not have what the configuration names
    public OnnxExecutor(OnnxConfig config) {
        this.network = Network.open(config);
        this.classes = Classes.of(config);
    }

    /// The network's output for that input.
    @Post(idempotent = true)
    public TensorDoc apply(TensorDoc doc, Context context) {
        return new TensorDoc(network.runOne(doc.tensor(), context));
    }

    /// The class that the network takes that input for: its output is one number for each class.
    @Post(idempotent = true)
    public Classification classify(TensorDoc doc, Context context) {
        Tensor output = network.runOne(doc.tensor(), context);
        return classes.of(output);
    }

    /// All outputs of the network for all its inputs, by name.
    @Post(idempotent = true)
    public TensorsDoc infer(TensorsDoc doc, Context context) {
        Map<String, Tensor> outputs = network.run(doc.tensors(), context);
        return new TensorsDoc(outputs);
    }

    /// Closes the session, once the runs in flight have ended.
    @Override
    public void close() {
        try {
            super.close();
        } finally {
            network.close();
        }
    }
}
