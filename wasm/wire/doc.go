// Package wire holds what crosses between the core and its faces: the
// Snapshot a face hands in and the Report it gets back. The extension's
// TypeScript types are generated from this package (make types), so a field's
// JSON name is a contract.
//
// The package imports nothing and decides nothing.
package wire
