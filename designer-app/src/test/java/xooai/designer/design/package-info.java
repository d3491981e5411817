/// Tests of designs, edits and their history.
@NullMarked
package xooai.designer.design;

import org.jspecify.annotations.NullMarked;
