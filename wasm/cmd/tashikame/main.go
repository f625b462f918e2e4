package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// Exit statuses. What was judged, however badly it came out, is exitOK.
const (
	exitOK     = 0
	exitFailed = 1 // the answer could not be written
	exitUsage  = 2 // the arguments are wrong
)

// command is one of the program's commands.
type command struct {
	name string
	// run gets what stands after the name and returns the exit status.
	run   func(f *face, args []string) int
	brief text
}

// commands, in the order that help lists them.
func commands() []command {
	return []command{
		{"check", runCheck, text{"メールファイル（.eml）を判定する", "judge mail files (.eml)"}},
		{"page", runPage, text{"保存したページを読む", "read a saved page"}},
		{"host", runHost, text{"ホスト名・URLが誰のものか調べる", "say whose a host name or URL is"}},
		{"due", runDue, text{"文の期限を読み取る", "read the deadlines of a text"}},
		{"bench", runBench, text{"判定の正しさを測る", "measure how right the answers are"}},
	}
}

func main() {
	os.Exit(run(terminal(), os.Args[1:]))
}

func run(f *face, args []string) int {
	if len(args) == 0 {
		help(f, f.err)
		return exitUsage
	}
	switch args[0] {
	case "help", "--help", "-help", "-h":
		help(f, f.out)
		return f.status()
	}
	for _, c := range commands() {
		if c.name == args[0] {
			status := c.run(f, args[1:])
			return max(status, f.status())
		}
	}
	fmt.Fprintf(f.err, f.say("tashikame: 「%s」というコマンドはありません\n", "tashikame: there is no command %q\n"), printable(args[0]))
	help(f, f.err)
	return exitUsage
}

func help(f *face, w io.Writer) {
	var list strings.Builder
	for _, c := range commands() {
		fmt.Fprintf(&list, "  %-8s%s\n", c.name, c.brief.in(f))
	}
	fmt.Fprintf(w, f.say(`tashikame — そのメールは、本当に名乗っている相手からですか

使い方: tashikame コマンド [オプション] …

%s
各コマンドの説明: tashikame コマンド --help
`, `tashikame: is this mail really from whom it says?

usage: tashikame COMMAND [OPTION]…

%s
tashikame COMMAND --help explains each.
`), list.String())
}
