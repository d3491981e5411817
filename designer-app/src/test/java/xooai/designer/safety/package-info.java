/// Tests of what keeps a flow from being lost.
@NullMarked
package xooai.designer.safety;

import org.jspecify.annotations.NullMarked;
