/// What serves a flow or an executor from a command line: the options, the wait for a signal, the errors,
/// and the main class of an exported flow.
@NullMarked
package xooai.launch;

import org.jspecify.annotations.NullMarked;
