package xooai.drivers.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Certificates;
import xooai.store.Store;

/// Whom a store believes over TLS.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class S3TrustTest {
    private final S3Server.Bucket bucket = S3Server.shared().newBucket();

    private Store open(Interposer between, String more) {
        String address = "s3://" + bucket.name() + "?endpoint=https://127.0.0.1:"
                + between.endpoint().getPort() + more;
        return Places.open(URI.create(address), S3Server.environment(), Places.QUICK);
    }

    private static void assertRefused(Store store, String why) {
        assertThatThrownBy(() -> store.put(new ByteArrayInputStream(new byte[10])))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                .hasMessageContaining(why);
    }

    @Test
    void aServerIsBelievedWhoseAuthorityTheAddressNames() throws Exception {
        byte[] bytes = Places.random(6_000_000);
        Certificates certificates = Certificates.here();
        try (Interposer between = Interposer.withTls(S3Server.shared().endpoint(), certificates);
                Store store = open(between, "&ca=" + certificates.chain())) {
            String signature = store.put(new ByteArrayInputStream(bytes)).signature();
            try (InputStream in = store.get(signature)) {
                assertThat(in.readAllBytes()).isEqualTo(bytes);
            }
        }
    }

    @Test
    void aServerThatNobodyVouchesForIsRefused() throws Exception {
        try (Interposer between = Interposer.withTls(S3Server.shared().endpoint(), Certificates.here());
                Store store = open(between, "");
                Store other =
                        open(between, "&ca=" + Certificates.ofAnotherHost().chain())) {
            assertRefused(store, "its certificate is not trusted here: name who issued it by ca=FILE in the address");
            assertRefused(other, "its certificate is not trusted here");
            assertThat(between.toServer().bytes()).isZero();
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        Certificates elsewhere = Certificates.ofAnotherHost();
        try (Interposer between = Interposer.withTls(S3Server.shared().endpoint(), elsewhere);
                Store store = open(between, "&ca=" + elsewhere.chain())) {
            assertRefused(store, "its certificate is not for that host");
        }
    }

    @Test
    void aServerWithoutTlsIsRefused() throws Exception {
        try (Interposer between = new Interposer(S3Server.shared().endpoint());
                Store store = open(between, "")) {
            assertRefused(store, "it does not speak TLS at that port");
        }
    }

    @Test
    void aFileWithoutAuthoritiesIsNamed() {
        assertThatThrownBy(() -> Places.open(
                        URI.create("s3://my-bucket?ca=/no/such/file"), S3Server.environment(), Places.QUICK))
                .isInstanceOf(XooaiException.class)
                .hasMessageContaining("/no/such/file");
    }
}
