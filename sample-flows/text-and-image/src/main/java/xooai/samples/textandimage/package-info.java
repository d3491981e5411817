/// A flow over docs of one's own with docs nested in them, and a join of branches that write the same field.
@NullMarked
package xooai.samples.textandimage;

import org.jspecify.annotations.NullMarked;
