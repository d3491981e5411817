/// Tests of what the features share.
@NullMarked
package xooai.designer.shared;

import org.jspecify.annotations.NullMarked;
