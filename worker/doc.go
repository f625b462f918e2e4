// Command worker distributes the rule book: a Cloudflare Worker that answers
// for the signed repository which publish put into Workers KV.
//
// entry.mjs stands in front and answers from memory what it has seen; this
// program is the origin behind it and starts only for what is new. Compiled for
// any other system than js/wasm it serves a directory ($KV) on loopback, the
// same handler without Cloudflare.
package main
