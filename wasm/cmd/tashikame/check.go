package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"tashikame/wasm/check"
	"tashikame/wasm/eml"
	"tashikame/wasm/rules"
	"tashikame/wasm/rules/book"
	"tashikame/wasm/wire"
)

var checkUsage = text{`使い方: tashikame check [--json] [--rules FILE] FILE.eml…

メールファイルを判定します。- は標準入力です。

  --json        1ファイルにつき1行のJSONで答えます
  --rules FILE  組み込みの代わりに使う判定ルール（配布されるJSON、またはYAMLのフォルダー）

判定: consistent 矛盾なし / caution 注意 / spoofed なりすまし / unreadable 判定不能 / none 対象外
ファイルだけでは本物と証明できないため、genuine（本物）と答えることはありません。
読めないファイルは unreadable とし、残りを続けます。
`, `usage: tashikame check [--json] [--rules FILE] FILE.eml…

Judges mail files. - is standard input.

  --json        answer with one line of JSON a file
  --rules FILE  rules to use instead of those built in (a published JSON pack, or a folder of YAML)

Verdicts: consistent, caution, spoofed, unreadable, none.
A file by itself proves nothing, so the answer is never "genuine".
A file that cannot be read is unreadable; the others are still done.
`}

// checked is the line that check --json writes for one file.
type checked struct {
	File     string       `json:"file"`
	Brand    string       `json:"brand"`
	Verdict  wire.Verdict `json:"verdict"`
	Findings []seen       `json:"findings"`
	Dues     []due        `json:"dues"`
	Micros   int          `json:"micros"`
	Why      string       `json:"why,omitempty"`
}

type seen struct {
	ID       string        `json:"id"`
	Severity wire.Severity `json:"severity"`
	Quote    string        `json:"quote"`
	Host     string        `json:"host"`
}

type due struct {
	Kind  wire.DueKind `json:"kind"`
	At    string       `json:"at"`
	Basis wire.Basis   `json:"basis"`
	Quote string       `json:"quote"`
}

func runCheck(f *face, args []string) int {
	o := f.options(checkUsage)
	asJSON := o.Bool("json", false, "")
	rulesFile := o.String("rules", "", "")
	files, status, done := o.parse(args)
	if done {
		return status
	}
	if len(files) == 0 {
		return o.wrong(f.say("ファイルを指定してください", "name at least one file"))
	}
	b, err := readRules(*rulesFile)
	if err != nil {
		return o.wrong(err.Error())
	}
	core := check.New(b)
	for _, file := range files {
		j, micros := judge(f, core, file)
		if *asJSON {
			f.line(lineOf(file, j, micros))
		} else {
			f.tell(file, j)
		}
	}
	return exitOK
}

// readRules reads the book to judge by: a pack as it is published, or the
// folder that packs are made from.
func readRules(file string) (*rules.Book, error) {
	if file == "" {
		return rules.Baseline(), nil
	}
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return book.Read(os.DirFS(file))
	}
	pack, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return rules.Decode(string(pack))
}

// judge reads one file and has the core judge it. micros is the core's own time.
func judge(f *face, core *check.Core, file string) (j wire.Judgement, micros int) {
	region, err := readMail(f, file)
	if err != nil {
		return wire.Judgement{Verdict: wire.Unreadable, Why: f.whyNot(err)}, 0
	}
	report := core.Check(wire.Snapshot{
		Site: "eml", Now: time.Now().Format(time.RFC3339), Lang: f.lang(), Regions: []wire.Region{region},
	})
	j = report.Judgements[0]
	// Anybody can type a header into a file. The core knows that; this makes
	// sure of it.
	if j.Verdict == wire.Genuine {
		j.Verdict = wire.Consistent
	}
	return j, report.Micros
}

func readMail(f *face, file string) (wire.Region, error) {
	in := f.in
	if file != "-" {
		opened, err := os.Open(file)
		if err != nil {
			return wire.Region{}, err
		}
		defer opened.Close()
		in = opened
	}
	region, _, err := eml.Read(in)
	return region, err
}

// whyNot says why a file could not be read.
func (f *face) whyNot(err error) string {
	var problem *fs.PathError
	switch {
	case errors.Is(err, eml.ErrEmpty):
		return f.say("ファイルが空です", eml.ErrEmpty.Error())
	case errors.Is(err, eml.ErrNoMail):
		return f.say("メールではありません（先頭にヘッダーがありません）", eml.ErrNoMail.Error())
	case errors.Is(err, fs.ErrNotExist):
		return f.say("ファイルがありません", "there is no such file")
	case errors.Is(err, fs.ErrPermission):
		return f.say("ファイルを読む権限がありません", "not allowed to read the file")
	case errors.As(err, &problem):
		return problem.Err.Error()
	case errors.Is(err, io.ErrUnexpectedEOF):
		return f.say("ファイルが途中で終わっています", "the file ends too early")
	}
	return err.Error()
}

func lineOf(file string, j wire.Judgement, micros int) checked {
	c := checked{File: file, Brand: j.Brand, Verdict: j.Verdict, Findings: seenOf(j.Findings), Dues: duesOf(j.Dues), Micros: micros, Why: j.Why}
	if c.Verdict == wire.Unreadable && c.Why == "" {
		c.Why = j.Headline
	}
	return c
}

func seenOf(findings []wire.Finding) []seen {
	out := make([]seen, 0, len(findings))
	for _, f := range findings {
		out = append(out, seen{f.ID, f.Severity, f.Quote, f.Host})
	}
	return out
}

func duesOf(dues []wire.Due) []due {
	out := make([]due, 0, len(dues))
	for _, d := range dues {
		out = append(out, due{d.Kind, d.At, d.Basis, d.Quote})
	}
	return out
}

// signs are the verdicts as a terminal shows them: sign, colour and words,
// never colour alone.
var signs = map[wire.Verdict]struct {
	sign, colour string
	words        text
}{
	wire.Genuine:    {"◎", green, text{"本物", "genuine"}},
	wire.Consistent: {"○", green, text{"矛盾なし", "consistent"}},
	wire.Caution:    {"▲", yellow, text{"注意", "caution"}},
	wire.Spoofed:    {"✕", red, text{"なりすまし", "spoofed"}},
	wire.Unreadable: {"？", yellow, text{"判定不能", "unreadable"}},
	wire.None:       {"－", dim, text{"対象外", "no brand claimed"}},
}

// marks stand before findings.
var marks = map[wire.Severity]string{wire.Danger: "✕", wire.CautionSign: "▲", wire.Info: "・"}

// tell writes a judgement for a person.
func (f *face) tell(file string, j wire.Judgement) {
	sign := signs[j.Verdict]
	verdict := f.paint(sign.colour+";"+bold, sign.sign+" "+sign.words.in(f))
	fmt.Fprintf(f.out, "%s  %s\n", verdict, printable(file))
	switch {
	case j.Headline != "" && j.Verdict != wire.None:
		fmt.Fprintf(f.out, "   %s\n", printable(j.Headline))
	case j.Why != "":
		fmt.Fprintf(f.out, "   %s\n", printable(j.Why))
	}
	for _, finding := range j.Findings {
		fmt.Fprintf(f.out, "   %s %s\n", marks[finding.Severity], printable(words(finding)))
	}
	for _, d := range j.Dues {
		fmt.Fprintf(f.out, "   %s\n", f.dueLine(d))
	}
	if j.Advice != "" && j.Verdict != wire.None {
		fmt.Fprintf(f.out, "   %s %s\n", f.paint(bold, "→"), printable(j.Advice))
	}
}

// words are what a finding says; one that the book has no text for says its id.
func words(f wire.Finding) string {
	if f.Text != "" {
		return f.Text
	}
	return f.ID + " " + f.Host + " " + f.Quote
}
