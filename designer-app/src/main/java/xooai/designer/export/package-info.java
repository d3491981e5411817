/// The flow as a program of its own: what the export dialog asks and shows.
@NullMarked
package xooai.designer.export;

import org.jspecify.annotations.NullMarked;
