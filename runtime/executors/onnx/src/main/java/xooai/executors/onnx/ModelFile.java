package xooai.executors.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Finds a model, and opens a session on it.
final class ModelFile {
    private static final String CLASS_PATH = "classpath:";

    private ModelFile() {}

    static OrtSession open(OrtEnvironment environment, OnnxConfig config) {
        String model = config.model();
        try (OrtSession.SessionOptions options = options(config)) {
            // A path is handed on as it is: a large model keeps its weights in files beside it.
            return model.startsWith(CLASS_PATH)
                    ? environment.createSession(resource(model), options)
                    : environment.createSession(file(model).toString(), options);
        } catch (OrtException e) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, "Tried to open the model " + model + ": " + e.getMessage(), e);
        }
    }

    private static OrtSession.SessionOptions options(OnnxConfig config) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        Integer threads = config.threads();
        options.setIntraOpNumThreads(threads == null ? 1 : threads);
        options.setInterOpNumThreads(1);
        // Idle threads of a session would spin, and take a core from everything else.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static Path file(String model) {
        try {
            Path path = Path.of(model);
            if (Files.isRegularFile(path)) {
                return path;
            }
            throw missing(model, "there is no file " + path.toAbsolutePath(), null);
        } catch (InvalidPathException e) {
            throw missing(model, e.getMessage(), e);
        }
    }

    private static byte[] resource(String model) {
        String name = model.substring(CLASS_PATH.length()).replaceFirst("^/+", "");
        try (InputStream in = open(name)) {
            if (in == null) {
                throw missing(model, "no jar or folder of the class path holds " + name, null);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw missing(model, String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable InputStream open(String name) {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        InputStream in = ofThread == null ? null : ofThread.getResourceAsStream(name);
        ClassLoader own = ModelFile.class.getClassLoader();
        return in != null || own == null ? in : own.getResourceAsStream(name);
    }

    private static XooaiException missing(String model, @Nullable String why, @Nullable Exception cause) {
        return new XooaiException(Code.NOT_FOUND, "Tried to open the model " + model + ": " + why, cause);
    }
}
