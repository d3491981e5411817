package xooai.doc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A record class is taken as a doc's only when docs can hold all of it.
class DocTypeTest {
    @SuppressWarnings("ArrayRecordComponent") // refused for it
    record WithBytes(byte[] data) implements Doc {}

    record WithSet(Set<String> tags) implements Doc {}

    record WithDecimal(List<BigDecimal> prices) implements Doc {}

    record WithOptional(Optional<String> name) implements Doc {}

    record WithIntKeys(Map<Integer, String> names) implements Doc {}

    record WithRawList(@SuppressWarnings("rawtypes") List values) implements Doc {}

    record WithChar(char letter) implements Doc {}

    record Box<T>(T value) implements Doc {}

    record Named(String id) implements Doc {}

    record Typed(Text type) implements Doc {}

    record Failed(List<String> error) implements Doc {}

    record Config(String id, String type, String error) {}

    record Good(String name, Map<String, List<Config>> nested) implements Doc {}

    record Throwing(int count) implements Doc {
        Throwing {
            if (count < 0) {
                throw new IllegalArgumentException("count is negative");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                WithBytes.class,
                WithSet.class,
                WithDecimal.class,
                WithOptional.class,
                WithIntKeys.class,
                WithRawList.class,
                WithChar.class,
                Box.class
            })
    void aComponentThatDocsCannotHoldIsNamed(Class<?> type) {
        String component = type.getRecordComponents()[0].getName();

        assertThatThrownBy(() -> DocType.of(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(type.getSimpleName() + "." + component)
                .hasMessageContaining("docs hold String, boolean, int, long, float, double, Instant, enums, Content");
    }

    @ParameterizedTest
    @ValueSource(classes = {Named.class, Typed.class, Failed.class})
    void aDocHasNoComponentOfItsSlot(Class<?> type) {
        String component = type.getRecordComponents()[0].getName();

        assertThatThrownBy(() -> DocType.of(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("%s.%s: `id`, `type` and `error` belong to a doc's slot, on the wire and in a DocArray;"
                                .formatted(type.getSimpleName(), component)
                        + " choose another name");
    }

    @Test
    void aRecordThatIsNoDocMayHaveThem() {
        assertThat(DocType.of(Config.class).components())
                .extracting(DocType.Component::name)
                .containsExactly("id", "type", "error");
        assertThat(DocType.of(Good.class).name()).isEqualTo("Good");
    }

    @Test
    void aClassThatIsNoRecordIsNoDoc() {
        assertThatThrownBy(() -> DocType.of(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String is not a record");
    }

    @Test
    void whatARecordsOwnConstructorRefusesIsAnInvalidArgument() {
        DocType type = DocType.of(Throwing.class);

        assertThat(type.create(new Object[] {1})).isEqualTo(new Throwing(1));
        assertThatThrownBy(() -> type.create(new Object[] {-1}))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
                .hasMessage("Throwing refuses its values: count is negative");
    }
}
