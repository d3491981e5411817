/// What a service answers over HTTP, whatever carries it: routes, media types, framings, checks and errors. No
/// driver: each driver that speaks a version of HTTP gives a [WebExchange] for every request.
@NullMarked
package xooai.web;

import org.jspecify.annotations.NullMarked;
