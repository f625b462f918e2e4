// Package codec turns the types that cross into JSON and back.
//
// On a machine it is encoding/json. In the browser it is the browser's own
// JSON: that is faster there than Go's, and saves a ninth of the core's
// weight. Both read the same struct tags; codec_test.go holds them to the same
// answers. What crosses is made of structs, slices, maps with string keys,
// pointers to structs, strings, integers and booleans, and of nothing else.
package codec
