package xooai.samples.textandimage;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/// Who wrote a postcard.
///
/// @param name as it is signed
/// @param email where an answer goes, if anywhere
public record Sender(@NotBlank String name, @Nullable @Email String email) {}
