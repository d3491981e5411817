/// Measures the runtime beside bare baselines, in one run: HTTP throughput, the cost of a node, start and
/// memory.
@NullMarked
package xooai.bench;

import org.jspecify.annotations.NullMarked;
