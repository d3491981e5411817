/// Tests of fetching refs under a policy.
@NullMarked
package xooai.store;

import org.jspecify.annotations.NullMarked;
