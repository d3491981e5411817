package xooai.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/// The version of this runtime.
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"xooai " + text()};
    }

    private static String text() {
        try (InputStream in = Version.class.getResourceAsStream("version")) {
            return in == null ? "of development" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
