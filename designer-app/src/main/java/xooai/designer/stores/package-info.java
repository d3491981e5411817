/// Where large content lives: the stores that runs put it into, the cache of what was fetched, and their settings.
@NullMarked
package xooai.designer.stores;

import org.jspecify.annotations.NullMarked;
