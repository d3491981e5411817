package xooai.web;

import java.time.Duration;
import xooai.driver.Memory;

/// How patient a server is, and with how many at once.
///
/// @param headers how long the head of a request may take from its first byte, the handshake of TLS included
/// @param body how long the body of a request may take
/// @param idle how long a connection may be still between requests, or a read or write make no progress
/// @param answer how long an answer may take to be read
/// @param connections how many connections are open at once; more wait in the system's queue
/// @param memory what bodies take together
public record Tuning(Duration headers, Duration body, Duration idle, Duration answer, int connections, Memory memory) {

    /// What servers have where nothing else is said.
    public static final Tuning DEFAULT = new Tuning(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            4096,
            Memory.ofProcess());
}
