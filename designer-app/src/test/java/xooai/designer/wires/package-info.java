/// Tests of wires: what fits, why not, and how it is mended.
@NullMarked
package xooai.designer.wires;

import org.jspecify.annotations.NullMarked;
