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

/// Mends one method of kwik, in its compiled class.
///
/// `StreamOutputStreamImpl.scheduleSendStreamFrameRequest` queues a request to send and counts it only
/// afterwards. The sender's thread may take the request and count down before that; what is written
/// meanwhile finds a count that is not 0, queues nothing, and the stream stalls. Here the count is taken
/// from 0 to 1 at once, before the request is queued:
///
///     if (sendRequestsQueued.get() == 0) { send(…); sendRequestsQueued.incrementAndGet(); }
///     if (sendRequestsQueued.compareAndSet(0, 1)) { send(…); }
///
/// Fails when the method is no longer as it was: then kwik was mended, and this module is to be dropped.
final class CountBeforeSend {
    private static final String METHOD = "scheduleSendStreamFrameRequest";
    private static final ClassDesc COUNT = ClassDesc.of("java.util.concurrent.atomic.AtomicInteger");
    private static final List<String> AS_IT_WAS = List.of("get", "send", "incrementAndGet");

    private CountBeforeSend() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        ClassFile classes = ClassFile.of();
        ClassModel model = classes.parse(file);
        List<String> calls = model.methods().stream()
                .filter(CountBeforeSend::isMeant)
                .flatMap(method -> method.code().orElseThrow().elementStream())
                .filter(InvokeInstruction.class::isInstance)
                .map(InvokeInstruction.class::cast)
                .filter(call -> call.opcode() == INVOKEVIRTUAL)
                .map(call -> call.name().stringValue())
                .filter(name -> !name.equals("getEncryptionLevel"))
                .toList();
        if (!calls.equals(AS_IT_WAS)) {
            throw new IllegalStateException("kwik's " + METHOD + " calls " + calls + ", and not " + AS_IT_WAS
                    + " any more: look whether it was mended, and drop this module then");
        }
        Files.write(
                file,
                classes.transformClass(
                        model,
                        ClassTransform.transformingMethodBodies(
                                CountBeforeSend::isMeant, CodeTransform.ofStateful(() -> CountBeforeSend::mend))));
    }

    private static boolean isMeant(MethodModel method) {
        return method.methodName().equalsString(METHOD);
    }

    private static void mend(CodeBuilder code, CodeElement element) {
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
}
