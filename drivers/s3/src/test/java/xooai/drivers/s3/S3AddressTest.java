package xooai.drivers.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// What an address may say, and what is made of it.
class S3AddressTest {
    private static S3Address read(String address) {
        return S3Address.of(URI.create(address), Map.of());
    }

    @Test
    void aBucketIsEnough() {
        S3Address address = read("s3://my-bucket");

        assertThat(address.endpoint()).isEqualTo(URI.create("https://s3.us-east-1.amazonaws.com"));
        assertThat(address.pathStyle()).isFalse();
        assertThat(address.prefix()).isEmpty();
        assertThat(address.links()).isNull();
        assertThat(address.limit()).isEqualTo(4L << 30);
        assertThat(address.key("ab" + "0".repeat(62))).isEqualTo("content/ab/" + "0".repeat(62));
        assertThat(address).hasToString("s3://my-bucket at s3.us-east-1.amazonaws.com");
    }

    @Test
    void everythingMayBeSaid() {
        S3Address address = read("s3://my.bucket/a%20b/c/?endpoint=https://Some.Host:9000&region=eu-central-1"
                + "&path-style=false&profile=work&links=90m&limit=500MiB&ca=/some/file.pem");

        assertThat(address.endpoint()).isEqualTo(URI.create("https://some.host:9000"));
        assertThat(address.prefix()).isEqualTo("a b/c");
        assertThat(address.region()).isEqualTo("eu-central-1");
        assertThat(address.pathStyle()).isFalse();
        assertThat(address.profile()).isEqualTo("work");
        assertThat(address.links()).isEqualTo(Duration.ofMinutes(90));
        assertThat(address.limit()).isEqualTo(500L << 20);
        assertThat(address.authorities()).hasToString("/some/file.pem");
        assertThat(address).hasToString("s3://my.bucket/a b/c at some.host:9000");
    }

    @Test
    void theRegionIsThatOfTheEnvironmentWhereTheAddressHasNone() {
        URI address = URI.create("s3://my-bucket");

        assertThat(S3Address.of(address, Map.of("AWS_DEFAULT_REGION", "eu-west-1"))
                        .region())
                .isEqualTo("eu-west-1");
        assertThat(S3Address.of(address, Map.of("AWS_REGION", "cn-north-1", "AWS_DEFAULT_REGION", "x"))
                        .endpoint())
                .hasToString("https://s3.cn-north-1.amazonaws.com.cn");
    }

    @Test
    void theBucketIsInThePathWhereAnEndpointIsGiven() {
        assertThat(read("s3://my-bucket?endpoint=https://some.host").pathStyle())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "s3:my-bucket; there is no bucket in it",
                "s3:///prefix; there is no bucket in it",
                "s3://ab; is no name of a bucket: expected 3 to 63 small letters",
                "s3://My-Bucket; is no name of a bucket",
                "s3://my_bucket; is no name of a bucket",
                "s3://my..bucket; is no name of a bucket",
                "s3://my-bucket:9000; is no name of a bucket",
                "s3://127.0.0.1; is no name of a bucket",
                "s3://xn--bucket; is no name of a bucket",
                "s3://bucket-s3alias; is no name of a bucket",
                "s3://AKIAEXAMPLE:tiger@my-bucket; keys are never in an address, but in AWS_ACCESS_KEY_ID",
                "s3://my-bucket?access-key=AKIAEXAMPLE&secret-key=tiger; keys are never in an address",
                "s3://my-bucket?AWS_SECRET_ACCESS_KEY=tiger; keys are never in an address",
                "s3://my-bucket?session-token=tiger; keys are never in an address",
                "s3://my-bucket?endpoint=https://AKIAEXAMPLE:tiger@some.host; its endpoint is none",
                "s3://my-bucket/../other; is no prefix",
                "s3://my-bucket/a/%2e%2e/b; is no prefix",
                "s3://my-bucket/a/./b; is no prefix",
                "s3://my-bucket/a%5cb; is no prefix",
                "s3://my-bucket/a%00b; is no prefix",
                "s3://my-bucket/a%0d%0ab; is no prefix",
                "s3://my-bucket/a%ffb; is no prefix",
                "s3://my-bucket//a; is no prefix",
                "s3://my-bucket/a//b; is no prefix",
                "s3://my-bucket/a#b; there is a `#` in it",
                "s3://my-bucket?speed=fast; `speed` is not known: expected endpoint, region, path-style",
                "s3://my-bucket?region=eu&region=us; `region` is there twice",
                "s3://my-bucket?region; `region` has no value",
                "s3://my-bucket?region=; `region` has no value",
                "s3://my-bucket?region=a/b; is no region",
                "s3://my-bucket?region=evil.com%2f; is no region",
                "s3://my-bucket?endpoint=ftp://some.host; its endpoint is none",
                "s3://my-bucket?endpoint=some.host; its endpoint is none",
                "s3://my-bucket?endpoint=https://some.host/path; its endpoint is none",
                "s3://my-bucket?endpoint=https://some.host%3Fa=b; its endpoint is none",
                "s3://my-bucket?endpoint=https://some.host:99999; its endpoint is none",
                "s3://my-bucket?path-style=maybe; expected true or false",
                "s3://my-bucket?links=soon; expected a time such as",
                "s3://my-bucket?links=8d; expected a time from 1s to 7d",
                "s3://my-bucket?links=0s; expected a time from 1s to 7d",
                "s3://my-bucket?limit=-1; expected a number of bytes such as",
                "s3://my-bucket?limit=0; expected a number of bytes such as",
                "s3://my-bucket?limit=4GB; expected a number of bytes such as",
                "s3://my-bucket?limit=999999TiB; expected a number of bytes such as",
                "s3://my-bucket?profile=%0a; is no name of a profile",
                "s3://my-bucket?ca=%00; `ca` is no path of a file",
                "s3://my-bucket?endpoint=http://localhost&ca=/f; `ca` is for an endpoint with https:"
            })
    void whatIsWrongIsRefusedAndSaid(String address, String why) {
        assertThatThrownBy(() -> read(address))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
                .hasMessageStartingWith("Tried to read the address of a store, s3://BUCKET[/PREFIX][?…]: ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("tiger")
                .hasMessageNotContaining("AKIAEXAMPLE");
    }

    @Test
    void aPrefixIsNotTooLong() {
        assertThat(read("s3://my-bucket/" + "a".repeat(900)).prefix()).hasSize(900);
        assertThatThrownBy(() -> read("s3://my-bucket/" + "a".repeat(901)))
                .hasMessageContaining("longer than 900 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://some.host",
                "HTTP://some.host:9000",
                "http://10.0.0.1",
                "http://127.0.0.1.nip.io",
                "http://localhost.some.host"
            })
    void nothingIsSentInTheClearToAnotherMachineUnlessThatIsSaid(String endpoint) {
        String address = "s3://my-bucket?endpoint=" + endpoint;

        assertThatThrownBy(() -> read(address))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
                .hasMessageContaining("use https://, or say insecure=true in the address");
        assertThat(read(address + "&insecure=true").endpoint().getScheme()).isEqualTo("http");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:9000", "http://127.0.0.1", "http://127.1.2.3", "http://[::1]:9000"})
    void thisMachineMayBeCalledInTheClear(String endpoint) {
        assertThat(read("s3://my-bucket?endpoint=" + endpoint).endpoint()).hasToString(endpoint);
    }
}
