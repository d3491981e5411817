/// Tests of the canvas, without a display.
@NullMarked
package xooai.designer.canvas;

import org.jspecify.annotations.NullMarked;
