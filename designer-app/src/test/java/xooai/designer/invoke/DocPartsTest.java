package xooai.designer.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import xooai.designer.invoke.DocPart.AudioPart;
import xooai.designer.invoke.DocPart.ErrorPart;
import xooai.designer.invoke.DocPart.ImagePart;
import xooai.designer.invoke.DocPart.NumberPart;
import xooai.designer.invoke.DocPart.ObjectPart;
import xooai.designer.invoke.DocPart.TensorPart;
import xooai.designer.invoke.DocPart.TextPart;
import xooai.doc.CallError;
import xooai.doc.Code;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Image;
import xooai.doc.Slot;
import xooai.doc.Tensor;
import xooai.doc.Text;
import xooai.doc.UntypedDoc;

final class DocPartsTest {
    /// A doc of a program's own, with one field of each kind.
    record Sheet(Text title, Image scan, Tensor numbers, double score, List<Text> lines) implements Doc {}

    @Test
    void aRecordIsTakenApartIntoWhatItsFieldsAre() {
        Sheet sheet = new Sheet(
                Text.of("t"), Image.of(new byte[] {1}, "image/png"), Tensor.of(new float[] {1, 2}), 0.5, List.of());
        ObjectPart part = (ObjectPart) DocParts.of(sheet);
        assertThat(part.type()).isEqualTo("Sheet");
        assertThat(part.fields().get("title")).isInstanceOf(TextPart.class);
        assertThat(part.fields().get("scan")).isInstanceOf(ImagePart.class);
        assertThat(part.fields().get("numbers")).isInstanceOf(TensorPart.class);
        assertThat(part.fields().get("score")).isInstanceOf(NumberPart.class);
    }

    @Test
    void docsOfClassesThatAreElsewhereAreShownAsWhatTheyAreToo() {
        assertThat(DocParts.of(untyped("Text", Map.of("text", "hi")))).isInstanceOf(TextPart.class);
        assertThat(DocParts.of(untyped("Audio", Map.of("ref", "a.wav")))).isInstanceOf(AudioPart.class);
        ObjectPart nested = (ObjectPart) DocParts.of(untyped(
                "Sheet",
                Map.of(
                        "scan", Map.of("bytes", new byte[] {1}, "mediaType", "image/png"),
                        "numbers", Map.of("dtype", "uint8", "shape", List.of(2L), "data", new byte[] {1, 2}))));
        assertThat(nested.fields().get("scan")).isInstanceOf(ImagePart.class);
        assertThat(nested.fields().get("numbers")).isInstanceOf(TensorPart.class);
    }

    @Test
    void aRefIsOpenedUnderTheRulesOfWhereTheDocCameFrom() {
        ContentSource none = ref -> {
            throw new IOException("forbidden: " + ref);
        };
        TextPart part = (TextPart) DocParts.of(new UntypedDoc("Text", Map.of("ref", "file:/etc/passwd"), none));
        assertThatThrownBy(() -> part.content().text()).hasMessageContaining("forbidden");
    }

    private static UntypedDoc untyped(String type, Map<String, Object> fields) {
        return new UntypedDoc(type, fields, null);
    }

    @Test
    void aTensorThatContradictsItselfIsShownAsItsFields() {
        UntypedDoc bad = untyped("T", Map.of("n", Map.of("dtype", "uint8", "shape", List.of(9L), "data", "AQ==")));
        assertThat(((ObjectPart) DocParts.of(bad)).fields().get("n")).isInstanceOf(ObjectPart.class);
    }

    @Test
    void errorsStandInTheirPlace() {
        DocArray<Text> docs = DocArray.ofSlots(
                List.of(Slot.of(Text.of("a")).withId("0"), Slot.failed("1", CallError.of(Code.INTERNAL, "no"))));
        assertThat(DocParts.of(docs))
                .extracting(shown -> shown.part().getClass().getSimpleName())
                .containsExactly(TextPart.class.getSimpleName(), ErrorPart.class.getSimpleName());
    }

    @Test
    void aDocInAFewWordsFitsALine() {
        assertThat(DocParts.brief(DocParts.of(Text.of("x\ny".repeat(500))))).hasSizeLessThanOrEqualTo(140);
    }
}
