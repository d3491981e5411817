/// The picture of a flow that is drawn, moved and wired by hand.
@NullMarked
package xooai.designer.canvas;

import org.jspecify.annotations.NullMarked;
