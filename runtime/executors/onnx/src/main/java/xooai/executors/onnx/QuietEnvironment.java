package xooai.executors.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// The one environment of onnxruntime in this process, opened so that it reports nothing to anybody.
///
/// Left alone, onnxruntime collects the machine's id and the command line for its maker when the environment
/// is made, and matches the command line by a recursion that overflows the stack, and ends Java, when it has
/// some thousand characters. A variable of the process's environment is the only switch that it looks at
/// before that.
final class QuietEnvironment {
    private static final String SWITCH = "ORT_DISABLE_TELEMETRY";
    private static final int KEEP_WHAT_IS_SET = 0;

    private QuietEnvironment() {}

    /// The environment; opened by the first that asks.
    ///
    /// @throws XooaiException with FAILED_PRECONDITION where onnxruntime's native library cannot be loaded
    static OrtEnvironment get() {
        return Holder.ENVIRONMENT;
    }

    private static final class Holder {
        static final OrtEnvironment ENVIRONMENT = open();
    }

    private static OrtEnvironment open() {
        try {
            switchTelemetryOff();
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            return environment;
        } catch (LinkageError | IllegalCallerException | OrtException e) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "Tried to load onnxruntime's native library for " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ": " + e.getMessage()
                            + ". Run where onnxruntime is supported, with --enable-native-access=ALL-UNNAMED",
                    e);
        }
    }

    /// Sets the switch in the process's own environment, which Java cannot do without native code. Where
    /// there is no
    /// `setenv`, on Windows, onnxruntime reads no command line.
    @SuppressWarnings("restricted") // Native access is what this whole module needs.
    private static void switchTelemetryOff() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return;
        }
        MethodHandle call = linker.downcallHandle(
                setenv.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int failed = (int) call.invokeExact(arena.allocateFrom(SWITCH), arena.allocateFrom("1"), KEEP_WHAT_IS_SET);
            if (failed != 0) {
                throw new IllegalStateException("setenv failed for " + SWITCH);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
