package xooai.designer.wires;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.doc.Image;
import xooai.doc.Text;
import xooai.driver.Description;
import xooai.executor.Executor;
import xooai.executor.Executors;
import xooai.executor.Inputs;
import xooai.executor.Post;
import xooai.flow.NodeSpec;

/// Executors with ports of all kinds; those of the real ones too that convert.
@SuppressWarnings("SameNameButDifferent") // two types of one name in two executors are the point
final class Ports {
    static final String CONVERTER = Converter.USE;

    private Ports() {}

    /// A node that runs that.
    static String use(Class<?> type) {
        return "class:" + type.getName();
    }

    /// Knows every executor of the class path, as the designer does.
    static final Function<NodeSpec, @Nullable Description> KNOWN = node -> node.use() == null
            ? null
            : Executors.describe(Ports.class.getClassLoader(), node.use().substring("class:".length()), node.config());

    record Line(@NotNull String item, double price) {}

    /// What a shop writes.
    record Bill(@NotNull Text title, @Nullable List<Line> lines, double total) implements Doc {}

    /// Gives and takes bills.
    public static final class Bills extends Executor {
        @Post
        public Bill bill(Bill doc) {
            return doc;
        }

        @Post
        public DocArray<Bill> bills(DocArray<Bill> docs) {
            return docs;
        }
    }

    /// Bills as somebody else writes them.
    public static final class Others extends Executor {
        record OtherLine(@NotNull String item, int price) {}

        record Bill(
                @NotNull String title,
                @Nullable List<OtherLine> lines,
                @DecimalMin("0") @NotNull Double total) implements Doc {}

        @Post
        public Bill bill(Bill doc) {
            return doc;
        }
    }

    /// Bills of which only little is known.
    public static final class Small extends Executor {
        record Bill(
                @Nullable Text title,
                @DecimalMax("-1") @Nullable Double total) implements Doc {}

        @Post
        public Bill bill(Bill doc) {
            return doc;
        }

        @Post
        public Letter letter(Letter doc) {
            return doc;
        }
    }

    /// A doc whose fields are called otherwise than those of a bill.
    record Letter(
            @NotNull Text headline,
            @Nullable String sum,
            @Nullable Map<String, Double> prices) implements Doc {}

    /// Media.
    public static final class Media extends Executor {
        @Post
        public Text text(Text doc) {
            return doc;
        }

        @Post
        public DocArray<Text> texts(DocArray<Text> docs) {
            return docs;
        }

        @Post
        public Stream<Text> words(Text doc) {
            return Stream.of(doc);
        }

        @Post
        public Text together(DocStream<Text> docs) {
            return Text.of(String.valueOf(docs.stream().count()));
        }

        @Post
        public Image picture(Image doc) {
            return doc;
        }

        @Post
        public Text read(Image doc) {
            return Text.of(String.valueOf(doc.content().size()));
        }
    }

    /// Ports that take anything.
    public static final class Anything extends Executor {
        @Post
        public DocArray<Doc> echo(DocArray<Doc> docs) {
            return docs;
        }

        @Post
        public DocArray<Text> vote(Inputs inputs) {
            return DocArray.of(Text.of("voted"));
        }
    }
}
