import static java.lang.classfile.Opcode.INVOKEVIRTUAL;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/// Mends some methods of kwik, in its compiled classes.
///
/// `StreamOutputStreamImpl.scheduleSendStreamFrameRequest` queues a request to send and counts it only
/// afterwards. The sender's thread may take the request and count down before that; what is written
/// meanwhile finds a count that is not 0, queues nothing, and the stream stalls. Here the count is taken
/// from 0 to 1 at once, before the request is queued:
///
///     if (sendRequestsQueued.get() == 0) { send(…); sendRequestsQueued.incrementAndGet(); }
///     if (sendRequestsQueued.compareAndSet(0, 1)) { send(…); }
///
/// `StreamOutputStreamImpl.reset` clears the data while the sender's thread may be reading it, which fails over
/// that and takes the whole connection down; and flow control keeps an entry of every stream that was reset, with
/// the stream itself, for as long as the connection lives. Here the data is cleared, and flow control ended, by the
/// sender's thread, when it asks `createResetFrame` for the frame.
///
/// `StreamInputStreamImpl.read` looks whether the stream was reset or closed, and only afterwards makes itself known as
/// the one to be woken: a reset in between is not noticed before more data comes, and none does. Here it looks once a
/// second.
///
/// `StreamInputStreamImpl.abortReading` forgets its stream at once: what the peer has sent of it, and still sends until
/// it
/// hears of that, is never given back to the window of the connection, which is used up after some calls that were
/// left, with all others on it. Here the stream is known until its final size is, by its end or its reset, and what
/// was not read of it is given back then (RFC 9000, 4.5):
///
///     synchronized void inputAbandoned() {
///         if (finalSize >= 0 && !reset && !abandoned) {
///             abandoned = true;
///             quicStream.updateConnectionFlowControl((int) (finalSize - receiveBuffer.readOffset()));
///             quicStream.inputClosed();
///         }
///     }
///
/// `ReceiveBufferImpl.read` takes the frame that it has read out of a queue which may have been cleared meanwhile, by a
/// reset or whoever broke off reading, and fails over that with an exception that nobody expects of reading. Here it
/// polls.
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
    private static final ClassDesc OUTPUT = ClassDesc.of("tech.kwik.core.stream.StreamOutputStreamImpl");
    private static final ClassDesc INPUT = ClassDesc.of("tech.kwik.core.stream.StreamInputStreamImpl");
    private static final ClassDesc BUFFER = ClassDesc.of("tech.kwik.core.stream.ReceiveBuffer");
    private static final ClassDesc QUEUE = ClassDesc.of("java.util.Queue");
    private static final String ABANDONED = "inputAbandoned";
    private static final long LOOK_MILLIS = 1_000;
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);
    private static final ClassDesc MANAGER = ClassDesc.of("tech.kwik.core.stream.StreamManager");
    private static final ClassDesc STREAM = ClassDesc.of("tech.kwik.core.stream.QuicStreamImpl");
    private static final ClassDesc RESET = ClassDesc.of("tech.kwik.core.frame.ResetStreamFrame");

    private MendKwik() {}

    public static void main(String[] arguments) throws IOException {
        Path streams = Path.of(arguments[0], "tech", "kwik", "core", "stream");
        Path output = streams.resolve("StreamOutputStreamImpl.class");
        mend(
                output,
                named("scheduleSendStreamFrameRequest"),
                List.of("get", "getEncryptionLevel", "send", "incrementAndGet"),
                CodeTransform.ofStateful(() -> MendKwik::countBeforeSend));
        mend(
                output,
                named("reset"),
                List.of("discardAllData", "send", "interruptBlockingThread", "outputClosed"),
                CodeTransform.ofStateful(() -> MendKwik::clearNothing));
        mend(output, named("createResetFrame"), List.of(), CodeTransform.ofStateful(ClearAtReset::new));
        Path input = streams.resolve("StreamInputStreamImpl.class");
        mend(
                input,
                named("abortReading"),
                List.of("send", "interruptBlockingReader", "inputClosed"),
                CodeTransform.ofStateful(() -> MendKwik::abandon));
        mend(
                input,
                named("terminate"),
                List.of("updateConnectionFlowControl", "interruptBlockingReader", "inputClosed"),
                CodeTransform.ofStateful(() -> MendKwik::abandonAtReturn));
        mend(
                input,
                named("addDataFrom"),
                List.of(
                        "getUpToOffset",
                        "isFinal",
                        "getUpToOffset",
                        "isFinal",
                        "getUpToOffset",
                        "getUpToOffset",
                        "getUpToOffset",
                        "getUpToOffset",
                        "getUpToOffset",
                        "notifyAll"),
                CodeTransform.ofStateful(() -> MendKwik::abandonAtReturn));
        addInputAbandoned(input);
        mend(
                streams.resolve("ReceiveBufferImpl.class"),
                method -> method.methodName().equalsString("read")
                        && method.methodTypeSymbol().parameterCount() == 1,
                List.of("allRead", "hasRemaining", "remaining", "put"),
                CodeTransform.ofStateful(() -> MendKwik::pollInsteadOfRemove));
        mend(
                input,
                method -> method.methodName().equalsString("read")
                        && method.methodTypeSymbol().parameterCount() == 3,
                List.of("updateAllowedFlowControl", "allDataRead", "wait", "toMillis"),
                CodeTransform.ofStateful(() -> MendKwik::lookNowAndThen));
        mend(
                streams.resolve("StreamManager.class"),
                method -> method.methodName().equalsString("process")
                        && method.methodTypeSymbol().parameterType(0).equals(RESET),
                List.of("getStreamId", "getErrorCode", "getFinalSize", "terminateStream"),
                CodeTransform.ofStateful(OpenByReset::new));
    }

    private static Predicate<MethodModel> named(String name) {
        return method -> method.methodName().equalsString(name);
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
        if (!calls.equals(asItWas)) {
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

    private static void clearNothing(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeInstruction call && call.name().equalsString("discardAllData")) {
            code.pop();
            return;
        }
        code.with(element);
    }

    private static void pollInsteadOfRemove(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeInstruction call && call.name().equalsString("remove")) {
            code.invokeinterface(QUEUE, "poll", MethodTypeDesc.of(ConstantDescs.CD_Object));
            return;
        }
        code.with(element);
    }

    private static void lookNowAndThen(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeInstruction call && call.name().equalsString("wait")) {
            code.loadConstant(LOOK_MILLIS)
                    .invokestatic(
                            ClassDesc.of("java.lang.Math"),
                            "min",
                            MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_long, ConstantDescs.CD_long));
        }
        code.with(element);
    }

    private static void abandon(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeInstruction call && call.name().equalsString("inputClosed")) {
            code.pop().aload(0).invokevirtual(INPUT, ABANDONED, NOTHING);
            return;
        }
        code.with(element);
    }

    private static void abandonAtReturn(CodeBuilder code, CodeElement element) {
        if (element instanceof ReturnInstruction) {
            code.aload(0)
                    .getfield(INPUT, "closed", ConstantDescs.CD_boolean)
                    .ifThen(then -> then.aload(0).invokevirtual(INPUT, ABANDONED, NOTHING));
        }
        code.with(element);
    }

    private static void addInputAbandoned(Path file) throws IOException {
        ClassFile classes = ClassFile.of();
        byte[] changed = classes.transformClass(
                classes.parse(file),
                ClassTransform.endHandler(type -> type.withField("abandoned", ConstantDescs.CD_boolean, 0)
                        .withMethodBody(
                                ABANDONED,
                                NOTHING,
                                ClassFile.ACC_SYNCHRONIZED | ClassFile.ACC_FINAL,
                                MendKwik::inputAbandoned)));
        Files.write(file, changed);
    }

    private static void inputAbandoned(CodeBuilder code) {
        Label end = code.newLabel();
        code.aload(0)
                .getfield(INPUT, "finalSize", ConstantDescs.CD_long)
                .lconst_0()
                .lcmp()
                .iflt(end);
        code.aload(0).getfield(INPUT, "reset", ConstantDescs.CD_boolean).ifne(end);
        code.aload(0).getfield(INPUT, "abandoned", ConstantDescs.CD_boolean).ifne(end);
        code.aload(0).iconst_1().putfield(INPUT, "abandoned", ConstantDescs.CD_boolean);
        code.aload(0).getfield(INPUT, "quicStream", STREAM);
        code.aload(0).getfield(INPUT, "finalSize", ConstantDescs.CD_long);
        code.aload(0)
                .getfield(INPUT, "receiveBuffer", BUFFER)
                .invokeinterface(BUFFER, "readOffset", MethodTypeDesc.of(ConstantDescs.CD_long))
                .lsub()
                .l2i();
        code.invokevirtual(
                STREAM, "updateConnectionFlowControl", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int));
        code.aload(0).getfield(INPUT, "quicStream", STREAM).invokevirtual(STREAM, "inputClosed", NOTHING);
        code.labelBinding(end).return_();
    }

    private static final class ClearAtReset implements CodeTransform {

        @Override
        public void atStart(CodeBuilder code) {
            code.aload(0).invokevirtual(OUTPUT, "discardAllData", NOTHING);
            code.aload(0).invokevirtual(OUTPUT, "stopFlowControl", NOTHING);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
        }
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
