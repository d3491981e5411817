/// The command line: one class for each command.
@NullMarked
package xooai.cli;

import org.jspecify.annotations.NullMarked;
