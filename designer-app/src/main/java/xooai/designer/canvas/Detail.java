package xooai.designer.canvas;

/// How much of a node is drawn.
enum Detail {
    /// All of it.
    FULL,
    /// Title and status, in large type.
    SHORT,
    /// One picture of all nodes.
    PICTURE;

    static Detail at(double zoom) {
        if (zoom >= Geometry.FULL) {
            return FULL;
        }
        return zoom >= Geometry.NEAR ? SHORT : PICTURE;
    }
}
