/// Runs as they are written down: what a served flow records, what the designer keeps of its own runs, and what
/// both read back.
@NullMarked
package xooai.record;

import org.jspecify.annotations.NullMarked;
