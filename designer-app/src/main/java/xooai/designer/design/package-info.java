/// The flow as it is being designed: its facts, its edits, their history, and who wants to know; without a
/// window.
@NullMarked
package xooai.designer.design;

import org.jspecify.annotations.NullMarked;
