import static java.lang.classfile.Opcode.INVOKEVIRTUAL;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Mends two methods of kwik, in its compiled classes.
///
/// `StreamOutputStreamImpl.scheduleSendStreamFrameRequest` queues a request to send and counts it only
/// afterwards. The sender's thread may take the request and count down before that; what is written
/// meanwhile finds a count that is not 0, queues nothing, and the stream stalls. Here the count is taken
/// from 0 to 1 at once, before the request is queued:
///
///     if (sendRequestsQueued.get() == 0) { send(…); sendRequestsQueued.incrementAndGet(); }
///     if (sendRequestsQueued.compareAndSet(0, 1)) { send(…); }
///
/// `StreamManager.process(ResetStreamFrame)` passes over the reset of a stream that it does not know. A reset
/// that overtakes the first data of its stream is lost by that: the stream is opened by the next one, nothing
/// ever comes of it, and its credit is held. A reset opens a stream as data does (RFC 9000, 3.2). So here the
/// method begins with:
///
///     if (isPeerInitiated(frame.getStreamId())) { createPeerInitiatedStream(frame.getStreamId()); }
///
/// Fails when a method is no longer as it was: then kwik was mended, and what is mended here is to be dropped.
final class MendKwik {
    private static final ClassDesc COUNT = ClassDesc.of("java.util.concurrent.atomic.AtomicInteger");
    private static final ClassDesc MANAGER = ClassDesc.of("tech.kwik.core.stream.StreamManager");
    private static final ClassDesc STREAM = ClassDesc.of("tech.kwik.core.stream.QuicStreamImpl");
    private static final ClassDesc RESET = ClassDesc.of("tech.kwik.core.frame.ResetStreamFrame");

    private MendKwik() {}

    public static void main(String[] arguments) throws IOException {
        Path streams = Path.of(arguments[0], "tech", "kwik", "core", "stream");
        mend(
                streams.resolve("StreamOutputStreamImpl.class"),
                method -> method.methodName().equalsString("scheduleSendStreamFrameRequest"),
                List.of("getEncryptionLevel", "get", "send", "incrementAndGet"),
                CodeTransform.ofStateful(() -> MendKwik::countBeforeSend));
        mend(
                streams.resolve("StreamManager.class"),
                method -> method.methodName().equalsString("process")
                        && method.methodTypeSymbol().parameterType(0).equals(RESET),
                List.of("getStreamId", "getErrorCode", "getFinalSize", "terminateStream"),
                CodeTransform.ofStateful(OpenByReset::new));
    }

    private static void mend(Path file, Predicate<MethodModel> method, List<String> asItWas, CodeTransform change)
            throws IOException {
        ClassFile classes = ClassFile.of();
        ClassModel model = classes.parse(file);
        List<String> calls = model.methods().stream()
                .filter(method)
                .flatMap(each -> each.code().orElseThrow().elementStream())
                .filter(InvokeInstruction.class::isInstance)
                .map(InvokeInstruction.class::cast)
                .filter(call -> call.opcode() == INVOKEVIRTUAL)
                .map(call -> call.name().stringValue())
                .toList();
        if (!Set.copyOf(calls).equals(Set.copyOf(asItWas)) || calls.size() != asItWas.size()) {
            throw new IllegalStateException(
                    "a method of kwik's " + file.getFileName() + " calls " + calls + ", and not " + asItWas
                            + " any more: look whether it was mended, and drop what is done here then");
        }
        Files.write(file, classes.transformClass(model, ClassTransform.transformingMethodBodies(method, change)));
    }

    private static void countBeforeSend(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeInstruction call && call.owner().asSymbol().equals(COUNT)) {
            switch (call.name().stringValue()) {
                // 0 where the count was taken from 0 to 1, so that the comparison that follows stays.
                case "get" ->
                    code.iconst_0()
                            .iconst_1()
                            .invokevirtual(
                                    COUNT,
                                    "compareAndSet",
                                    MethodTypeDesc.of(
                                            ConstantDescs.CD_boolean, ConstantDescs.CD_int, ConstantDescs.CD_int))
                            .iconst_1()
                            .ixor();
                // It has been counted; what is left on the stack is dropped by what follows.
                case "incrementAndGet" -> code.invokevirtual(COUNT, "get", MethodTypeDesc.of(ConstantDescs.CD_int));
                default -> code.with(element);
            }
            return;
        }
        code.with(element);
    }

    private static final class OpenByReset implements CodeTransform {

        @Override
        public void atStart(CodeBuilder code) {
            MethodTypeDesc ofId = MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_int);
            id(code.aload(0))
                    .invokevirtual(MANAGER, "isPeerInitiated", ofId)
                    .ifThen(then -> id(then.aload(0))
                            .invokevirtual(
                                    MANAGER,
                                    "createPeerInitiatedStream",
                                    MethodTypeDesc.of(STREAM, ConstantDescs.CD_int))
                            .pop());
        }

        private static CodeBuilder id(CodeBuilder code) {
            return code.aload(1).invokevirtual(RESET, "getStreamId", MethodTypeDesc.of(ConstantDescs.CD_int));
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
    }
}
