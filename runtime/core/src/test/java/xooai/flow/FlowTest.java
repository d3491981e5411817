package xooai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static xooai.flow.Flow.use;
import static xooai.flow.Samples.texts;

import java.util.List;
import org.junit.jupiter.api.Test;
import xooai.codec.Response;
import xooai.doc.Code;
import xooai.doc.DocArray;
import xooai.doc.Image;
import xooai.doc.Text;
import xooai.doc.XooaiException;
import xooai.driver.Server;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.flow.Samples.MyExecutor;

final class FlowTest {
    private static final DocArray<Text> AA = DocArray.of(Text.of("Aa"));

    @Test
    void anExecutorEchoesInProcess() {
        MyExecutor executor = new MyExecutor();

        assertThat(executor.<Text>post("echo", AA)).containsExactly(Text.of("Aa"));
        assertThat(executor.name()).isEqualTo("my_executor");
    }

    @Test
    void twoRemoteExecutorsAndALocalThirdMakeADiamond() {
        try (Server yours = new MyExecutor().as("your_executor").serve("inprocess://0");
                Server hers = new MyExecutor().as("her_executor").serve("inprocess://0");
                Flow flow = Flow.named("diamond")
                        .add("e1", use(yours.address() + "/echo"))
                        .add("e2", use(hers.address() + "/echo"))
                        .add("e3", use(MyExecutor.class).on("echo").needs("e1", "e2"))
                        .build()) {
            flow.start();

            DocArray<Text> docs = flow.post(AA);

            assertThat(docs).containsExactly(Text.of("Aa"));
            assertThat(docs.id(0)).isEqualTo("0");
        }
    }

    @Test
    void aWireFromALocalNodeToARemoteOneIsCheckedAtTheStart() {
        try (Server server = new Samples.MyExecutor().as("your_executor").serve("inprocess://0");
                Flow flow = Flow.named("f")
                        .add("local", use(FlowInspectionTest.Pictures.class))
                        .add("remote", use(server.address() + "/echo").needs("local"))
                        .build()) {
            assertThatThrownBy(flow::start)
                    .hasMessageContaining("remote: the wire local → remote does not fit: remote takes Text");
        }
    }

    @Test
    void aRelativeUseIsResolvedAgainstTheGateway() {
        try (Server server = new MyExecutor().as("your_executor").serve("inprocess://gateway");
                Flow flow = Flow.named("f")
                        .gateway("inprocess://gateway")
                        .add("e1", use("your_executor/echo"))
                        .build()) {
            assertThat(server.address().toString()).isEqualTo("inprocess://gateway/your_executor");
            assertThat(flow.<Text>post(AA)).containsExactly(Text.of("Aa"));
        }
    }

    @Test
    void aFlowIsAnExecutorAndANodeOfAnotherFlow() {
        Flow inner = Flow.named("inner")
                .add("make", use(new Samples.OnTexts(docs -> DocArray.of(docs.get(0), Text.of("new")))))
                .build();
        Flow outer = Flow.named("outer").add("n", use(inner)).build();

        DocArray<Text> docs = outer.post(AA);

        assertThat(docs).containsExactly(Text.of("Aa"), Text.of("new"));
        assertThat(docs.id(1)).isEqualTo("n/make:1");
    }

    @Test
    void everyProblemIsReportedAtOnceWithItsNode() {
        Flow.Builder broken = Flow.named("broken")
                .add("e1", use("class:no.such.Thing"))
                .add("e1", use(MyExecutor.class))
                .add("e3", use(MyExecutor.class).needs("e4"))
                .add("a b", use(MyExecutor.class))
                .add("e5", use("nowhere/echo"))
                .add("e6", use("gopher://x/y"))
                .add("e7", use(MyExecutor.class).needs())
                .add("e8", use(MyExecutor.class).needs("e9"))
                .add("e9", use(MyExecutor.class).needs("e8"));

        assertThatThrownBy(broken::build)
                .isInstanceOfSatisfying(
                        FlowException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::toString)
                                .anySatisfy(p -> assertThat(p).contains("e1: two nodes have this name"))
                                .anySatisfy(
                                        p -> assertThat(p).contains("e3: needs e4, which is not a node of this flow"))
                                .anySatisfy(p -> assertThat(p).contains("a b: the name is not"))
                                .anySatisfy(p -> assertThat(p).contains("e5").contains("no gateway"))
                                .anySatisfy(p ->
                                        assertThat(p).contains("e6").contains("installed are class, flow, inprocess"))
                                .anySatisfy(p -> assertThat(p).contains("e7").contains("`needs`"))
                                .anySatisfy(p -> assertThat(p).contains("needs itself by way of e8 → e9 → e8")));
    }

    @Test
    void aMissingClassAndAMissingEndpointAreErrorsWhenTheFlowIsBuilt() {
        Flow.Builder broken = Flow.named("broken")
                .add("e1", use("class:no.such.Thing"))
                .add("e2", use("class:java.lang.String"))
                .add("e3", use(MyExecutor.class).on("nope"));

        assertThatThrownBy(broken::build)
                .hasMessageContaining("e1: there is no class no.such.Thing")
                .hasMessageContaining("e2: java.lang.String is not an executor")
                .hasMessageContaining("e3: my_executor has no endpoint `nope`; it has echo");
    }

    @Test
    void aMissingRemoteEndpointIsAnErrorWhenTheFlowStarts() {
        try (Server server = new MyExecutor().serve("inprocess://0");
                Flow flow = Flow.named("f")
                        .add("e1", use(server.address() + "/nope"))
                        .build()) {
            assertThatThrownBy(flow::start).hasMessageContaining("e1: my_executor has no endpoint `nope`; it has echo");
        }
    }

    @Test
    void wiresThatDoNotFitAreRefusedWithTheReason() {
        Flow.Builder broken = Flow.named("broken")
                .add("e1", use(MyExecutor.class))
                .add("e2", use(new Pictures()).needs("e1"));

        assertThatThrownBy(broken::build)
                .hasMessageContaining("e1 → e2 does not fit: e2 takes Image, and is given Text");
    }

    @Test
    void branchesOfDifferentTypesUnderMergeAreRefusedNamingBoth() {
        Flow.Builder broken = Flow.named("broken").add("e1", use(new ToImage())).add("e2", use(MyExecutor.class));

        assertThatThrownBy(broken::build).hasMessageContaining("merges Image of e1 and Text of e2");
        assertThat(broken.join(Join.CONCAT).build().<xooai.doc.Doc>post(AA)).hasSize(2);
    }

    @Test
    void anExecutorMayTakeTheBranchesApartInTheOrderOfNeeds() {
        Flow flow = Flow.named("f")
                .add("b", use(MyExecutor.class))
                .add("a", use(MyExecutor.class))
                .add("c", use(new Samples.Names()).needs("a", "b"))
                .build();

        DocArray<Text> docs = flow.post(AA);

        assertThat(docs).containsExactly(Text.of("a,b"));
        assertThat(docs.id(0)).isEqualTo("c:0");
    }

    @Test
    void noSinkIsIgnored() {
        Flow flow = Flow.named("f")
                .join(Join.CONCAT)
                .add("e1", use(texts(text -> text + "1")))
                .add("e2", use(texts(text -> text + "2")))
                .build();

        DocArray<Text> docs = flow.post(AA);

        assertThat(docs).containsExactly(Text.of("Aa1"), Text.of("Aa2"));
        assertThat(List.of(String.valueOf(docs.id(0)), String.valueOf(docs.id(1))))
                .containsExactly("0#e1", "0#e2");
    }

    @Test
    void parametersReachTheNodesAndThoseOfOneNodeComeFirst() {
        Flow flow = Flow.named("f")
                .add("e1", use(new Parameter()))
                .add("e2", use(new Parameter()))
                .join(Join.CONCAT)
                .build();

        DocArray<Text> docs = flow.post(AA, call -> call.param("k", 5L).node("e2", "k", 9L));

        assertThat(docs).containsExactly(Text.of("5"), Text.of("9"));
    }

    @Test
    void aRequestErrorNamesNodeAndEndpoint() {
        Flow flow = Flow.named("f")
                .add("e1", use(Samples.failing(Code.UNAVAILABLE)))
                .build();

        assertThatThrownBy(() -> flow.post(AA)).isInstanceOfSatisfying(XooaiException.class, e -> {
            assertThat(e.error().code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(e.error().node()).isEqualTo("e1");
            assertThat(e.error().endpoint()).isEqualTo("apply");
            assertThat(e.error().retryable()).isTrue();
        });
    }

    @Test
    void aDocErrorSkipsTheFurtherNodesAndComesBackAtItsPlace() {
        Flow flow = Flow.named("f")
                .add("e1", use(new NoVowels()))
                .add("e2", use(texts(text -> text + "!")).needs("e1"))
                .build();

        Response response = flow.call("", DocArray.of(Text.of("x"), Text.of("a"), Text.of("y")), call -> {});

        assertThat(response.code()).isEqualTo(Code.PARTIAL);
        assertThat(response.docs().slot(1).error()).isNotNull().satisfies(error -> {
            assertThat(error.node()).isEqualTo("e1");
            assertThat(error.docId()).isEqualTo("1");
            assertThat(error.code()).isEqualTo(Code.INVALID_ARGUMENT);
        });
        assertThat(response.docs().get(0)).isEqualTo(Text.of("x!"));
        assertThat(response.docs().get(2)).isEqualTo(Text.of("y!"));
    }

    @Test
    void anUnresolvedEnvironmentVariableIsRefusedByNodeAndName() {
        FlowSpec spec = FlowSpec.named("f").plus(NodeSpec.of("e1", "${env:NO_SUCH_VARIABLE_HERE}/echo"));

        assertThatThrownBy(() -> Flow.of(spec, FlowSettings.DEFAULT))
                .hasMessageContaining("e1: uses ${env:NO_SUCH_VARIABLE_HERE}");
    }

    @Test
    void replicasWorkSideBySide() throws Exception {
        FlowSpec spec = FlowSpec.named("f")
                .plus(NodeSpec.of("e1", "class:" + OneAtATime.class.getName()).withReplicas(3));
        try (Flow flow = Flow.of(spec, FlowSettings.DEFAULT)) {
            java.util.List<java.util.concurrent.Future<DocArray<Text>>> calls = new java.util.ArrayList<>();
            try (var pool = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 3; i++) {
                    calls.add(pool.submit(() -> flow.post(AA)));
                }
                for (var call : calls) {
                    assertThat(call.get()).hasSize(1);
                }
            }
        }
    }

    static final class Pictures extends Executor {
        @Post
        public Image look(Image image) {
            return image;
        }
    }

    static final class ToImage extends Executor {
        @Post
        public Image draw(Text text) {
            return Image.of(new byte[] {1}, "image/png");
        }
    }

    static final class Parameter extends Executor {
        @Post
        public Text say(Text text, xooai.driver.Context context) {
            return Text.of(String.valueOf(context.param("k")));
        }
    }

    static final class NoVowels extends Executor {
        @Post
        public Text check(Text text) {
            if (text.text().equals("a")) {
                throw new XooaiException(Code.INVALID_ARGUMENT, "a vowel");
            }
            return text;
        }
    }

    /// Ends only when three calls are under way at once, each on an instance of its own.
    public static final class OneAtATime extends Executor {
        private static final java.util.concurrent.CyclicBarrier ALL = new java.util.concurrent.CyclicBarrier(3);

        @Post
        public DocArray<Text> meet(DocArray<Text> docs) throws Exception {
            ALL.await(20, java.util.concurrent.TimeUnit.SECONDS);
            return docs;
        }
    }
}
