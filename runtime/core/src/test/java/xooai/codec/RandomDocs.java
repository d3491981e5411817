package xooai.codec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import xooai.codec.Everything.Color;
import xooai.codec.Everything.Part;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Content;
import xooai.doc.DocArray;
import xooai.doc.Extras;
import xooai.doc.Image;
import xooai.doc.Slot;
import xooai.doc.Tensor;
import xooai.doc.Text;

/// Makes docs at random; the same ones from the same seed.
public final class RandomDocs {
    private static final List<String> PIECES = List.of(
            "", "a", "Ä", "€", "😀", "\"", "\\", "\n", "\u0000", "\u2028", "/", "é", "null", "0", " ", "\u007f");
    private static final List<Double> DOUBLES = List.of(
            0.0,
            -0.0,
            1.0,
            -1.5,
            0.1,
            1e300,
            -1e-300,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            9007199254740991.0);
    private static final List<Long> LONGS =
            List.of(0L, 1L, -1L, 127L, -33L, 65_536L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53);

    private final Random random;

    /// Docs of that seed.
    public RandomDocs(long seed) {
        this.random = new Random(seed);
    }

    /// Docs with ids or without, some of them in error, some with unknown fields.
    @SuppressWarnings("NullAway") // a class file does not tell that the fields of Extras may be null
    public DocArray<Everything> array() {
        List<Slot<Everything>> slots = new ArrayList<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            String id = random.nextInt(3) == 0 ? null : "d" + i;
            slots.add(
                    random.nextInt(5) == 0
                            ? Slot.failed(id, error(2))
                            : new Slot<>(id, everything(), null, new Extras(null, unknown(), Map.of())));
        }
        return DocArray.ofSlots(slots);
    }

    /// One doc.
    public Everything everything() {
        return new Everything(
                maybe(this::text),
                random.nextBoolean(),
                maybe(random::nextBoolean),
                random.nextInt(),
                maybe(random::nextInt),
                oneOf(LONGS),
                maybe(random::nextLong),
                oneOf(DOUBLES).floatValue() == 0 ? 0.1f : random.nextFloat(),
                maybe(() -> oneOf(List.of(0.1f, Float.MAX_VALUE, Float.MIN_VALUE, Float.NaN, -0f))),
                oneOf(DOUBLES),
                maybe(random::nextGaussian),
                maybe(this::time),
                maybe(() -> oneOf(List.of(Color.values()))),
                maybe(this::content),
                maybe(this::tensor),
                maybe(() -> part(3)),
                maybe(() -> Text.of(text())),
                maybe(() -> Image.of(bytes(), oneOf(List.of("image/png", "image/jpeg")))),
                maybe(() -> list(this::text)),
                maybe(() -> list(() -> part(2))),
                maybe(() -> list(() -> list(random::nextInt))),
                maybe(() -> map(() -> oneOf(DOUBLES))),
                maybe(() -> map(() -> part(2))));
    }

    /// An error with errors behind it.
    CallError error(int depth) {
        return new CallError(
                oneOf(List.of(Code.INTERNAL, Code.UNAVAILABLE, Code.DATA_LOSS)),
                text(),
                maybe(() -> "n" + random.nextInt(3)),
                1 + random.nextInt(3),
                maybe(() -> "echo"),
                maybe(() -> "d0"),
                random.nextBoolean(),
                depth == 0 ? List.of() : List.of(error(depth - 1)));
    }

    /// A plain value without bytes.
    @Nullable
    Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> oneOf(LONGS);
            case 3 -> random.nextGaussian();
            case 4 -> text();
            case 5 -> this.<@Nullable Object>list(() -> value(depth - 1));
            default -> this.<@Nullable Object>map(() -> value(depth - 1));
        };
    }

    private Map<String, @Nullable Object> unknown() {
        Map<String, @Nullable Object> unknown = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            unknown.put("x-" + i, value(2));
        }
        return unknown;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(oneOf(PIECES));
        }
        return text.toString();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(9)];
        random.nextBytes(bytes);
        return bytes;
    }

    private Instant time() {
        return Instant.ofEpochSecond(
                random.nextLong(-62_167_219_200L, 253_402_300_800L), random.nextInt(1_000_000_000));
    }

    private Content content() {
        return switch (random.nextInt(3)) {
            case 0 -> Content.ofText(text());
            case 1 -> Content.ofBytes(bytes(), maybe(() -> "audio/wav"));
            default ->
                Content.at("data:," + random.nextInt(9), maybe(() -> Content.sign(bytes())), random.nextInt(9), null);
        };
    }

    private Tensor tensor() {
        Tensor.Dtype dtype = oneOf(List.of(Tensor.Dtype.values()));
        int[] shape = {random.nextInt(3), 1 + random.nextInt(2)};
        byte[] data = new byte[shape[0] * shape[1] * dtype.width()];
        random.nextBytes(data);
        return Tensor.of(dtype, shape, data);
    }

    private Part part(int depth) {
        return new Part(
                maybe(this::text), maybe(() -> oneOf(DOUBLES)), depth == 0 ? null : maybe(() -> part(depth - 1)));
    }

    private <T extends @Nullable Object> List<T> list(Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(element.get());
        }
        return list;
    }

    private <T extends @Nullable Object> Map<String, T> map(Supplier<T> value) {
        Map<String, T> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(text(), value.get());
        }
        return map;
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
