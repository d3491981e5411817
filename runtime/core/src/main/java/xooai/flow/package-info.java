/// What composes endpoints into one function: the flow as it is written, as it runs, and its joins.
@NullMarked
package xooai.flow;

import org.jspecify.annotations.NullMarked;
