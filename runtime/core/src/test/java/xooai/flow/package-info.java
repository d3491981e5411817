/// How flows behave: building, joins, failures, deadlines, and their laws.
@NullMarked
package xooai.flow;

import org.jspecify.annotations.NullMarked;
