package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.FetchPolicy;

@Timeout(60)
class HttpRefFetcherTest {
    private static final String CUT = "x1y".repeat(10_000);

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final HttpRefFetcher fetcher = new HttpRefFetcher();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            String path = exchange.getRequestURI().getPath();
            byte[] body = "content".getBytes(UTF_8);
            if (path.startsWith("/hop/")) {
                int hops = Integer.parseInt(path.substring(5));
                exchange.getResponseHeaders().set("Location", hops == 0 ? "/done" : "/hop/" + (hops - 1));
                exchange.sendResponseHeaders(302, -1);
            } else if (path.equals("/away")) {
                exchange.getResponseHeaders()
                        .set("Location", exchange.getRequestURI().getQuery());
                exchange.sendResponseHeaders(302, -1);
            } else if (path.equals("/missing")) {
                exchange.sendResponseHeaders(404, -1);
            } else if (path.startsWith("/cut/")) {
                cut(exchange, path.substring(5));
                return;
            } else if (path.equals("/silent")) {
                await(ended);
            } else if (path.equals("/stalls")) {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                await(ended);
            } else {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    /// Gives a third of the content at a time, and breaks off unless it is the last; from where it is asked to.
    private static void cut(HttpExchange exchange, String how) throws IOException {
        byte[] all = CUT.getBytes(UTF_8);
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
        if (!how.equals("without-tag")) {
            exchange.getResponseHeaders().set("ETag", how.equals("changing") ? "\"" + from + "\"" : "\"x\"");
        }
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        boolean same = from == 0
                || String.valueOf(exchange.getRequestHeaders().getFirst("If-Range"))
                        .equals(exchange.getResponseHeaders().getFirst("ETag"));
        int begin = same ? from : 0;
        if (begin > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + begin + "-" + (all.length - 1) + "/" + all.length);
        }
        exchange.sendResponseHeaders(begin > 0 ? 206 : 200, all.length - begin);
        exchange.getResponseBody().write(all, begin, Math.min(all.length / 3, all.length - begin));
        exchange.getResponseBody().flush();
        exchange.close();
    }

    @Test
    void aBodyThatIsCutGoesOnWhereItWas() throws IOException {
        assertThat(read("/cut/tagged")).isEqualTo(CUT);
        assertThat(asked).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"changing", "without-tag"})
    void aBodyThatIsCutAndNoLongerTheSameFails(String how) {
        assertThatThrownBy(() -> read("/cut/" + how))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("failed after " + CUT.length() / 3 + " bytes of " + CUT.length());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(50, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
    }

    /// Hosts that lead, or might lead, to this machine or its network; each in a spelling of its own.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost.",
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "0.0.0.0",
                "0",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "017700000001",
                "127.0.0.1.",
                "%31%32%37.0.0.1",
                "\u2460\u2461\u2466.0.0.1",
                "127\u30020\u30020\u30021",
                "[::1]",
                "[::]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "[fe80::1]",
                "[fd00::1]",
                "[fec0::1]",
                "[ff02::1]",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "[::ffff:a9fe:a9fe]",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "999.999.999.999",
                "1.2.3",
                "1.1.1.1@127.0.0.1",
                "user:password@localhost",
                "[::1%25lo]"
            })
    void hostsThatAreNotPublicAreNeverAsked(String host) {
        String ref = "http://" + host + ":" + server.getAddress().getPort() + "/";

        Throwable failed = catchThrowable(
                () -> open(ref, FetchPolicy.PUBLIC.withTimes(Duration.ofSeconds(2), Duration.ofSeconds(2))));

        assertThat(failed).isNotNull();
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "169.254.169.254", "10.0.0.1", "[::ffff:127.0.0.1]"})
    void theRuleIsNamed(String host) {
        assertThatThrownBy(() -> open("http://" + host + "/", FetchPolicy.PUBLIC))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.PERMISSION_DENIED))
                .hasMessageContaining("only public ones are allowed");
    }

    @Test
    void aNameThatPointsAtBothKindsIsRefused() {
        HttpRefFetcher both = new HttpRefFetcher(
                host -> List.of(InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("127.0.0.1")));

        assertDenied(() -> both.open(URI.create("http://both.example/"), FetchPolicy.PUBLIC)
                .close());
    }

    /// The name is public when it is checked, and this machine's when it is asked again: it is not asked again.
    @Test
    void aNameThatChangesItsMindGainsNothing() {
        AtomicInteger lookups = new AtomicInteger();
        Dns turning =
                host -> List.of(InetAddress.ofLiteral(lookups.getAndIncrement() == 0 ? "192.0.2.1" : "127.0.0.1"));
        HttpRefFetcher fetching = new HttpRefFetcher(turning);

        assertDenied(() -> fetching.open(at("/"), FetchPolicy.PUBLIC).close());
        assertDenied(() -> fetching.open(
                        URI.create(
                                "http://turning.example:" + server.getAddress().getPort() + "/"),
                        FetchPolicy.PUBLIC)
                .close());
        assertThat(asked).hasValue(0);
    }

    @Test
    void aConnectionOfALaxPolicyIsNotUsedByAStrictOne() throws IOException {
        Dns here = host -> List.of(InetAddress.getLoopbackAddress());
        HttpRefFetcher fetching = new HttpRefFetcher(here);
        URI ref = URI.create("http://here.example:" + server.getAddress().getPort() + "/");
        try (InputStream in = fetching.open(ref, FetchPolicy.OWN)) {
            assertThat(in.readAllBytes()).isNotEmpty();
        }

        assertDenied(() -> fetching.open(ref, FetchPolicy.PUBLIC).close());
        assertThat(asked).hasValue(1);
    }

    @Test
    void contentIsFetchedOverRedirectsAndNotTooMany() throws IOException {
        assertThat(read("/done")).isEqualTo("content");
        assertThat(read("/hop/4")).isEqualTo("content");
        assertDenied(() -> read("/hop/5"));
    }

    @Test
    void eachHopIsCheckedAgain() {
        Set<String> self = Set.of("127.0.0.1:" + server.getAddress().getPort());
        FetchPolicy any = FetchPolicy.ofHosts(self).withPrivateAddresses(true);
        FetchPolicy listed = new FetchPolicy(
                false,
                Set.of("http"),
                self,
                true,
                100,
                100,
                10,
                any.firstByte(),
                any.total(),
                any.stores(),
                any.cache(),
                any.transfers());

        assertDenied(() -> open(at("/away?http://localhost/").toString(), listed));
        assertDenied(() -> open(at("/away?https://127.0.0.1/").toString(), listed));
        assertThatThrownBy(() -> open(at("/away?file:///etc/passwd").toString(), listed))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> open(at("/away?ftp://127.0.0.1/").toString(), listed))
                .isInstanceOf(IOException.class);
    }

    @Test
    void onlyHostsOnTheListAreAsked() {
        FetchPolicy listed = FetchPolicy.ofHosts(Set.of("good.example"));

        assertDenied(() -> open("http://evil.example/", listed));
        assertDenied(() -> open("http://good.example.evil.example/", listed));
        assertDenied(() -> open("http://good.example@evil.example/", listed));
    }

    @ParameterizedTest
    @CsvSource({
        "http://good.example/,good.example,true",
        "http://GOOD.example:80/,Good.example,true",
        "http://good.example:81/,good.example,false",
        "http://good.example:443/,good.example,false",
        "http://good.example:81/,good.example:81,true",
        "http://good.example/,good.example:81,false",
        "http://good.example/,good.example:80,true",
        "http://[fd00::8]/,fd00::8,true",
        "http://[fd00::8]/,[fd00::8],true",
        "http://[fd00::8]:81/,[fd00::8],false",
        "http://[fd00::8]:81/,[fd00::8]:81,true",
        "http://[fd00::8]:81/,fd00::8:81,false"
    })
    void anEntryOfTheListIsAHostAtItsUsualPortOrAtOneThatItNames(String ref, String entry, boolean allowed) {
        HttpRefFetcher nowhere = new HttpRefFetcher(host -> {
            throw new UnknownHostException(host);
        });

        // What is allowed fails later: for want of the host, or because its address is not public.
        Throwable failed = catchThrowable(() -> nowhere.open(URI.create(ref), FetchPolicy.ofHosts(Set.of(entry))));

        String message = String.valueOf(failed.getMessage());
        assertThat(message.contains("not one of the hosts that are allowed"))
                .as(message)
                .isNotEqualTo(allowed);
    }

    @Test
    void aSilentHostIsLeftAfterTheFirstByteTime() {
        FetchPolicy hasty = FetchPolicy.OWN.withTimes(Duration.ofMillis(300), Duration.ofSeconds(20));

        assertThatThrownBy(() -> open(at("/silent").toString(), hasty))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("took too long");
    }

    @Test
    void aHostThatStallsIsLeftAfterTheWholeTime() {
        FetchPolicy hasty = FetchPolicy.OWN.withTimes(Duration.ofSeconds(20), Duration.ofMillis(500));

        assertThatThrownBy(() -> open(at("/stalls").toString(), hasty)).isInstanceOf(IOException.class);
    }

    @Test
    void contentThatSaysItIsTooLargeIsNotRead() {
        assertThatThrownBy(() -> open(at("/done").toString(), FetchPolicy.OWN.withMaxBytes(3)))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.RESOURCE_EXHAUSTED));
    }

    @Test
    void aFailureNamesNoSecrets() {
        assertThatThrownBy(() -> open(
                        "http://user:secret@127.0.0.1:" + server.getAddress().getPort() + "/missing?key=secret#secret",
                        FetchPolicy.OWN))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HTTP 404")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aHostThatIsNotKnownIsSaid() {
        HttpRefFetcher nowhere = new HttpRefFetcher(host -> {
            throw new UnknownHostException(host);
        });

        assertThatThrownBy(() -> nowhere.open(URI.create("http://nobody.example/"), FetchPolicy.PUBLIC))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the host is not known");
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private String read(String path) throws IOException {
        return open(at(path).toString(), FetchPolicy.OWN);
    }

    private String open(String ref, FetchPolicy policy) throws IOException {
        try (InputStream in = fetcher.open(URI.create(ref), policy)) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }

    private static void assertDenied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.PERMISSION_DENIED));
    }
}
