package xooai.designer.canvas;

import org.jspecify.annotations.Nullable;
import xooai.flow.Point;

/// A wish for a new node at a place.
///
/// @param screenX where on the screen the wish arose
/// @param screenY where on the screen the wish arose
/// @param at where the node shall stand, in the coordinates of the flow
/// @param wired the port that the new node shall be wired to, or null
public record SearchRequest(
        double screenX, double screenY, Point at, @Nullable PortRef wired) {}
