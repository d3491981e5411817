package xooai.designer.app;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.XooaiException;
import xooai.store.GivenPath;
import xooai.store.UserFolders;

/// What the designer was started with.
///
/// @param folders where settings and all else are kept
/// @param flow the flow file to open, or null
/// @param sample the sample to open, or null
/// @param train whether to go through the main screens without a display and end
/// @param startupTimes whether to print how long the start took
record Arguments(
        UserFolders folders, @Nullable Path flow, @Nullable String sample, boolean train, boolean startupTimes) {
    static final String USAGE = """
        Usage: xooai-designer [--home DIR] [--sample NAME] [--startup-times] [--train] [FLOW]
          --home DIR        keep settings, journals, runs and the cache in DIR alone
          --sample NAME     open that sample
          --startup-times   print how long the start took
          --help, --version print this, or the version, and end
          --train           go through the main screens without a display and end, for -XX:AOTCacheOutput
          FLOW              open that flow file
        """;

    /// @throws XooaiException with INVALID_ARGUMENT for what is none of these
    static Arguments parse(List<String> arguments, Map<String, String> environment, String userHome) {
        UserFolders folders = null;
        Path flow = null;
        String sample = null;
        boolean train = false;
        boolean startupTimes = false;
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String argument = left.pop();
            if (argument.equals("--home")) {
                folders = UserFolders.in(GivenPath.of(value(argument, left)).toAbsolutePath());
            } else if (argument.equals("--sample")) {
                sample = value(argument, left);
            } else if (argument.equals("--train")) {
                train = true;
            } else if (argument.equals("--startup-times")) {
                startupTimes = true;
            } else if (flow != null && !argument.startsWith("-")) {
                throw new XooaiException(
                        Code.INVALID_ARGUMENT,
                        "only one flow is opened at a time: `" + flow + "`, and not `" + argument + "` too\n" + USAGE);
            } else if (argument.startsWith("-")) {
                throw new XooaiException(Code.INVALID_ARGUMENT, "there is no option `" + argument + "`\n" + USAGE);
            } else {
                flow = GivenPath.of(argument);
            }
        }
        // Not before: who has no home and names one needs no other.
        if (folders == null) {
            folders = UserFolders.of(environment, System.getProperty("os.name", ""), userHome);
        }
        return new Arguments(folders, flow, sample, train, startupTimes);
    }

    private static String value(String option, Deque<String> left) {
        String value = left.poll();
        if (value == null) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "`" + option + "` needs a value\n" + USAGE);
        }
        return value;
    }
}
