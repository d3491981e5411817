/// HTTP: executors and flows served on Javalin, called through OkHttp, and refs fetched over it.
@NullMarked
package xooai.drivers.http;

import org.jspecify.annotations.NullMarked;
