/// Measures the runtime beside bare baselines, in one run: the throughput of each driver, the cost of a node,
/// start and memory.
@NullMarked
package xooai.bench;

import org.jspecify.annotations.NullMarked;
