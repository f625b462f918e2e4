// Package eml reads a mail file (RFC 5322, MIME) into the region that the
// core judges: what the header says, and the body as a reader would see it.
//
// Read is the only call. It is forgiving on purpose: mail programs show mails
// that break the rules, and a thief may break them so that a strict reader
// sees nothing where a person sees a button. Header, parts, transfer encodings
// and charsets are read here, because the strict readers of the libraries give
// a damaged mail up at its first fault. Of charsets the terminal has tables
// along (x/text); in the browser its own TextDecoder is asked.
//
// Nothing from the body is ever put into a field. The package is for mail
// files: the terminal, the tests, and the extension's page for them
// (cmd/mailfile); it is not part of the core that browsers load.
package eml
