/// Keeps what a person draws from being lost: the journal of every edit, its recovery, who has a file open, and what
/// others changed in it.
@NullMarked
package xooai.designer.safety;

import org.jspecify.annotations.NullMarked;
