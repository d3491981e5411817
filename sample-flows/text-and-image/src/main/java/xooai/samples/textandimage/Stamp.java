package xooai.samples.textandimage;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

/// A stamp on a postcard.
///
/// @param country where it was bought
/// @param cents what it is worth
public record Stamp(@NotBlank String country, @Positive int cents) {}
