package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
)

// face is where a command reads and writes, and how it speaks.
type face struct {
	in      io.Reader
	out     *output
	err     io.Writer
	english bool
	colour  bool
}

// terminal is the face of the process itself.
func terminal() *face {
	return &face{
		in: os.Stdin, out: &output{w: bufio.NewWriterSize(os.Stdout, 32<<10)}, err: os.Stderr,
		english: !isJapanese(os.Getenv),
		colour:  isTerminal(os.Stdout) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
	}
}

// isJapanese reads the locale as POSIX has programs read it: LC_ALL before
// LC_MESSAGES before LANG, the first that is set.
func isJapanese(getenv func(string) string) bool {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := getenv(name); locale != "" {
			return strings.HasPrefix(locale, "ja")
		}
	}
	return false
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// text is something said in both languages.
type text struct{ ja, en string }

func (t text) in(f *face) string { return f.say(t.ja, t.en) }

// say picks the language.
func (f *face) say(ja, en string) string {
	if f.english {
		return en
	}
	return ja
}

// lang is the language as the core names it.
func (f *face) lang() string { return f.say("ja", "en") }

// line writes a value as one line of JSON.
func (f *face) line(v any) {
	enc := json.NewEncoder(f.out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil && f.out.err == nil {
		f.out.err = err
	}
}

// status flushes what was written and says whether all of it was.
func (f *face) status() int {
	if err := f.out.flush(); err != nil {
		fmt.Fprintln(f.err, "tashikame:", err)
		return exitFailed
	}
	return exitOK
}

// output remembers the first error, so that not every line must look for one.
type output struct {
	w   *bufio.Writer
	err error
}

func (o *output) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.w.Write(p)
	o.err = err
	return n, err
}

func (o *output) flush() error {
	if err := o.w.Flush(); o.err == nil {
		o.err = err
	}
	return o.err
}

// colours, by the ANSI numbers every terminal has.
const (
	red, green, yellow, dim, bold = "31", "32", "33", "2", "1"
)

func (f *face) paint(colour, s string) string {
	if !f.colour {
		return s
	}
	return "\x1b[" + colour + "m" + s + "\x1b[0m"
}

// printable takes out of a text what would move a terminal's cursor, colour
// it or turn the direction of its words: mails are written by strangers.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case unicode.IsControl(r), unicode.In(r, unicode.Cf) && r != '\u200d', r == unicode.ReplacementChar:
			return '\ufffd'
		}
		return r
	}, s)
}

// options are a command's flags.
type options struct {
	*flag.FlagSet
	f     *face
	usage text
	rest  []string // what was read so far that is no flag
}

func (f *face) options(usage text) *options {
	set := flag.NewFlagSet("", flag.ContinueOnError)
	set.SetOutput(io.Discard) // errors are said by parse, in the reader's language
	return &options{FlagSet: set, f: f, usage: usage}
}

// parse reads flags wherever they stand, up to "--", and gives the rest. done
// is true when there is nothing left to do; status is then the exit status.
func (o *options) parse(args []string) (rest []string, status int, done bool) {
	for len(args) > 0 {
		if err := o.Parse(args); errors.Is(err, flag.ErrHelp) {
			fmt.Fprint(o.f.out, o.usage.in(o.f))
			return nil, exitOK, true
		} else if err != nil {
			return nil, o.wrong(err.Error()), true
		}
		left := o.Args()
		if read := len(args) - len(left); read > 0 && args[read-1] == "--" || len(left) == 0 {
			return append(o.rest, left...), exitOK, false
		}
		o.rest = append(o.rest, left[0])
		args = left[1:]
	}
	return o.rest, exitOK, false
}

// wrong says what is wrong with the arguments, and how they should be.
func (o *options) wrong(problem string) int {
	fmt.Fprintf(o.f.err, "tashikame: %s\n\n%s", printable(problem), o.usage.in(o.f))
	return exitUsage
}
