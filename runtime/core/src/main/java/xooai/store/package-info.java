/// Where content comes from: the rules by which a ref may be fetched, the fetching, and files of this machine.
@NullMarked
package xooai.store;

import org.jspecify.annotations.NullMarked;
