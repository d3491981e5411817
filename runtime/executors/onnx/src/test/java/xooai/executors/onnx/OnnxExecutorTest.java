package xooai.executors.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Tensor;
import xooai.doc.XooaiException;
import xooai.driver.Context;
import xooai.executor.Executor;
import xooai.executor.Executors;

@NullMarked
class OnnxExecutorTest {
    private static final OnnxConfig CLASSES = OnnxConfig.of("classpath:/models/classes.onnx");

    private static void assertFails(ThrowingCallable call, Code code, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(words);
    }

    private static Context context() {
        return Context.of(Duration.ofSeconds(30));
    }

    private static Classification classify(OnnxConfig config, float... values) {
        try (OnnxExecutor executor = new OnnxExecutor(config)) {
            return executor.<Classification>post("classify", DocArray.of(new TensorDoc(Tensor.of(values))))
                    .getFirst();
        }
    }

    private static Tensor longs(long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asLongBuffer().put(values);
        return Tensor.of(Tensor.Dtype.INT64, new int[] {values.length}, buffer.array());
    }

    @Test
    void theClassWithTheHighestScoreIsTheLabel() {
        Classification answer = classify(CLASSES.withLabels(List.of("left", "right", "none")), 3, 1);
        assertThat(answer.label()).isEqualTo("left");
        assertThat(answer.confidence()).isEqualTo(3);
        assertThat(answer.confidences())
                .containsExactly(Map.entry("left", 3f), Map.entry("right", 1f), Map.entry("none", -3.5f));
    }

    @Test
    void classesWithoutNamesAreNumbered() {
        assertThat(classify(CLASSES, -1, -1).label()).isEqualTo("2");
    }

    @Test
    void softmaxMakesConfidencesThatSumToOne() {
        Classification answer = classify(CLASSES.withSoftmax(true), 300, 301);
        assertThat(answer.label()).isEqualTo("1");
        assertThat(answer.confidence()).isCloseTo(0.731f, within(0.001f));
        assertThat(answer.confidences().values().stream()
                        .mapToDouble(Float::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void theBatchDimensionMayBeLeftOut() {
        try (OnnxExecutor executor = new OnnxExecutor(CLASSES)) {
            Tensor one = executor.apply(new TensorDoc(Tensor.of(new float[] {3, 1}, 2)), context())
                    .tensor();
            Tensor batch = executor.apply(new TensorDoc(Tensor.of(new float[] {3, 1, 0, 0}, 2, 2)), context())
                    .tensor();
            assertThat(one).isEqualTo(Tensor.of(new float[] {3, 1, -3.5f}, 3));
            assertThat(batch).isEqualTo(Tensor.of(new float[] {3, 1, -3.5f, 0, 0, 0.5f}, 2, 3));
        }
    }

    @Test
    void aTensorOfTheWrongShapeOrTypePutsItsDocAloneInError() {
        try (OnnxExecutor executor = new OnnxExecutor(CLASSES)) {
            DocArray<TensorDoc> answer = executor.post(
                    "apply",
                    DocArray.of(
                            new TensorDoc(Tensor.of(new float[3], 3)),
                            new TensorDoc(longs(1, 2)),
                            new TensorDoc(Tensor.of(new float[2], 2))));
            assertThat(answer.slot(2).isOk()).isTrue();
            assertThat(answer.errors()).extracting(CallError::code).containsOnly(Code.INVALID_ARGUMENT);
            assertThat(answer.errors())
                    .extracting(CallError::message)
                    .containsExactly(
                            "input `x` takes float32[?, 2] and was given float32[3]",
                            "input `x` takes float32[?, 2] and was given int64[2]");
        }
    }

    @Test
    void severalExamplesAreNotOneClass() {
        try (OnnxExecutor executor = new OnnxExecutor(CLASSES)) {
            TensorDoc batch = new TensorDoc(Tensor.of(new float[4], 2, 2));
            assertFails(() -> executor.classify(batch, context()), Code.INVALID_ARGUMENT, "one example a doc");
        }
    }

    @Test
    void labelsThatAreNotAsManyAsClassesAreRefused() {
        assertFails(() -> classify(CLASSES.withLabels(List.of("a", "b")), 1, 2), Code.FAILED_PRECONDITION, "names 2");
        assertFails(() -> new OnnxExecutor(CLASSES.withLabels(List.of("a", "a"))), Code.INVALID_ARGUMENT, "are equal");
    }

    @Test
    void aNetworkOfSeveralInputsIsFedByName() {
        try (OnnxExecutor executor = new OnnxExecutor(OnnxConfig.of("classpath:/models/two.onnx"))) {
            Map<String, Tensor> inputs = Map.of("a", Tensor.of(new float[] {1, 2}, 2), "b", longs(10, 20));
            TensorsDoc answer = executor.infer(new TensorsDoc(inputs), context());
            assertThat(answer.tensors())
                    .containsExactly(
                            Map.entry("sum", Tensor.of(new float[] {11, 22}, 2)), Map.entry("same", longs(10, 20)));
            assertFails(() -> executor.apply(new TensorDoc(longs(1)), context()), Code.FAILED_PRECONDITION, "infer");
            assertFails(
                    () -> executor.infer(new TensorsDoc(Map.of("a", longs(1))), context()),
                    Code.INVALID_ARGUMENT,
                    "takes a, b and was given a");
        }
    }

    @Test
    void eachTypeOfElementsGoesThroughUnchanged() {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Tensor.Dtype dtype : Tensor.Dtype.values()) {
            byte[] data = new byte[2 * dtype.width()];
            data[0] = 1;
            inputs.put("in_" + dtype.wireName(), Tensor.of(dtype, new int[] {2}, data));
        }
        try (OnnxExecutor executor = new OnnxExecutor(OnnxConfig.of("classpath:/models/types.onnx"))) {
            Map<String, Tensor> outputs =
                    executor.infer(new TensorsDoc(inputs), context()).tensors();
            assertThat(outputs).hasSameSizeAs(inputs);
            outputs.forEach((name, tensor) -> assertThat(tensor).isEqualTo(inputs.get(name.replace("out_", "in_"))));
        }
    }

    @Test
    void aModelIsReadFromAFileToo(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("my model.onnx");
        try (var in = getClass().getResourceAsStream("/models/classes.onnx")) {
            Files.write(file, java.util.Objects.requireNonNull(in).readAllBytes());
        }
        assertThat(classify(OnnxConfig.of(file.toString()), 0, 1).label()).isEqualTo("1");
    }

    @Test
    void aModelThatIsMissingIsNamed() {
        assertFails(() -> new OnnxExecutor(OnnxConfig.of("classpath:/no/such.onnx")), Code.NOT_FOUND, "no/such.onnx");
        assertFails(() -> new OnnxExecutor(OnnxConfig.of("no/such.onnx")), Code.NOT_FOUND, "no/such.onnx");
        assertFails(() -> new OnnxExecutor(OnnxConfig.of("nul\0byte")), Code.NOT_FOUND, "Tried to open the model");
    }

    @Test
    void aModelThatIsBrokenIsNamed(@TempDir Path folder) throws IOException {
        Path broken = folder.resolve("broken.onnx");
        Files.writeString(broken, "this is no network");
        Path empty = Files.createFile(folder.resolve("empty.onnx"));
        for (Path file : List.of(broken, empty)) {
            assertFails(() -> new OnnxExecutor(OnnxConfig.of(file.toString())), Code.INVALID_ARGUMENT, file.toString());
        }
    }

    @Test
    void anOutputThatTheModelDoesNotHaveIsRefusedAtOnce() {
        assertFails(() -> new OnnxExecutor(CLASSES.withOutput("y")), Code.INVALID_ARGUMENT, "no output `y`", "scores");
    }

    @Test
    void aConfigurationWithoutModelIsRefused() {
        assertFails(
                () -> Executors.create(getClass().getClassLoader(), OnnxExecutor.class.getName(), Map.of()),
                Code.INVALID_ARGUMENT,
                "model");
    }

    @Test
    void manyCallsRunAtOnceOnOneSession() throws ExecutionException, InterruptedException {
        try (OnnxExecutor executor = new OnnxExecutor(CLASSES);
                ExecutorService threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Classification>> answers = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                float sign = i % 2 == 0 ? 1 : -1;
                answers.add(threads.submit(() ->
                        executor.classify(new TensorDoc(Tensor.of(new float[] {sign, -sign}, 2)), context())));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get().label()).isEqualTo(i % 2 == 0 ? "0" : "1");
            }
        }
    }

    @Test
    void aCancelledCallStopsItsRun() {
        try (OnnxExecutor executor = new OnnxExecutor(OnnxConfig.of("classpath:/models/count.onnx"));
                ExecutorService threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(executor.apply(new TensorDoc(longs(1000)), context())
                            .tensor()
                            .get(0))
                    .isEqualTo(1000);
            Context call = context();
            Future<TensorDoc> counting =
                    threads.submit(() -> executor.apply(new TensorDoc(longs(Long.MAX_VALUE)), call));
            assertThatThrownBy(() -> counting.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            call.cancel(CallError.of(Code.CANCELLED, "the caller left"));
            assertThatThrownBy(() -> counting.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("the caller left");
        }
    }

    @Test
    void aClosedExecutorRefusesCalls() {
        OnnxExecutor executor = new OnnxExecutor(CLASSES);
        executor.close();
        executor.close();
        assertFails(
                () -> executor.apply(new TensorDoc(Tensor.of(new float[2], 2)), context()),
                Code.UNAVAILABLE,
                "is closed");
    }

    @Test
    void describingOpensNoModel() {
        assertThat(Executors.describe(getClass().getClassLoader(), OnnxExecutor.class.getName())
                        .endpoints())
                .extracting(endpoint -> endpoint.path())
                .containsExactlyInAnyOrder("apply", "classify", "infer");
    }

    @Test
    void anExecutorMadeByNameRuns() {
        Map<String, Object> config = Map.of("model", "classpath:models/classes.onnx", "labels", List.of("a", "b", "c"));
        try (Executor executor = Executors.create(
                getClass().getClassLoader(), OnnxExecutor.class.getName(), new LinkedHashMap<>(config))) {
            DocArray<Classification> answer =
                    executor.post("classify", DocArray.of(new TensorDoc(Tensor.of(new float[] {0, 1}, 2))));
            assertThat(answer.getFirst().label()).isEqualTo("b");
        }
    }
}
