/// Tests of the whole designer, by mouse and keys, without a display.
@NullMarked
package xooai.designer.app;

import org.jspecify.annotations.NullMarked;
