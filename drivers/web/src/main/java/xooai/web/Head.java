package xooai.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/// What stands before the body of an answer.
///
/// @param status the status
/// @param mediaType what the body is written in
/// @param more further headers
public record Head(int status, String mediaType, Map<String, String> more) {

    /// A head without further headers.
    public static Head of(int status, String mediaType) {
        return new Head(status, mediaType, Map.of());
    }

    Head with(String name, String value) {
        Map<String, String> larger = new LinkedHashMap<>(more);
        larger.put(name, value);
        return new Head(status, mediaType, larger);
    }

    /// Gives each header but those of the body's type and length: no answer is to be stored, or its type guessed.
    public void forEach(BiConsumer<String, String> header) {
        header.accept("Cache-Control", "no-store");
        header.accept("X-Content-Type-Options", "nosniff");
        more.forEach(header);
    }
}
