/// Tests of the whole house: its order and its form.
@NullMarked
package xooai;

import org.jspecify.annotations.NullMarked;
