package xooai.doc;

/// A piece of text, at hand or at a ref.
public record Text(Content content) implements Media {

    /// That text.
    public static Text of(String text) {
        return new Text(Content.ofText(text));
    }

    /// What is found at that ref: a path, or a `file:`, `data:` or `http(s):` URI. Nothing is read yet.
    public static Text at(String ref) {
        return new Text(Content.at(ref));
    }

    /// The text itself, fetched once when it is at a ref.
    ///
    /// @throws XooaiException when the ref cannot be read, or when the bytes are no UTF-8
    public String text() {
        return content.text();
    }

    /// A text like this one that says that.
    public Text withText(String text) {
        return of(text);
    }
}
