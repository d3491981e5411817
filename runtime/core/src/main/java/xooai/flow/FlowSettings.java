package xooai.flow;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import xooai.driver.ConnectSettings;
import xooai.driver.HostPins;
import xooai.driver.HostTokens;

/// Where a flow finds what it names.
///
/// @param loader the class path of its local executors
/// @param remote how remote executors are called; without a token, since there are many hosts
/// @param tokens what is presented to which of them
/// @param pins which of them are known by one certificate
/// @param environment what `${env:NAME}` stands for
/// @param directory what the path of a `flow:` is relative to
public record FlowSettings(
        ClassLoader loader,
        ConnectSettings remote,
        HostTokens tokens,
        HostPins pins,
        Map<String, String> environment,
        Path directory) {

    /// This program's class path and environment, and its working directory.
    public static final FlowSettings DEFAULT = new FlowSettings(
            FlowSettings.class.getClassLoader(),
            ConnectSettings.DEFAULT,
            HostTokens.NONE,
            HostPins.NONE,
            System.getenv(),
            Path.of(""));

    public FlowSettings {
        if (remote.token() != null) {
            throw new IllegalArgumentException("a flow calls many hosts: give the token of each in `tokens`");
        }
        environment = Map.copyOf(environment);
    }

    /// Settings that know no host by its certificate alone.
    public FlowSettings(
            ClassLoader loader,
            ConnectSettings remote,
            HostTokens tokens,
            Map<String, String> environment,
            Path directory) {
        this(loader, remote, tokens, HostPins.NONE, environment, directory);
    }

    /// These settings with that class path.
    public FlowSettings withLoader(ClassLoader value) {
        return new FlowSettings(value, remote, tokens, pins, environment, directory);
    }

    /// These settings with that way of calling.
    public FlowSettings withRemote(ConnectSettings value) {
        return new FlowSettings(loader, value, tokens, pins, environment, directory);
    }

    /// These settings with those tokens.
    public FlowSettings withTokens(HostTokens value) {
        return new FlowSettings(loader, remote, value, pins, environment, directory);
    }

    /// These settings with those pins.
    public FlowSettings withPins(HostPins value) {
        return new FlowSettings(loader, remote, tokens, value, environment, directory);
    }

    /// How that address is called: with the token of its host, which is known by its pin where there is one.
    public ConnectSettings remote(URI address) {
        return pins.apply(remote.withToken(tokens.of(address)), address);
    }

    /// These settings with that environment.
    public FlowSettings withEnvironment(Map<String, String> value) {
        return new FlowSettings(loader, remote, tokens, pins, value, directory);
    }

    /// These settings with that directory.
    public FlowSettings withDirectory(Path value) {
        return new FlowSettings(loader, remote, tokens, pins, environment, value);
    }
}
