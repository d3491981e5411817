package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static xooai.flow.Flow.use;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.codec.Response;
import xooai.doc.ContentSource;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.driver.ConnectSettings;
import xooai.driver.Server;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.ThreadSafe;
import xooai.flow.Samples.Inner;
import xooai.flow.Samples.Page;

/// A flow gives the same docs, byte for byte, whichever of its nodes are local or remote, in either codec.
final class LocalIsRemoteTest {

    @ThreadSafe
    static final class Score extends Executor {
        @Post
        public Page score(Page page) {
            if (page.title().equals("bad")) {
                throw new xooai.doc.XooaiException(xooai.doc.Code.INVALID_ARGUMENT, "a bad page");
            }
            return page.withScore(page.title().length() / 3.0);
        }
    }

    @ThreadSafe
    static final class Tag extends Executor {
        @Post
        public DocArray<Page> tag(DocArray<Page> pages) {
            List<Page> more = new ArrayList<>(pages.map(page -> page.withTags("a", page.title())));
            DocArray<Page> tagged = pages.replaceAll(more);
            return pages.isEmpty() ? tagged : plus(tagged, Page.of("made"));
        }

        private static DocArray<Page> plus(DocArray<Page> pages, Page page) {
            List<xooai.doc.Slot<Page>> slots = new ArrayList<>(pages.slots());
            slots.add(xooai.doc.Slot.of(page));
            return DocArray.ofSlots(slots);
        }
    }

    @ThreadSafe
    static final class Sides extends Executor {
        @Post
        public Page sides(Page page) {
            Inner inner = page.inner() == null ? new Inner(null, null) : page.inner();
            return page.withInner(new Inner(page.title(), inner.right()));
        }
    }

    @Provide
    Arbitrary<Page> pages() {
        Arbitrary<@Nullable String> words =
                Arbitraries.of("x", "é", "\"", "日本", "\uD83D\uDE00").injectNull(0.3);
        return Combinators.combine(
                        Arbitraries.of("s", "title", "bad"),
                        words,
                        Arbitraries.of(1.0, 0.1, -0.0, Double.NaN, 1e300, Double.NEGATIVE_INFINITY)
                                .injectNull(0.3),
                        Arbitraries.of("p", "q").list().ofMaxSize(2).injectNull(0.3),
                        Combinators.combine(words, words).as(Inner::new).injectNull(0.3))
                .as((title, language, score, tags, inner) -> new Page(title, language, score, tags, null, inner));
    }

    @Property(tries = 100)
    void aFlowGivesTheSameDocsWhicheverNodesAreRemote(
            @ForAll("pages") Page one,
            @ForAll("pages") Page two,
            @ForAll @IntRange(min = 1, max = 15) int remote,
            @ForAll boolean json) {
        DocArray<? extends Doc> docs = withUnknownFields(DocArray.of(one, two));
        List<Executor> executors = List.of(new Score(), new Tag(), new Sides(), new Score());
        String expected = run(executors.stream().map(Flow::use).toList(), docs, ConnectSettings.DEFAULT);
        List<Server> servers = new ArrayList<>();
        try {
            List<NodeBuilder> nodes = new ArrayList<>();
            List<String> endpoints = List.of("score", "tag", "sides", "score");
            for (int i = 0; i < executors.size(); i++) {
                if (((remote >> i) & 1) == 1) {
                    Server server = executors.get(i).serve("inprocess://0");
                    servers.add(server);
                    nodes.add(use(server.address() + "/" + endpoints.get(i)));
                } else {
                    nodes.add(use(executors.get(i)));
                }
            }
            Codec codec = json ? Codec.JSON : Codec.MSGPACK;

            assertThat(run(nodes, docs, ConnectSettings.DEFAULT.withCodec(codec)))
                    .isEqualTo(expected);
        } finally {
            servers.forEach(Server::close);
        }
    }

    /// A chain into a fork, a join, and a node after it.
    private static String run(List<NodeBuilder> nodes, DocArray<? extends Doc> docs, ConnectSettings remote) {
        try (Flow flow = Flow.named("f")
                .settings(FlowSettings.DEFAULT.withRemote(remote))
                .add("n0", nodes.get(0))
                .add("n1", nodes.get(1).needs("n0"))
                .add("n2", nodes.get(2).needs("n0"))
                .add("n3", nodes.get(3).needs("n1", "n2"))
                .build()) {
            Response response = flow.call("", docs, call -> {});
            assertThat(response.error()).isNull();
            return new String(Codec.JSON.writeDocs(response.docs()), StandardCharsets.UTF_8);
        }
    }

    private static DocArray<? extends Doc> withUnknownFields(DocArray<Page> pages) {
        String written = new String(Codec.JSON.writeDocs(pages), StandardCharsets.UTF_8);
        String more = written.replace("\"title\":", "\"mine\":{\"n\":[1,2.5,null]},\"title\":");
        return Codec.JSON.readDocs(
                more.getBytes(StandardCharsets.UTF_8), Page.class, Limits.DEFAULT, ContentSource.standard());
    }
}
