package xooai.samples.textandimage;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;

/// The rules of a [Sorter].
///
/// @param postage the least postage, in cents
/// @param urgent the least priority that is read today
public record SorterConfig(
        @PositiveOrZero int postage, @Min(0) @Max(5) int urgent) {}
