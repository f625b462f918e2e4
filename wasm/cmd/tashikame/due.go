package main

import (
	"bufio"
	"fmt"
	"strings"
	"time"

	"tashikame/wasm/clock"
	reading "tashikame/wasm/due"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

var dueUsage = text{`使い方: tashikame due [--json] [--rules FILE] --sent 日時 文…

文の中の期限を読み取ります。文がなければ標準入力を1行ずつ読みます。

  --sent 日時   メールの送信日時（RFC 3339。例 2026-11-20T10:15:00+09:00）
  --json        1つの文につき1行のJSONで答えます
  --rules FILE  組み込みの代わりに使う判定ルール

根拠: stated 書かれている / counted 送信から数えた / assumed 書かれていないので短いほうの例
日だけの期限は、その日の終わり（日本時間 23:59:59）とします。
`, `usage: tashikame due [--json] [--rules FILE] --sent TIME TEXT…

Reads the deadlines of a text. Without one, standard input is read line by line.

  --sent TIME   when the mail was sent (RFC 3339, such as 2026-11-20T10:15:00+09:00)
  --json        answer with one line of JSON a text
  --rules FILE  rules to use instead of those built in

Basis: stated (written there), counted (from sending), assumed (nothing is written: the shorter of the usual ones).
A day ends at 23:59:59 Japan time.
`}

// maxLine is the longest line of standard input that is read.
const maxLine = 4 << 20

// dueRead is the line that due --json writes for one text.
type dueRead struct {
	Input string `json:"input"`
	Dues  []due  `json:"dues"`
}

func runDue(f *face, args []string) int {
	o := f.options(dueUsage)
	asJSON := o.Bool("json", false, "")
	sentText := o.String("sent", "", "")
	rulesFile := o.String("rules", "", "")
	texts, status, done := o.parse(args)
	if done {
		return status
	}
	sent, err := time.Parse(time.RFC3339, *sentText)
	if err != nil {
		return o.wrong(f.say("--sent に送信日時を RFC 3339 で指定してください（例 2026-11-20T10:15:00+09:00）",
			"say with --sent when the mail was sent, as RFC 3339 (2026-11-20T10:15:00+09:00)"))
	}
	book, err := readRules(*rulesFile)
	if err != nil {
		return o.wrong(err.Error())
	}
	one := dueCommand{f: f, reader: reading.NewReader(book), sent: sent, asJSON: *asJSON}
	if len(texts) == 0 {
		return one.readLines()
	}
	for _, t := range texts {
		one.read(t)
	}
	return exitOK
}

// dueCommand is one run of due.
type dueCommand struct {
	f      *face
	reader *reading.Reader
	sent   time.Time
	asJSON bool
}

func (d *dueCommand) readLines() int {
	lines := bufio.NewScanner(d.f.in)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		d.read(strings.TrimSuffix(lines.Text(), "\r"))
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintf(d.f.err, d.f.say("tashikame: 標準入力を読めません: %v\n", "tashikame: reading standard input: %v\n"), err)
		return exitFailed
	}
	return exitOK
}

func (d *dueCommand) read(input string) {
	// Whoever asks when something is due means even a date that stands alone.
	dues := d.reader.Dues(input, d.f.lang(), reading.Context{Sent: d.sent, Now: d.sent, Asked: true})
	if d.asJSON {
		d.f.line(dueRead{Input: input, Dues: duesOf(dues)})
		return
	}
	d.tell(input, dues)
}

func (d *dueCommand) tell(input string, dues []wire.Due) {
	f := d.f
	fmt.Fprintln(f.out, f.paint(bold, printable(input)))
	if len(dues) == 0 {
		fmt.Fprintln(f.out, "  ", f.paint(dim, f.say("期限はありません", "nothing is due")))
	}
	for _, due := range dues {
		fmt.Fprintf(f.out, "   %s\n   %s\n", f.dueLine(due), f.paint(dim, printable(due.Reason)))
	}
}

// dueLine says when something is due, by Japan's clock, what, and in which words.
func (f *face) dueLine(due wire.Due) string {
	at := due.At
	if when, err := time.Parse(time.RFC3339, due.At); err == nil {
		at = clock.Shown(when.In(reading.JST), f.lang(), true)
	}
	return fmt.Sprintf("%s  %s  「%s」", f.paint(yellow, at), f.kindName(due.Kind), printable(due.Quote))
}

// kindName is a kind of deadline in words.
func (f *face) kindName(kind wire.DueKind) string {
	return rules.Baseline().Texts["due-kind-"+string(kind)].In(f.lang())
}
