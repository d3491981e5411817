package xooai.flow;

import java.nio.file.Path;
import java.util.Map;
import xooai.driver.ConnectSettings;

/// Where a flow finds what it names.
///
/// @param loader the class path of its local executors
/// @param remote how remote executors are called
/// @param environment what `${env:NAME}` stands for
/// @param directory what the path of a `flow:` is relative to
public record FlowSettings(
        ClassLoader loader, ConnectSettings remote, Map<String, String> environment, Path directory) {

    /// This program's class path and environment, and its working directory.
    public static final FlowSettings DEFAULT = new FlowSettings(
            FlowSettings.class.getClassLoader(), ConnectSettings.DEFAULT, System.getenv(), Path.of(""));

    public FlowSettings {
        environment = Map.copyOf(environment);
    }

    /// These settings with that class path.
    public FlowSettings withLoader(ClassLoader value) {
        return new FlowSettings(value, remote, environment, directory);
    }

    /// These settings with that way of calling.
    public FlowSettings withRemote(ConnectSettings value) {
        return new FlowSettings(loader, value, environment, directory);
    }

    /// These settings with that environment.
    public FlowSettings withEnvironment(Map<String, String> value) {
        return new FlowSettings(loader, remote, value, directory);
    }

    /// These settings with that directory.
    public FlowSettings withDirectory(Path value) {
        return new FlowSettings(loader, remote, environment, value);
    }
}
