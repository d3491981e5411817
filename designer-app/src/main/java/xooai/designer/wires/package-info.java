/// What fits at the ends of a wire, why not, and how to mend it; without a window.
@NullMarked
package xooai.designer.wires;

import org.jspecify.annotations.NullMarked;
