package xooai.executors.basic;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/// The size that a [ResizeExecutor] gives to pictures.
///
/// @param width in pixels
/// @param height in pixels
public record ResizeConfig(
        @Min(1) @Max(ResizeConfig.MAX_SIDE) int width,
        @Min(1) @Max(ResizeConfig.MAX_SIDE) int height) {

    /// The longest side that a picture is resized to.
    public static final int MAX_SIDE = 4096;
}
