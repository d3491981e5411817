/// Where content comes from: the rules by which a ref may be fetched, and the fetching.
@NullMarked
package xooai.store;

import org.jspecify.annotations.NullMarked;
