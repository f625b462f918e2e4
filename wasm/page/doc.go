// Package page reads the HTML of a mail or a page into what the detectors
// look at: the text a person sees, the links it asks them to use, its
// pictures, and what is there but hidden.
//
// Read tokenises once and builds no tree. That costs some certainty about
// broken nesting and gains five times the speed; nothing here may rely on
// markup being well-formed, because mails are not.
package page
