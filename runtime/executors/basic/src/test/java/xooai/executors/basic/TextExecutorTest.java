package xooai.executors.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Image;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.executor.Executor;
import xooai.executor.Executors;

@NullMarked
class TextExecutorTest {

    private static String post(String endpoint, String text) {
        try (TextExecutor executor = new TextExecutor()) {
            return executor.<Text>post(endpoint, DocArray.of(Text.of(text)))
                    .getFirst()
                    .text();
        }
    }

    @Test
    void lettersChangeByTheRulesOfNoLanguage() {
        assertThat(post("upper", "title, Straße")).isEqualTo("TITLE, STRASSE");
        assertThat(post("lower", "TITLE")).isEqualTo("title");
    }

    @Test
    void whiteSpaceGoesAtTheEndsOrEverywhere() {
        assertThat(post("trim", "\u2003 a  b \n")).isEqualTo("a  b");
        assertThat(post("squeeze", "\u2003 a \t b \n c ")).isEqualTo("a b c");
    }

    @Test
    void aNormalizedTextIsComposed() {
        assertThat(post("normalize", "e\u0301")).isEqualTo("é");
    }

    @Test
    void aReversedTextKeepsItsCodePointsWhole() {
        assertThat(post("reverse", "ab😀")).isEqualTo("😀ba");
    }

    @Test
    void aTextThatDoesNotChangeIsTheSameDoc() {
        Text text = Text.of("ok");
        try (TextExecutor executor = new TextExecutor()) {
            assertThat(executor.lower(text)).isSameAs(text);
        }
    }

    @Test
    void aTextThatCannotBeReadIsInErrorAlone() {
        try (TextExecutor executor = new TextExecutor()) {
            DocArray<Text> answer = executor.post("upper", DocArray.of(Text.at("no/such/file"), Text.of("a")));
            assertThat(answer.slot(0).isOk()).isFalse();
            assertThat(answer.slot(1).get().text()).isEqualTo("A");
        }
    }

    @Test
    void replaceTakesTheTextAsItIsAndNoPattern() {
        Map<String, Object> config = Map.of("find", ".", "replacement", "$1");
        try (Executor executor = Executors.create(
                getClass().getClassLoader(), ReplaceExecutor.class.getName(), new java.util.LinkedHashMap<>(config))) {
            assertThat(executor.<Text>post("replace", DocArray.of(Text.of("a.b.c")))
                            .getFirst()
                            .text())
                    .isEqualTo("a$1b$1c");
        }
    }

    @Test
    void replaceWithNothingToFindIsRefused() {
        assertThatThrownBy(() -> Executors.create(
                        getClass().getClassLoader(),
                        ReplaceExecutor.class.getName(),
                        new java.util.LinkedHashMap<>(Map.of("find", "", "replacement", "x"))))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
                .hasMessageContaining("find");
    }

    @Test
    void echoGivesBackDocsOfAnyType() {
        DocArray<Doc> docs = DocArray.of(Text.of("a"), Image.of(new byte[] {1}, null));
        try (EchoExecutor executor = new EchoExecutor()) {
            assertThat(executor.<Doc>post("echo", docs)).isEqualTo(docs);
        }
    }
}
