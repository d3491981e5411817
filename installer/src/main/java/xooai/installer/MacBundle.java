package xooai.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The version in a program for macOS.
///
/// The `jpackage` of JDK 25 refuses there a version that begins with 0, which macOS itself does not. So it is given one
/// whose first number is larger by one, which keeps the order of versions for the installer, and what people read is
/// set right in the image before it is signed and packed.
final class MacBundle {
    private static final List<String> KEYS = List.of("CFBundleShortVersionString", "CFBundleVersion");
    private static final Pattern VERSION = Pattern.compile("([0-9]+)((?:\\.[0-9]+){0,2})");

    private MacBundle() {}

    /// The version as `jpackage` is given it.
    ///
    /// @throws IllegalArgumentException for one that is not of one to three numbers
    static String number(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "macOS takes versions of one to three numbers with dots between, not " + version);
        }
        return (Integer.parseInt(matcher.group(1)) + 1) + matcher.group(2);
    }

    /// Says the version in the program's `Contents/Info.plist`.
    static void name(Path program, String version) throws IOException {
        Path file = program.resolve("Contents/Info.plist");
        Files.writeString(file, named(Files.readString(file), version));
    }

    /// That list of properties with that version in it.
    ///
    /// @throws IllegalStateException when it says no version
    static String named(String properties, String version) {
        String named = properties;
        for (String key : KEYS) {
            Matcher matcher = Pattern.compile("(<key>" + key + "</key>\\s*<string>)[^<]*(</string>)")
                    .matcher(named);
            if (!matcher.find()) {
                throw new IllegalStateException("there is no " + key + " in Info.plist: " + properties);
            }
            named = matcher.replaceFirst("$1" + Matcher.quoteReplacement(version) + "$2");
        }
        return named;
    }
}
