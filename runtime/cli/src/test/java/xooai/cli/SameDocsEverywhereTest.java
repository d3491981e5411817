package xooai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.codec.Codec;
import xooai.codec.Everything;
import xooai.codec.RandomDocs;
import xooai.doc.Doc;
import xooai.doc.DocArray;
import xooai.doc.DocStream;
import xooai.driver.Driver;
import xooai.driver.Server;
import xooai.driver.Transport;
import xooai.driver.Wire;
import xooai.executor.Executor;
import xooai.executor.Post;
import xooai.executor.RemoteExecutor;
import xooai.executor.ThreadSafe;

/// The docs of an answer are the same, byte for byte, whatever the driver, the codec and the kind of call.
class SameDocsEverywhereTest {
    private static final int SEEDS = 5;

    /// Gives back what it gets, and in between has it as values.
    @ThreadSafe
    public static final class Mirror extends Executor {

        /// The docs as they came.
        @Post
        public DocArray<Everything> mirror(DocArray<Everything> docs) {
            return docs;
        }

        /// Each doc, made anew.
        @Post
        public Everything copy(Everything doc) {
            return Codec.MSGPACK
                    .readDocs(Codec.MSGPACK.writeDocs(DocArray.of(doc)), Everything.class, xooai.codec.Limits.DEFAULT)
                    .<Everything>cast()
                    .get(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inprocess://0",
                "http://127.0.0.1:0",
                "https://127.0.0.1:0",
                "grpc://127.0.0.1:0",
                "grpcs://127.0.0.1:0",
                "quic://127.0.0.1:0"
            })
    void docsAreTheSameBytes(String address) {
        Transport transport = transport(address);
        try (Mirror mirror = new Mirror();
                Server server = transport.serve(mirror, transport.serving())) {
            for (Wire wire : Wire.values()) {
                try (RemoteExecutor remote = Transport.remote(server, wire.over(transport))) {
                    for (long seed = 0; seed < SEEDS; seed++) {
                        DocArray<Everything> docs = new RandomDocs(seed).array();
                        assertSame(mirror, remote, "mirror", docs, wire);
                        assertSame(mirror, remote, "copy", docs, wire);
                    }
                }
            }
        }
    }

    private static Transport transport(String address) {
        String scheme = address.substring(0, address.indexOf(':'));
        Driver driver = Driver.of(scheme);
        return List.of("https", "grpcs", "quic").contains(scheme)
                ? Transport.secured(driver, address)
                : Transport.plain(driver, address);
    }

    private static void assertSame(
            Executor here, Executor there, String endpoint, DocArray<Everything> docs, Wire wire) {
        DocArray<Doc> expected = here.post(endpoint, docs);

        assertSame(there.post(endpoint, docs), expected, wire);
        assertSame(there.collect(endpoint, DocStream.of(docs)), expected, wire);
        try (DocStream<Doc> expanded = there.expand(endpoint, docs)) {
            assertSame(expanded.toArray(), expected, wire);
        }
        try (DocStream<Doc> chatted = there.chat(endpoint, DocStream.of(docs))) {
            assertSame(chatted.toArray(), expected, wire);
        }
    }

    /// What came in JSON is compared in JSON alone: of fields that nobody here knows it does not say which of
    /// their texts are bytes.
    private static void assertSame(DocArray<Doc> docs, DocArray<Doc> expected, Wire wire) {
        for (Codec codec : wire == Wire.JSON ? List.of(Codec.JSON) : Codec.all()) {
            assertThat(codec.writeDocs(docs)).isEqualTo(codec.writeDocs(expected));
        }
    }
}
