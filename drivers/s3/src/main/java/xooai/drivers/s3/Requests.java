package xooai.drivers.s3;

import io.minio.HeadObjectArgs;
import io.minio.Http;
import io.minio.ObjectArgs;
import io.minio.credentials.Credentials;
import io.minio.errors.MinioException;
import io.minio.messages.CompleteMultipartUpload;
import io.minio.messages.Part;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/// Makes the requests of S3, signed by the MinIO client.
final class Requests {
    /// Where the signature of content is kept beside it: an object's `ETag` is no hash of it when it came in parts.
    private static final String SIGNATURE = "x-amz-meta-xoo-sig";

    private static final String AGENT = "xooai";
    private static final byte[] NOTHING = new byte[0];

    private final S3Address address;
    private final Http.BaseUrl base;
    private final Credentials credentials;

    Requests(S3Address address, Keys keys) {
        this.address = address;
        this.base = new Http.BaseUrl(address.endpoint().toString());
        if (address.pathStyle()) {
            base.disableVirtualStyleEndpoint();
        } else {
            base.enableVirtualStyleEndpoint();
        }
        this.credentials = keys.credentials();
    }

    Request head(String digits) {
        return signed(Http.Method.HEAD, digits, new Http.Headers(), new Http.QueryParameters(), null);
    }

    /// @param from the first byte that is wanted
    /// @param tag the `ETag` that the object has to have still; null for any
    Request get(String digits, long from, @Nullable String tag) {
        Http.Headers headers = new Http.Headers();
        if (from > 0) {
            headers.put("Range", "bytes=" + from + "-");
        }
        if (tag != null) {
            headers.put("If-Match", tag);
        }
        return signed(Http.Method.GET, digits, headers, new Http.QueryParameters(), null);
    }

    /// The whole content in one request, unless it is there.
    Request put(String digits, CheckedBody body) {
        Http.Headers headers = described(digits);
        headers.put("If-None-Match", "*");
        headers.put("x-amz-sdk-checksum-algorithm", "SHA256");
        headers.put(
                "x-amz-checksum-sha256",
                Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digits)));
        return sending(Http.Method.PUT, digits, headers, new Http.QueryParameters(), body);
    }

    Request createUpload(String digits) {
        return signed(Http.Method.POST, digits, described(digits), new Http.QueryParameters("uploads", ""), null);
    }

    /// @param number of the part, from 1
    Request part(String digits, String upload, int number, CheckedBody body) {
        Http.QueryParameters query =
                new Http.QueryParameters("partNumber", Integer.toString(number), Http.UPLOAD_ID, upload);
        return sending(Http.Method.PUT, digits, new Http.Headers(), query, body);
    }

    /// Makes an object of the parts, unless there is one.
    ///
    /// @param tags the `ETag` of each part, in order
    Request completeUpload(String digits, String upload, List<String> tags) {
        Part[] parts = new Part[tags.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new Part(i + 1, tags.get(i));
        }
        Http.Headers headers = new Http.Headers("If-None-Match", "*");
        try {
            Http.Body body = new Http.Body(new CompleteMultipartUpload(parts), null, null, null);
            return signed(Http.Method.POST, digits, headers, new Http.QueryParameters(Http.UPLOAD_ID, upload), body);
        } catch (MinioException e) {
            throw new IllegalStateException("a list of parts can be written", e);
        }
    }

    Request abortUpload(String digits, String upload) {
        return signed(
                Http.Method.DELETE, digits, new Http.Headers(), new Http.QueryParameters(Http.UPLOAD_ID, upload), null);
    }

    /// A URL by which whoever has it may get the content for that long.
    String link(String digits, Duration time) {
        Http.QueryParameters query = new Http.QueryParameters();
        String session = credentials.sessionToken();
        if (session != null) {
            query.put(Http.Headers.X_AMZ_SECURITY_TOKEN, session);
        }
        try {
            return request(Http.Method.GET, digits, new Http.Headers(), query, null)
                    .toPresignedRequest(base, address.region(), credentials, Math.toIntExact(time.toSeconds()))
                    .httpRequest()
                    .url()
                    .toString();
        } catch (MinioException e) {
            throw unsigned(e);
        }
    }

    private static Http.Headers described(String digits) {
        return new Http.Headers(SIGNATURE, "sha256:" + digits);
    }

    /// The MinIO client signs the length and hash of the body, and its own body is replaced: it would read all that
    /// it sends from a file or an array.
    private Request sending(
            Http.Method method, String digits, Http.Headers headers, Http.QueryParameters query, CheckedBody body) {
        Http.Body described = new Http.Body(NOTHING, body.length(), Http.DEFAULT_MEDIA_TYPE, body.digits(), null);
        Request signed = signed(method, digits, headers, query, described);
        return signed.newBuilder().method(method.toString(), body).build();
    }

    private Request signed(
            Http.Method method,
            String digits,
            Http.Headers headers,
            Http.QueryParameters query,
            Http.@Nullable Body body) {
        try {
            return request(method, digits, headers, query, body)
                    .toRequest(base, address.region(), credentials)
                    .httpRequest();
        } catch (MinioException e) {
            throw unsigned(e);
        }
    }

    private Http.S3Request request(
            Http.Method method,
            String digits,
            Http.Headers headers,
            Http.QueryParameters query,
            Http.@Nullable Body body) {
        // Any arguments with an object will do: nothing but where it is is read from them.
        ObjectArgs object = HeadObjectArgs.builder()
                .bucket(address.bucket())
                .object(address.key(digits))
                .build();
        return Http.S3Request.builder()
                .userAgent(AGENT)
                .method(method)
                .args(object)
                .headers(headers)
                .queryParams(query)
                .body(body)
                .build();
    }

    private static IllegalStateException unsigned(MinioException e) {
        return new IllegalStateException("requests can be signed", e);
    }
}
