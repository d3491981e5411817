package xooai.drivers.s3;

import io.minio.credentials.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.SafeFile;

/// The keys that requests are signed with. They are shown nowhere.
final class Keys {
    /// Where keys may be, for messages.
    static final String PLACES = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN), or in"
            + " MINIO_ACCESS_KEY and MINIO_SECRET_KEY, or in a profile of the AWS credentials file";

    private static final int MOST_BYTES = 1 << 20;
    private static final String FILE = "AWS_SHARED_CREDENTIALS_FILE";

    private final String access;
    private final String secret;
    private final @Nullable String session;

    private Keys(String access, String secret, @Nullable String session) {
        this.access = access;
        this.secret = secret;
        this.session = session;
    }

    /// Finds keys: those of a profile that is asked for, else those in the environment, else those of the profile
    /// that `AWS_PROFILE` names, else those of the profile `default`.
    ///
    /// @throws XooaiException with FAILED_PRECONDITION when there are none, or only half of them
    static Keys find(@Nullable String profile, Map<String, String> environment) {
        if (profile == null) {
            Keys aws = of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", environment);
            if (aws != null) {
                return aws;
            }
            Keys minio = of("MINIO_ACCESS_KEY", "MINIO_SECRET_KEY", "MINIO_SESSION_TOKEN", environment);
            if (minio != null) {
                return minio;
            }
        }
        Path file = file(environment);
        String name = profile != null ? profile : environment.getOrDefault("AWS_PROFILE", "default");
        Keys found = Files.exists(file) ? ofProfile(name, file) : null;
        if (found != null) {
            return found;
        }
        String where = "the profile `" + AddressQuery.shown(name) + "` of " + file;
        throw missing(
                profile != null ? "expected them in " + where : "expected them in " + PLACES + " (" + where + ")");
    }

    private static Path file(Map<String, String> environment) {
        String given = environment.getOrDefault(FILE, "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        return given.isEmpty() ? Path.of(home, ".aws", "credentials") : Path.of(given);
    }

    private static @Nullable Keys of(String access, String secret, String session, Map<String, String> values) {
        String first = values.getOrDefault(access, "").strip();
        String second = values.getOrDefault(secret, "").strip();
        if (first.isEmpty() && second.isEmpty()) {
            return null;
        }
        if (first.isEmpty() || second.isEmpty()) {
            throw missing("only " + (first.isEmpty() ? secret : access) + " is set, and not "
                    + (first.isEmpty() ? access : secret));
        }
        String third = values.getOrDefault(session, "").strip();
        for (String each : List.of(first, second, third)) {
            if (!each.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw missing(
                        "those in " + access + ", " + secret + " or " + session + " hold a character that no key has");
            }
        }
        return new Keys(first, second, third.isEmpty() ? null : third);
    }

    private static @Nullable Keys ofProfile(String name, Path file) {
        refuseReadableByAll(file);
        String text = new String(SafeFile.read(file, MOST_BYTES, "the AWS credentials file"), StandardCharsets.UTF_8);
        Map<String, String> values = new HashMap<>();
        boolean within = false;
        for (String line : text.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.endsWith("]")) {
                within = line.substring(1, line.length() - 1).strip().equals(name);
            } else if (within && equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return of("aws_access_key_id", "aws_secret_access_key", "aws_session_token", values);
    }

    private static void refuseReadableByAll(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw missing("everybody on this machine can read " + file + ": `chmod 600 " + file + "`");
            }
        } catch (UnsupportedOperationException _) {
            // A file system without such permissions, as on Windows: there is nothing to check.
        } catch (IOException e) {
            throw missing(SafeFile.reason(e));
        }
    }

    private static XooaiException missing(String why) {
        return new XooaiException(Code.FAILED_PRECONDITION, "Tried to find the keys of an S3 store: " + why);
    }

    /// As the MinIO client takes them.
    Credentials credentials() {
        return new Credentials(access, secret, session, null);
    }

    /// The same text without what must not be shown, whoever wrote it.
    String withoutSecrets(String text) {
        String plain = text.replace(secret, "…");
        return session == null ? plain : plain.replace(session, "…");
    }

    @Override
    public String toString() {
        return "keys";
    }
}
