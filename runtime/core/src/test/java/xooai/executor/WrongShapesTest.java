package xooai.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.driver.Context;

/// An endpoint of a wrong shape is refused when its executor is made, with its method and the rule.
@SuppressWarnings("unused") // the endpoints are found by reflection
class WrongShapesTest {
    private static final String SHAPES = "an endpoint is `DocArray<B> f(DocArray<A>)`, `B f(A)` or"
            + " `DocArray<B> f(Inputs)`, and may return a CompletionStage of its result; or it takes a DocStream<A>, or"
            + " returns a Stream<B> or DocStream<B>; with an optional last parameter Context";
    private static final String PUBLIC = "an endpoint is a public method that is not static";

    static final class Private extends Executor {
        @Post
        private Text f(Text doc) {
            return doc;
        }
    }

    static class Protected extends Executor {
        @Post
        protected Text f(Text doc) {
            return doc;
        }
    }

    static final class PackagePrivate extends Executor {
        @Post
        Text f(Text doc) {
            return doc;
        }
    }

    static final class Static extends Executor {
        @Post
        public static Text f(Text doc) {
            return doc;
        }
    }

    static final class NoDocs extends Executor {
        @Post
        public Text f() {
            return Text.of("");
        }
    }

    static final class OnlyContext extends Executor {
        @Post
        public Text f(Context context) {
            return Text.of("");
        }
    }

    static final class ContextFirst extends Executor {
        @Post
        public Text f(Context context, Text doc) {
            return doc;
        }
    }

    static final class TwoDocs extends Executor {
        @Post
        public Text f(Text one, Text two) {
            return one;
        }
    }

    static final class PlainString extends Executor {
        @Post
        public String f(String text) {
            return text;
        }
    }

    static final class Nothing extends Executor {
        @Post
        public void f(Text doc) {}
    }

    static final class ManyToOne extends Executor {
        @Post
        public Text f(DocArray<Text> docs) {
            return docs.get(0);
        }
    }

    static final class OneToMany extends Executor {
        @Post
        public DocArray<Text> f(Text doc) {
            return DocArray.of(doc);
        }
    }

    static final class BranchesToOne extends Executor {
        @Post
        public Text f(Inputs inputs) {
            return Text.of("");
        }
    }

    static final class PlainList extends Executor {
        @Post
        public List<Text> f(List<Text> docs) {
            return docs;
        }
    }

    static final class StreamOfStrings extends Executor {
        @Post
        public java.util.stream.Stream<Text> f(String doc) {
            return java.util.stream.Stream.of(Text.of(doc));
        }
    }

    static final class BranchesToStream extends Executor {
        @Post
        public java.util.stream.Stream<Text> f(Inputs inputs) {
            return java.util.stream.Stream.empty();
        }
    }

    static final class LaterString extends Executor {
        @Post
        public @Nullable CompletionStage<String> f(Text doc) {
            return null;
        }
    }

    static final class SlashPath extends Executor {
        @Post("a/b")
        public Text f(Text doc) {
            return doc;
        }
    }

    static final class LongPath extends Executor {
        @Post("x123456789x123456789x123456789x123456789x123456789x123456789x123")
        public Text f(Text doc) {
            return doc;
        }
    }

    static final class Reserved extends Executor {
        @Post("close")
        public Text f(Text doc) {
            return doc;
        }
    }

    static final class Overloaded extends Executor {
        @Post
        public Text describe(Text doc) {
            return doc;
        }
    }

    static final class TwoOfOnePath extends Executor {
        @Post
        public Text f(Text doc) {
            return doc;
        }

        @Post("f")
        public Text g(Text doc) {
            return doc;
        }
    }

    record Inner(Map<Integer, String> names) {}

    record BadDeep(List<Inner> inner) implements Doc {}

    record BadName(String type) implements Doc {}

    static final class DeepDoc extends Executor {
        @Post
        public DocArray<Text> f(DocArray<BadDeep> docs) {
            return DocArray.empty();
        }
    }

    static final class NamedDoc extends Executor {
        @Post
        public BadName f(Text doc) {
            return new BadName("");
        }
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(Private.class, "Private.f: " + PUBLIC),
                Arguments.of(Protected.class, "Protected.f: " + PUBLIC),
                Arguments.of(PackagePrivate.class, "PackagePrivate.f: " + PUBLIC),
                Arguments.of(Static.class, "Static.f: " + PUBLIC),
                Arguments.of(NoDocs.class, "NoDocs.f: " + SHAPES),
                Arguments.of(OnlyContext.class, "OnlyContext.f: " + SHAPES),
                Arguments.of(ContextFirst.class, "ContextFirst.f: " + SHAPES),
                Arguments.of(TwoDocs.class, "TwoDocs.f: " + SHAPES),
                Arguments.of(PlainString.class, "PlainString.f: " + SHAPES),
                Arguments.of(Nothing.class, "Nothing.f: " + SHAPES),
                Arguments.of(ManyToOne.class, "ManyToOne.f: " + SHAPES),
                Arguments.of(OneToMany.class, "OneToMany.f: " + SHAPES),
                Arguments.of(BranchesToOne.class, "BranchesToOne.f: " + SHAPES),
                Arguments.of(PlainList.class, "PlainList.f: " + SHAPES),
                Arguments.of(StreamOfStrings.class, "StreamOfStrings.f: " + SHAPES),
                Arguments.of(BranchesToStream.class, "BranchesToStream.f: " + SHAPES),
                Arguments.of(LaterString.class, "LaterString.f: " + SHAPES),
                Arguments.of(
                        SlashPath.class, "SlashPath.f: the path `a/b` is not 1 to 63 letters, digits, `_` and `-`"),
                Arguments.of(LongPath.class, "LongPath.f: the path `x123456789"),
                Arguments.of(Reserved.class, "Reserved.f: `close` is a method of Executor; choose another path"),
                Arguments.of(Overloaded.class, "Overloaded.describe: `describe` is a method of Executor"),
                Arguments.of(TwoOfOnePath.class, "TwoOfOnePath: two endpoints have the path `f`"),
                Arguments.of(DeepDoc.class, "DeepDoc.f: Inner.names is a java.util.Map<java.lang.Integer"),
                Arguments.of(NamedDoc.class, "NamedDoc.f: BadName.type: `id`, `type` and `error` belong to"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void itIsRefusedWithItsMethodAndTheRule(Class<? extends Executor> type, String words) {
        assertThatThrownBy(() -> type.getDeclaredConstructor().newInstance())
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(words);
        assertThatThrownBy(() -> Executors.create(type, Map.of()))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
                .hasMessageStartingWith(words);
    }
}
