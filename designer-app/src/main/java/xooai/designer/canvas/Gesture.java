package xooai.designer.canvas;

/// What the hand is doing from one press to its release, or from one click to the next.
interface Gesture {

    /// Where the pointer is, in screen pixels of the canvas, and the keys held with it.
    record Mark(double x, double y, boolean alt, boolean shift, boolean menu) {}

    /// The pointer is there now.
    void moved(Mark mark);

    /// The hand let go there.
    void released(Mark mark);

    /// Nothing of it shall have been.
    void cancelled();

    /// Whether the canvas moves along when the pointer comes near its border.
    default boolean movesCanvas() {
        return true;
    }
}
