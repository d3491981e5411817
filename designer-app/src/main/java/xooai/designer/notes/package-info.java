/// The text of notes: Markdown read into blocks, without a window.
@NullMarked
package xooai.designer.notes;

import org.jspecify.annotations.NullMarked;
