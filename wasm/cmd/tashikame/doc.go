// Command tashikame is the terminal's face of the core: it judges mail files,
// host names, texts and saved pages with the same code that the browser runs.
//
// main.go names the commands, one file holds each; face.go is what they have
// in common. Output for programs (--json) is a contract: one object a line,
// arrays never null, times in RFC 3339 with offset.
package main
