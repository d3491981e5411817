package xooai.executors.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import xooai.doc.Code;
import xooai.doc.Tensor;
import xooai.doc.XooaiException;
import xooai.driver.Context;

/// An open network: checks what it is fed, runs it, and closes it after the last run.
///
/// Safe for use by many threads: a session runs any number of calls at once.
final class Network implements AutoCloseable {
    private final OnnxConfig config;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Map<String, Port> inputs;
    private final Set<String> outputs;
    private final ReadWriteLock closing = new ReentrantReadWriteLock();
    private boolean closed;

    private Network(OnnxConfig config, OrtEnvironment environment, OrtSession session, Map<String, Port> inputs) {
        this.config = config;
        this.environment = environment;
        this.session = session;
        this.inputs = inputs;
        this.outputs = session.getOutputNames();
    }

    static Network open(OnnxConfig config) {
        OrtEnvironment environment = QuietEnvironment.get();
        OrtSession session = ModelFile.open(environment, config);
        try {
            Network network = new Network(config, environment, session, ports(session.getInputInfo()));
            network.refuseUnknownOutput();
            return network;
        } catch (OrtException e) {
            close(session);
            throw failed(config, e);
        } catch (RuntimeException e) {
            close(session);
            throw e;
        }
    }

    private static Map<String, Port> ports(Map<String, NodeInfo> infos) {
        Map<String, Port> ports = new LinkedHashMap<>();
        infos.forEach((name, node) -> {
            if (node.getInfo() instanceof TensorInfo info) {
                ports.put(name, Port.of(name, info));
            } else {
                throw new XooaiException(
                        Code.FAILED_PRECONDITION, "input `" + name + "` takes no tensor: " + node.getInfo());
            }
        });
        return ports;
    }

    private void refuseUnknownOutput() {
        String output = config.output();
        if (output != null && !outputs.contains(output)) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "the model " + config.model() + " has no output `" + output + "`; it has "
                            + String.join(", ", outputs));
        }
    }

    /// The configured or only output, for the only input.
    Tensor runOne(Tensor tensor, Context context) {
        String input = onlyInput();
        String output = chosenOutput();
        boolean batched = port(input).shapeFor(tensor).length > tensor.shape().length;
        Tensor answer = required(run(Map.of(input, tensor), Set.of(output), context), output);
        return batched ? Tensors.withoutBatch(answer) : answer;
    }

    private String onlyInput() {
        if (inputs.size() != 1) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "the model " + config.model() + " takes " + String.join(", ", inputs.keySet())
                            + " at once: call `infer`");
        }
        return inputs.keySet().iterator().next();
    }

    private String chosenOutput() {
        String output = config.output();
        if (output == null && outputs.size() != 1) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "the model " + config.model() + " gives " + String.join(", ", outputs)
                            + ": name one in the configuration as `output`");
        }
        return output != null ? output : outputs.iterator().next();
    }

    /// All outputs for all inputs.
    Map<String, Tensor> run(Map<String, Tensor> tensors, Context context) {
        if (!tensors.keySet().equals(inputs.keySet())) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "the model " + config.model() + " takes " + String.join(", ", inputs.keySet()) + " and was given "
                            + String.join(", ", tensors.keySet()));
        }
        return run(tensors, outputs, context);
    }

    private Map<String, Tensor> run(Map<String, Tensor> tensors, Set<String> wanted, Context context) {
        closing.readLock().lock();
        try {
            if (closed) {
                throw new XooaiException(Code.UNAVAILABLE, "the model " + config.model() + " is closed");
            }
            return runOpen(tensors, wanted, context);
        } catch (OrtException e) {
            context.check();
            throw failed(config, e);
        } finally {
            closing.readLock().unlock();
        }
    }

    private Map<String, Tensor> runOpen(Map<String, Tensor> tensors, Set<String> wanted, Context context)
            throws OrtException {
        Map<String, OnnxTensor> fed = new LinkedHashMap<>();
        try (StoppableRun stoppable = StoppableRun.of(context)) {
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                long[] shape = port(entry.getKey()).shapeFor(entry.getValue());
                fed.put(entry.getKey(), Tensors.toNative(environment, entry.getValue(), shape));
            }
            try (OrtSession.Result result = session.run(fed, wanted, stoppable.options())) {
                Map<String, Tensor> answers = new LinkedHashMap<>();
                result.forEach(
                        output -> answers.put(output.getKey(), Tensors.fromNative(output.getKey(), output.getValue())));
                return answers;
            }
        } finally {
            fed.values().forEach(OnnxTensor::close);
        }
    }

    private Port port(String name) {
        return required(inputs, name);
    }

    private static <V> V required(Map<String, V> map, String name) {
        V value = map.get(name);
        if (value == null) {
            throw new IllegalStateException("no " + name + " in " + map.keySet());
        }
        return value;
    }

    private static XooaiException failed(OnnxConfig config, OrtException e) {
        return new XooaiException(Code.INTERNAL, "Tried to run the model " + config.model() + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        closing.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                close(session);
            }
        } finally {
            closing.writeLock().unlock();
        }
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new XooaiException(Code.INTERNAL, "Tried to close a model: " + e.getMessage(), e);
        }
    }
}
