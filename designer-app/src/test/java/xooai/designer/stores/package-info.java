/// Tests of the stores, the cache and their settings.
@NullMarked
package xooai.designer.stores;

import org.jspecify.annotations.NullMarked;
