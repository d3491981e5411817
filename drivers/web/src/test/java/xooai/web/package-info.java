/// Tests of what is answered over every HTTP, and what drivers that speak one are tested by.
@NullMarked
package xooai.web;

import org.jspecify.annotations.NullMarked;
