package xooai.executors.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Context;

/// The options of one run, which stop it when its call is cancelled: native code hears of no interrupt.
///
/// Options are closed under the same lock that a cancellation takes, so that none reaches freed memory.
final class StoppableRun implements AutoCloseable {
    private final OrtSession.RunOptions options;
    private Context.Registration registration = Context.Registration.NONE;
    private boolean closed;

    private StoppableRun(OrtSession.RunOptions options) {
        this.options = options;
    }

    static StoppableRun of(Context context) throws OrtException {
        StoppableRun run = new StoppableRun(new OrtSession.RunOptions());
        run.registration = context.onCancel(run::stop);
        return run;
    }

    OrtSession.RunOptions options() {
        return options;
    }

    private synchronized void stop() {
        if (closed) {
            return;
        }
        try {
            options.setTerminate(true);
        } catch (OrtException e) {
            throw new XooaiException(Code.INTERNAL, "Tried to stop a run: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        registration.close();
        synchronized (this) {
            closed = true;
            options.close();
        }
    }
}
