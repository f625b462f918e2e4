// Package detect looks at a mail and says what it sees: one file a detector,
// named after its id.
//
// A rule book is made into an Index once; Index.Read turns a region of a
// Snapshot into a Mail; each Detector in All then looks at the Mail and
// reports findings. What findings mean together is weighed elsewhere (package
// check): a detector imports no other and knows no verdict.
package detect
