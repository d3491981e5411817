package xooai.executors.basic;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;

/// What a [ReplaceExecutor] replaces, and by what.
///
/// @param find the text to find, as it is: no pattern
/// @param replacement what stands in its place
public record ReplaceConfig(@NotEmpty String find, @NotNull String replacement) {}
