package xooai.drivers.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Failures;

/// Says what went wrong with a store, and how to mend it. It is the one place where errors of S3 and of connections
/// become ours; they are no causes of ours, for they hold the headers of requests.
final class Troubles {
    private static final String RIGHTS =
            "the rights s3:GetObject, s3:PutObject, s3:ListBucket and s3:AbortMultipartUpload";
    private static final Pattern FULL =
            Pattern.compile("(?i).*(quota|storagefull|insufficientstorage|insufficientcapacity|nospace|toolarge).*");
    private static final Pattern DENIED = Pattern.compile(
            "AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch|.*Token.*|AccountProblem|AllAccessDisabled");
    private static final Pattern DAMAGED = Pattern.compile("BadDigest|InvalidDigest|XAmzContent.*Mismatch");

    private final S3Address address;

    Troubles(S3Address address) {
        this.address = address;
    }

    /// A failure of the store.
    ///
    /// @param what such as `put content into`
    XooaiException failed(Code code, String what, String why) {
        return failed(code, what, why, null);
    }

    private XooaiException failed(Code code, String what, String why, @Nullable Exception cause) {
        return new XooaiException(code, "Tried to " + what + " the store " + address + ": " + why, cause);
    }

    XooaiException tooLarge(String what) {
        return failed(Code.RESOURCE_EXHAUSTED, what, "it is larger than the limit of " + address.limit() + " bytes");
    }

    /// There was no answer, or it was cut.
    XooaiException failed(String what, IOException e) {
        if (Thread.currentThread().isInterrupted()) {
            return failed(Code.CANCELLED, what, "the thread was interrupted");
        }
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("disk full") || text.contains("quota")) {
            return failed(Code.RESOURCE_EXHAUSTED, what, "the disk for temporary files of this machine is full");
        }
        String why = Failures.sayWhy(e);
        if (e instanceof InterruptedIOException && !text.contains("connect")) {
            why = "it was silent for too long";
        } else if (why.contains("--tls-ca")) {
            why = "its certificate is not trusted here: name who issued it by ca=FILE in the address";
        }
        return failed(Code.UNAVAILABLE, what, why);
    }

    /// The server answered that it will not.
    XooaiException refused(String what, Refusal refusal) {
        String code = refusal.code();
        int status = refusal.status();
        if (code.equals("NoSuchBucket")) {
            String why = "there is no bucket " + address.bucket() + "; make it, or name another one in the address";
            return failed(Code.FAILED_PRECONDITION, what, why);
        }
        if (status == 404) {
            return failed(Code.NOT_FOUND, what, "there is no such content");
        }
        boolean elsewhere = refusal.region() != null && !refusal.region().equals(address.region());
        if (elsewhere || status == 301 || status == 307 || code.equals("AuthorizationHeaderMalformed")) {
            return failed(Code.FAILED_PRECONDITION, what, otherRegion(refusal));
        }
        if (code.equals("RequestTimeTooSkewed")) {
            return failed(Code.FAILED_PRECONDITION, what, "the clock of this machine and that of the server differ");
        }
        if (status == 507 || status == 413 || FULL.matcher(code).matches()) {
            return failed(Code.RESOURCE_EXHAUSTED, what, "the server has no room for it: " + refusal.said());
        }
        if (status == 401 || status == 403 || DENIED.matcher(code).matches()) {
            return failed(Code.PERMISSION_DENIED, what, denied(refusal));
        }
        if (DAMAGED.matcher(code).matches()) {
            return failed(Code.DATA_LOSS, what, "the content arrived damaged: " + refusal.said());
        }
        boolean passes = (status >= 500 && status != 501) || refusal.mayPass();
        return failed(passes ? Code.UNAVAILABLE : Code.FAILED_PRECONDITION, what, "it answers " + refusal.said());
    }

    private String otherRegion(Refusal refusal) {
        return "the bucket is not in the region " + address.region() + ": say region="
                + (refusal.region() == null ? "…" : refusal.region()) + " in the address";
    }

    private static String denied(Refusal refusal) {
        return switch (refusal.code()) {
            case "SignatureDoesNotMatch" -> "the secret key is not the one that belongs to the access key";
            case "InvalidAccessKeyId" -> "the server does not know the access key";
            case "ExpiredToken", "ExpiredTokenException" -> "the session token has expired";
            default -> "access is denied; the keys need " + RIGHTS + " (" + refusal.said() + ")";
        };
    }
}
