package xooai.designer.app;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import xooai.codec.Codec;
import xooai.codec.Limits;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.driver.Failures;

/// The newest version that was published, as a server says that answers like GitHub's
/// [latest release](https://docs.github.com/rest/releases/releases#get-the-latest-release).
///
/// What it answers is not trusted: it has bounds of size and time, of it only the name of the tag is read, and that
/// has to be a version; the page that is told to a person is of our own address. The question says nothing of who asks.
///
/// @param version the version
/// @param page where its packages are
record NewestVersion(String version, URI page) {
    /// Who is asked unless the settings name another.
    static final URI ADDRESS = URI.create("https://api.github.com/repos/xoolab/xooai/releases/latest");

    private static final String PAGES = "https://github.com/xoolab/xooai/releases/tag/";
    private static final Pattern TAG = Pattern.compile("v?([0-9]{1,6}(?:\\.[0-9]{1,6}){0,3}(?:-[0-9A-Za-z.]{1,20})?)");
    private static final int MOST_BYTES = 1 << 20;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /// Asks.
    ///
    /// @param timeout for the whole of it
    /// @return null where nothing was published yet
    /// @throws XooaiException with UNAVAILABLE when there is no answer, INVALID_ARGUMENT when it is none that is
    ///         understood
    static @Nullable NewestVersion ask(URI address, Duration timeout) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .header("User-Agent", "xooai")
                .build();
        HttpResponse<byte[]> response = response(request, timeout);
        if (response.statusCode() == NOT_FOUND) {
            return null;
        }
        if (response.statusCode() != OK) {
            throw new XooaiException(Code.UNAVAILABLE, asked(address) + "it answers HTTP " + response.statusCode());
        }
        return read(address, response.body());
    }

    private static HttpResponse<byte[]> response(HttpRequest request, Duration timeout) throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(timeout)
                .build()) {
            try {
                // The timeout of a request ends with its headers; a body may trickle for ever.
                return client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES))
                        .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                client.shutdownNow(); // Who is no longer waited for has nothing more to say.
            }
        } catch (TimeoutException e) {
            throw new XooaiException(Code.UNAVAILABLE, asked(request.uri()) + "there is no answer in time", e);
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof IOException failure
                    ? Failures.sayWhy(failure)
                    : String.valueOf(e.getCause());
            throw new XooaiException(Code.UNAVAILABLE, asked(request.uri()) + why, e);
        }
    }

    private static NewestVersion read(URI address, byte[] body) {
        Object tag;
        try {
            tag = Codec.JSON.readValue(body, Limits.DEFAULT) instanceof Map<?, ?> release
                    ? release.get("tag_name")
                    : "";
        } catch (XooaiException e) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT, asked(address) + "its answer is no JSON. Is a proxy in between?", e);
        }
        var matcher = TAG.matcher(String.valueOf(tag));
        if (!matcher.matches()) {
            throw new XooaiException(Code.INVALID_ARGUMENT, asked(address) + "its answer names no version");
        }
        return new NewestVersion(matcher.group(1), URI.create(PAGES + tag));
    }

    private static String asked(URI address) {
        return "Tried to ask " + address.getHost() + " for the newest version: ";
    }

    /// Whether it is newer than that version. One `of development` is older than all.
    boolean isNewerThan(String other) {
        try {
            return Version.parse(version).compareTo(Version.parse(other)) > 0;
        } catch (IllegalArgumentException _) {
            return true;
        }
    }
}
