/// Executors of somebody's own, as the tests serve, check and export them.
@NullMarked
package acme;

import org.jspecify.annotations.NullMarked;
