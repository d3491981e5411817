package xooai.executor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import xooai.codec.Codec;
import xooai.codec.Everything;
import xooai.codec.Everything.Part;
import xooai.codec.RandomDocs;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.XooaiException;

/// Docs are the same, byte for byte, whether a call goes through a codec's bytes or not.
class SameDocsTest {
    record Other(String name, Map<String, Part> named) implements Doc {}

    @ThreadSafe
    static final class Changing extends Executor {
        @Post
        public DocArray<Everything> echo(DocArray<Everything> docs) {
            return docs;
        }

        @Post
        public Doc other(Everything doc) {
            if (doc.flag()) {
                return doc;
            }
            if (doc.count() % 3 == 0) {
                throw new XooaiException(Code.OUT_OF_RANGE, "count is " + doc.count());
            }
            return new Other(
                    doc.name() == null ? "none" : doc.name(),
                    doc.part() == null ? Map.of() : Map.of("part", doc.part()));
        }

        @Post
        public DocArray<Doc> fewer(DocArray<? extends Doc> docs) {
            return DocArray.of(docs.stream().limit(1).toList());
        }
    }

    private final Executor executor = new Changing();

    @Property(tries = 60)
    void aCallThroughBytesGivesTheDocsOfOneWithout(@ForAll long seed) {
        DocArray<Everything> docs = new RandomDocs(seed).array();
        for (String endpoint : new String[] {"echo", "other", "fewer"}) {
            Response here = executor.call(endpoint, docs, call -> {});
            for (Codec codec : Codec.all()) {
                Response there = executor.call(endpoint, docs, call -> call.codec(codec));

                assertThat(there.code()).isEqualTo(here.code());
                assertThat(json(there)).isEqualTo(json(here));
            }
            Response there = executor.call(endpoint, docs, call -> call.codec(Codec.MSGPACK));
            assertThat(Codec.MSGPACK.writeDocs(there.docs())).isEqualTo(Codec.MSGPACK.writeDocs(here.docs()));
        }
    }

    private static String json(Response response) {
        return new String(Codec.JSON.writeDocs(response.docs()), UTF_8);
    }
}
