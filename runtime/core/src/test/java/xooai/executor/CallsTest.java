package xooai.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.validation.constraints.Max;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Codec;
import xooai.codec.Response;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Slot;
import xooai.doc.Text;
import xooai.doc.UntypedDoc;
import xooai.doc.XooaiException;
import xooai.driver.CallMetrics;
import xooai.driver.Context;

/// What the call stack does around an endpoint: failures stay where they belong, docs keep their slots.
class CallsTest {
    record Age(@Max(120) int years) implements Doc {}

    @SuppressWarnings("NullAway") // endpoints that break their contract
    static final class Endpoints extends Executor {
        private final List<String> given = new ArrayList<>();

        @Post
        public Text picky(Text doc) {
            given.add(doc.text());
            return switch (doc.text()) {
                case "bad" -> throw new XooaiException(Code.FAILED_PRECONDITION, "this doc is bad");
                case "broken" -> throw new IllegalStateException("it broke");
                case "deep" -> picky(deeper(doc));
                case "null" -> null;
                default -> doc.withText(doc.text() + "!");
            };
        }

        private static Text deeper(Text doc) {
            return doc.text().isEmpty() ? doc : deeper(deeper(doc));
        }

        @Post
        public DocArray<Text> whole(DocArray<Text> docs) {
            docs.forEach(doc -> given.add(doc.text()));
            return switch (docs.isEmpty() ? "" : docs.get(0).text()) {
                case "bad" ->
                    throw new XooaiException(
                            CallError.of(Code.ABORTED, "all of it").atNode("inner"));
                case "broken" -> throw new IllegalStateException();
                case "deep" -> DocArray.of(deeper(docs.get(0)));
                case "null" -> null;
                case "cut" -> DocArray.of(Text.of("\ud83d"));
                case "twice" -> DocArray.of(docs.get(0), docs.get(0));
                default -> DocArray.of(Text.of("new"), docs.getLast(), docs.getFirst());
            };
        }

        @Post
        public Age older(Age age) {
            given.add("" + age.years());
            return new Age(age.years() + 1);
        }
    }

    private final Endpoints executor = new Endpoints();

    private static DocArray<Text> texts(String... texts) {
        List<Slot<Text>> slots = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            slots.add(Slot.of(Text.of(texts[i])).withId("d" + i));
        }
        return DocArray.ofSlots(slots);
    }

    private Response call(String endpoint, DocArray<? extends Doc> docs) {
        return executor.call(endpoint, docs, options -> {});
    }

    private static CallError error(Response response) {
        return Objects.requireNonNull(response.error());
    }

    private static List<@Nullable String> ids(Response response) {
        List<@Nullable String> ids = new ArrayList<>();
        response.docs().slots().forEach(slot -> ids.add(slot.id()));
        return ids;
    }

    @Test
    void aDocThatFailsIsInErrorInItsSlotAndTheOthersAreNot() {
        Response response = call("picky", texts("a", "bad", "broken", "deep", "null", "b"));

        assertThat(response.code()).isEqualTo(Code.PARTIAL);
        assertThat(ids(response)).containsExactly("d0", "d1", "d2", "d3", "d4", "d5");
        assertThat(response.docs().get(0)).isEqualTo(Text.of("a!"));
        assertThat(response.docs().get(5)).isEqualTo(Text.of("b!"));
        assertThat(response.docs().errors())
                .extracting(CallError::code, CallError::message)
                .containsExactly(
                        tuple(Code.FAILED_PRECONDITION, "this doc is bad"),
                        tuple(Code.INTERNAL, "IllegalStateException: it broke"),
                        tuple(Code.INTERNAL, "StackOverflowError"),
                        tuple(Code.INTERNAL, "picky returned null"));
        assertThat(response.docs().errors()).extracting(CallError::docId).containsExactly("d1", "d2", "d3", "d4");
        assertThat(response.docs().errors()).extracting(CallError::endpoint).containsOnly("picky");
    }

    @ParameterizedTest
    @ValueSource(strings = {"picky", "whole"})
    void aDocThatComesInErrorStaysAtItsPlaceAndIsNotGiven(String endpoint) {
        CallError lost = CallError.of(Code.DATA_LOSS, "lost").ofDoc("x");
        List<Slot<Text>> slots = new ArrayList<>(texts("a", "b").slots());
        slots.add(1, Slot.failed("x", lost));

        Response response = call(endpoint, DocArray.ofSlots(slots));

        assertThat(executor.given).containsExactly("a", "b");
        assertThat(response.code()).isEqualTo(Code.PARTIAL);
        assertThat(response.docs().errors()).containsExactly(lost);
        assertThat(ids(response))
                .containsExactlyElementsOf(
                        endpoint.equals("picky")
                                ? List.of("d0", "x", "d1")
                                : java.util.Arrays.asList(null, "d1", "d0", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"picky", "whole"})
    void docsThatAreAllInErrorAreAnsweredWithoutACall(String endpoint) {
        DocArray<Text> failed = DocArray.ofSlots(List.of(Slot.failed("x", CallError.of(Code.DATA_LOSS, "lost"))));

        assertThat(call(endpoint, failed).docs()).isEqualTo(failed);
        assertThat(executor.given).isEmpty();
    }

    @Test
    void theVeryInstanceKeepsItsSlotAndOthersGetNewOnes() {
        Response response = call("whole", texts("first", "last"));

        assertThat(ids(response)).containsExactly(null, "d1", "d0");
        assertThat(ids(call("whole", texts("twice", "x")))).containsExactly("d0", null);
    }

    @Test
    void aDocThatIsNotValidIsNotGiven() {
        Response response = call("older", DocArray.of(new Age(7), new Age(130)));

        assertThat(executor.given).containsExactly("7");
        assertThat(response.code()).isEqualTo(Code.PARTIAL);
        assertThat(response.docs().get(0)).isEqualTo(new Age(8));
        assertThat(response.docs().errors())
                .containsExactly(CallError.of(
                        Code.INVALID_ARGUMENT, "Age is not valid: `years` must be less than or equal to 120"));
    }

    @Test
    void aDocThatAnEndpointMadeInvalidIsItsFault() {
        Response response = call("older", DocArray.of(new Age(120)));

        assertThat(response.docs().errors())
                .containsExactly(
                        CallError.of(Code.INTERNAL, "Age is not valid: `years` must be less than or equal to 120"));
    }

    @Test
    void aDocOfAnotherTypeIsRefusedByName() {
        assertThat(error(call("picky", DocArray.of(new Age(7)))).message())
                .isEqualTo("Tried to read doc number 0 as Text: takes Text, and is given Age");
        assertThat(error(call("older", DocArray.of(new UntypedDoc("", Map.of("years", "x"), null))))
                        .message())
                .isEqualTo("Tried to read doc number 0 as Age: `years`: expected an integer, found a string");
        assertThat(call("older", DocArray.of(new UntypedDoc("Age", Map.of("years", 1L), null)))
                        .docs()
                        .get(0))
                .isEqualTo(new Age(2));
    }

    @Test
    void anEndpointThatFailsFailsTheRequest() {
        assertThat(error(call("whole", texts("bad"))))
                .isEqualTo(
                        CallError.of(Code.ABORTED, "all of it").atNode("inner").atEndpoint("whole"));
        assertThat(error(call("whole", texts("broken"))).message()).isEqualTo("IllegalStateException");
        assertThat(error(call("whole", texts("deep"))).message()).isEqualTo("StackOverflowError");
        assertThat(error(call("whole", texts("null"))).message()).isEqualTo("whole returned null");
        assertThatThrownBy(() -> executor.post("whole", texts("bad")))
                .isInstanceOf(XooaiException.class)
                .hasMessage("all of it");
    }

    @Test
    void docsThatNoCodecCanWriteAreAnInternalError() {
        for (Codec codec : Codec.all()) {
            CallError error = error(executor.call("whole", texts("cut"), call -> call.codec(codec)));

            assertThat(error.code()).isEqualTo(Code.INTERNAL);
            assertThat(error.message())
                    .startsWith(
                            "Tried to write the answer as " + codec.name() + ": a string holds half of a surrogate");
        }
    }

    @Test
    void everyCallIsCounted() {
        List<String> heard = new ArrayList<>();
        CallMetrics listener = (name, endpoint, code, nanos) -> {
            if (name.equals("counted")) {
                heard.add(endpoint + " " + code + " " + (nanos > 0));
            }
        };
        executor.as("counted");
        try (Context.Registration _ = CallMetrics.listen(listener)) {
            call("picky", texts("a"));
            call("picky", texts("bad"));
            call("whole", texts("bad"));
            call("nothing", texts("a"));
        }
        call("picky", texts("a"));

        assertThat(heard)
                .containsExactly("picky OK true", "picky PARTIAL true", "whole ABORTED true", "nothing NOT_FOUND true");
    }
}
