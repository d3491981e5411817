/// The contract that every driver passes, shipped to the drivers' own tests.
@NullMarked
package xooai.driver;

import org.jspecify.annotations.NullMarked;
