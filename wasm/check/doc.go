// Package check is the core's front desk: a Snapshot in, a Report out.
//
// New makes a rule book ready; Core.Check reads each region of a Snapshot,
// lets the detectors look, and weighs what they found into a verdict by the
// tables in weigh.go. Check never panics and never guesses: what it could not
// look at is unreadable.
package check
