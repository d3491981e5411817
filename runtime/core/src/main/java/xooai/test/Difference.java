package xooai.test;

/// One place in which an answer is not what is expected.
///
/// @param path where: `[0].tags.score`; empty for the answer as a whole
/// @param expected what is expected there, for a person
/// @param found what was found, for a person
public record Difference(String path, String expected, String found) {

    /// The difference as a sentence: `[0].text: expected "a", found "b"`.
    @Override
    public String toString() {
        return (path.isEmpty() ? "" : path + ": ") + "expected " + expected + ", found " + found;
    }
}
