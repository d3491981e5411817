package xooai.doc;

/// The built-in docs that hold one [Content]: [Text], [Image], [Audio] and [Video].
///
/// On the wire the content's fields are the doc's own: `{"type":"Image","ref":"scans/17.png"}`.
public sealed interface Media extends Doc permits Text, Image, Audio, Video {

    /// What the doc holds.
    Content content();
}
