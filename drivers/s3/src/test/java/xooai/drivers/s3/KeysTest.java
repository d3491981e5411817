package xooai.drivers.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.credentials.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xooai.doc.Code;
import xooai.doc.XooaiException;

/// Where keys are found.
class KeysTest {
    private static final String FILE = """
        # comment
        [default]
        aws_access_key_id = first
        aws_secret_access_key = first-tiger

        [ work ]
        aws_access_key_id=second
        aws_secret_access_key = second=tiger
        aws_session_token = second-session
        region = eu-west-1
        ; comment
        [half]
        aws_access_key_id = third
        """;

    @TempDir
    private Path home = Path.of("");

    private Path write(String text) throws IOException {
        Path file = Files.createDirectories(home.resolve(".aws")).resolve("credentials");
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static void assertFails(String words, org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
                .hasMessageContaining(words)
                .hasMessageNotContaining("tiger");
    }

    private Keys find(String profile, String... more) {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", home.toString()));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return Keys.find(profile.isEmpty() ? null : profile, environment);
    }

    @ParameterizedTest
    @CsvSource({"'',first,first-tiger,", "default,first,first-tiger,", "work,second,second=tiger,second-session"})
    void aProfileHasKeys(String profile, String access, String secret, String session) throws IOException {
        write(FILE);

        Credentials found = find(profile).credentials();

        assertThat(found.accessKey()).isEqualTo(access);
        assertThat(found.secretKey()).isEqualTo(secret);
        assertThat(found.sessionToken()).isEqualTo(session);
    }

    @Test
    void theEnvironmentMayNameProfileAndFile() throws IOException {
        Path file = Files.move(write(FILE), home.resolve("elsewhere"));

        assertThat(find("", "AWS_PROFILE", "work", "AWS_SHARED_CREDENTIALS_FILE", file.toString())
                        .credentials()
                        .accessKey())
                .isEqualTo("second");
    }

    @Test
    void keysOfTheEnvironmentComeBeforeThoseOfTheFileUnlessTheAddressNamesAProfile() throws IOException {
        write(FILE);
        String[] both = {"AWS_ACCESS_KEY_ID", "env", "AWS_SECRET_ACCESS_KEY", "tiger", "MINIO_ACCESS_KEY", "minio"};

        assertThat(find("", both).credentials().accessKey()).isEqualTo("env");
        assertThat(find("work", both).credentials().accessKey()).isEqualTo("second");
        assertThat(find("", "MINIO_ACCESS_KEY", "minio", "MINIO_SECRET_KEY", "tiger")
                        .credentials()
                        .accessKey())
                .isEqualTo("minio");
    }

    @Test
    void whereThereAreNoneThePlacesAreNamed() throws IOException {
        assertFails("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", () -> find(""));
        assertFails("the profile `default` of " + home.resolve(".aws/credentials"), () -> find(""));
        write(FILE);
        assertFails("the profile `nobody` of " + home.resolve(".aws/credentials"), () -> find("nobody"));
    }

    @Test
    void halfOfThemIsTooFew() throws IOException {
        write(FILE);

        assertFails("only aws_access_key_id is set, and not aws_secret_access_key", () -> find("half"));
        assertFails(
                "only AWS_SECRET_ACCESS_KEY is set, and not AWS_ACCESS_KEY_ID",
                () -> find("", "AWS_SECRET_ACCESS_KEY", "tiger"));
    }

    @Test
    void aKeyWithALineBreakIsNone() {
        assertFails(
                "a character that no key has",
                () -> find("", "AWS_ACCESS_KEY_ID", "a\nb", "AWS_SECRET_ACCESS_KEY", "tiger"));
    }

    @Test
    void aFileThatEverybodyMayReadIsRefused() throws IOException {
        Files.setPosixFilePermissions(write(FILE), PosixFilePermissions.fromString("rw-r--r--"));

        assertFails("everybody on this machine can read", () -> find(""));
    }

    @Test
    void keysAreNotShown() throws IOException {
        write(FILE);

        assertThat(find("work").toString()).doesNotContain("second", "tiger");
        assertThat(find("work").withoutSecrets("a second=tiger and second-session"))
                .isEqualTo("a … and …");
    }
}
