/// Sees to it that what the designer promises is shown.
@NullMarked
package xooai.designer.rules;

import org.jspecify.annotations.NullMarked;
