/// Runs of the whole flow: its input, what became of each node, results and problems.
@NullMarked
package xooai.designer.runs;

import org.jspecify.annotations.NullMarked;
