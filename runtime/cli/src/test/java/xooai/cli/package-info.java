/// Tests of the command line: in process, as processes, and what it exports.
@NullMarked
package xooai.cli;

import org.jspecify.annotations.NullMarked;
