/// Tests of the text of notes.
@NullMarked
package xooai.designer.notes;

import org.jspecify.annotations.NullMarked;
