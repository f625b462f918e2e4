package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	reading "tashikame/wasm/due"
	"tashikame/wasm/due/table"
	"tashikame/wasm/eml"
	"tashikame/wasm/page"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

var benchDueUsage = text{`使い方: tashikame bench due [--root DIR] [--out FILE]

期限の読み取りを、文例の表（wasm/due/testdata/phrases.tsv）で測り、
chrono-node の日本語パーサーと、同じ文字列のNFKC正規化（WASM）と比べます。
node と npm ci が必要です。結果はMarkdownです。

  --root DIR   リポジトリの場所（初期値 .）
  --out FILE   結果を書くファイル
`, `usage: tashikame bench due [--root DIR] [--out FILE]

Measures the reading of deadlines over the table of phrases
(wasm/due/testdata/phrases.tsv), beside chrono-node's parsers and, in
WebAssembly, beside one NFKC pass over the same text. Needs node and npm ci.
The answer is Markdown.

  --root DIR   where the repository is (.)
  --out FILE   where to write the answer
`}

const (
	// speedText is how much text is read for the speed, as DESIGN's number asks.
	speedText   = 100 << 10
	speedRounds = 101
)

func runBenchDue(f *face, args []string) int {
	o := f.options(benchDueUsage)
	root := o.String("root", ".", "")
	out := o.String("out", "", "")
	rest, status, done := o.parse(args)
	if done {
		return status
	}
	if len(rest) > 0 {
		return o.wrong(f.say("余分な引数があります", "too many arguments"))
	}
	b := benchDue{root: *root, reader: reading.NewReader(rules.Baseline())}
	err := b.measure()
	if err == nil {
		err = writeTo(*out, f.out, b.write)
	}
	if err != nil {
		fmt.Fprintln(f.err, "tashikame:", err)
		return exitFailed
	}
	return exitOK
}

// benchDue is one run of bench due and what came out.
type benchDue struct {
	root    string
	reader  *reading.Reader
	phrases []table.Phrase
	text    string

	ours, theirs score
	// instants are wrong ones among what konbini and invitation mails state.
	instants score
	missed   []string
	chrono   chronoDates
	speed    struct{ Bytes, Read, NFKC int64 }
	slowest  struct {
		unit  string
		times float64
	}
}

// score counts right answers, where something is due and where nothing is.
type score struct{ due, dues, none, nones int }

// chronoDates is what chrono-node has made of the table (speed/peer.mjs).
type chronoDates struct {
	Version     string
	Dates       [][][]chronoDate
	Nanoseconds int64
}

type chronoDate struct {
	At    time.Time
	Exact bool
}

func (b *benchDue) measure() (err error) {
	if b.phrases, err = table.Read(filepath.Join(b.root, "wasm/due/testdata/phrases.tsv")); err != nil {
		return err
	}
	if b.text, err = mailText(filepath.Join(b.root, "wasm/testdata"), speedText); err != nil {
		return err
	}
	b.readTable()
	if err := b.askPeer(); err != nil {
		return fmt.Errorf("chrono-node: %w", err)
	}
	if err := b.race(); err != nil {
		return fmt.Errorf("measuring in WebAssembly: %w", err)
	}
	b.stretch()
	return nil
}

// readTable has the reader read every phrase.
func (b *benchDue) readTable() {
	for _, p := range b.phrases {
		var got []table.Want
		for _, d := range b.reader.Dues(p.Text, "ja", reading.Context{Sent: p.Sent, Now: p.Sent, Asked: true}) {
			got = append(got, table.Got(d))
		}
		right := fmt.Sprint(got) == fmt.Sprint(p.Want)
		b.ours.count(p, right)
		if !right {
			b.missed = append(b.missed, p.Text)
		}
		for i, want := range p.Want {
			if want.Basis == wire.Stated && (want.Kind == wire.DueKonbini || want.Kind == wire.DueInvitation) {
				b.instants.dues++
				if i < len(got) && got[i].At.Equal(want.At) {
					b.instants.due++
				}
			}
		}
	}
}

func (s *score) count(p table.Phrase, right bool) {
	n := 0
	if right {
		n = 1
	}
	if p.Want == nil {
		s.nones++
		s.none += n
	} else {
		s.dues++
		s.due += n
	}
}

// askPeer has chrono-node read every phrase. It knows dates and no deadlines,
// so it is asked for less: that every instant is among what either of its
// parsers finds, a day counting as right at any hour, and that it finds nothing
// where nothing is due.
func (b *benchDue) askPeer() error {
	type one struct {
		Text string `json:"text"`
		Sent string `json:"sent"`
	}
	ask := struct {
		Phrases []one  `json:"phrases"`
		Text    string `json:"text"`
	}{Text: b.text}
	for _, p := range b.phrases {
		ask.Phrases = append(ask.Phrases, one{p.Text, p.Sent.Format(time.RFC3339)})
	}
	input, err := json.Marshal(ask)
	if err != nil {
		return err
	}
	output, err := b.run(input, nil, "node", filepath.Join("wasm", "due", "speed", "peer.mjs"))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(output, &b.chrono); err != nil {
		return err
	}
	for i, p := range b.phrases {
		right := false
		for _, dates := range b.chrono.Dates[i] {
			right = right || p.Want != nil && holds(dates, p.Want)
		}
		if p.Want == nil {
			right = len(b.chrono.Dates[i][0])+len(b.chrono.Dates[i][1]) == 0
		}
		b.theirs.count(p, right)
	}
	return nil
}

// holds says whether every instant wanted is among the dates.
func holds(dates []chronoDate, wants []table.Want) bool {
	for _, want := range wants {
		found := false
		for _, d := range dates {
			at := d.At.In(reading.JST)
			if d.Exact {
				found = found || at.Truncate(time.Minute).Equal(want.At.Truncate(time.Minute))
			} else {
				found = found || at.Format(time.DateOnly) == want.At.Format(time.DateOnly) && want.At.Second() == 59
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// race measures reading beside NFKC in WebAssembly.
func (b *benchDue) race() error {
	goroot, err := b.run(nil, nil, "go", "env", "GOROOT")
	if err != nil {
		return err
	}
	runner := filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "go_js_wasm_exec")
	// Our packages without inlining, as the extension's build compiles them.
	output, err := b.run([]byte(b.text), []string{"GOOS=js", "GOARCH=wasm"}, "go", "run", "-gcflags=tashikame/wasm/...=-l", "-exec", runner, "./wasm/due/speed", strconv.Itoa(speedRounds))
	if err != nil {
		return err
	}
	return json.Unmarshal(output, &b.speed)
}

// stretch reads hostile texts at two lengths.
func (b *benchDue) stretch() {
	const short, long = 1 << 17, 1 << 20
	sent := b.phrases[0].Sent
	for _, unit := range reading.Hostile {
		least := [2]time.Duration{time.Hour, time.Hour}
		for i, size := range [...]int{short, long} {
			hostile := strings.Repeat(unit, size/len(unit))
			for range 3 {
				start := time.Now()
				b.reader.Read(hostile, reading.Context{Sent: sent, Now: sent})
				least[i] = min(least[i], time.Since(start))
			}
		}
		if times := float64(least[1]) / float64(least[0]) / (long / short); times > b.slowest.times {
			b.slowest.unit, b.slowest.times = unit, times
		}
	}
}

// run runs a program in the repository.
func (b *benchDue) run(input []byte, env []string, name string, args ...string) ([]byte, error) {
	c := exec.Command(name, args...)
	c.Dir, c.Stdin, c.Env = b.root, bytes.NewReader(input), append(os.Environ(), env...)
	output, err := c.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return nil, fmt.Errorf("%s: %w: %s", name, err, bytes.TrimSpace(exit.Stderr))
	}
	return output, err
}

// mailText is the text of mails as their readers see it, so much of it.
func mailText(folder string, size int) (string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "mails", "*.eml"))
	if err != nil {
		return "", err
	}
	var all strings.Builder
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			return "", err
		}
		region, _, err := eml.Read(file)
		file.Close()
		if err != nil {
			continue // one of those that are broken on purpose
		}
		doc := page.ReadText(region.Text)
		if region.HTML != "" {
			doc = page.Read(region.HTML)
		}
		all.WriteString(doc.Text)
	}
	if all.Len() == 0 {
		return "", fmt.Errorf("%s holds no mails to measure with", folder)
	}
	for once := all.String(); all.Len() < size; {
		all.WriteString(once)
	}
	return strings.ToValidUTF8(all.String()[:size], ""), nil
}

func (b *benchDue) write(w io.Writer) {
	say := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	say("# Reading deadlines\n\n")
	say("Written by `tashikame bench due`; do not edit. %s, %s/%s.\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH)

	say("## How right\n\n")
	say("The table is `wasm/due/testdata/phrases.tsv`: %s phrases of shopping mail, %s of them with nothing due (prices, numbers,\npromises, opening hours, dates that are only dates). ", count(len(b.phrases)), count(b.ours.nones))
	say("For us an answer is right when every due, its instant, kind\nand basis are those of the table, and there is none besides. ")
	say("chrono-node %s knows dates and no deadlines, so it is asked for\nless: the instant among all that its Japanese or its English parser finds, and silence where nothing is due.\n\n", b.chrono.Version)
	say("| | something is due | nothing is due | all |\n|---|---:|---:|---:|\n")
	for _, row := range []struct {
		name string
		s    score
	}{{"tashikame", b.ours}, {"chrono-node", b.theirs}} {
		say("| %s | %d of %d (%s) | %d of %d (%s) | %s |\n", row.name, row.s.due, row.s.dues, percent(row.s.due, row.s.dues),
			row.s.none, row.s.nones, percent(row.s.none, row.s.nones), percent(row.s.due+row.s.none, row.s.dues+row.s.nones))
	}
	say("\nWrong instants among %d that konbini and invitation phrases state: %d.\n", b.instants.dues, b.instants.dues-b.instants.due)
	list(w, "Read wrongly", b.missed)

	say("\n## How fast\n\n")
	say("%d KB of the text of our mails, read in WebAssembly under node beside one pass of `unicode/norm` NFKC over the same\ntext; medians of %d rounds, both measured in turn. chrono-node's Japanese parser on the same text, in the same node.\n\n", b.speed.Bytes>>10, speedRounds)
	say("| | ms | against NFKC |\n|---|---:|---:|\n")
	for _, row := range []struct {
		name string
		ns   int64
	}{{"NFKC", b.speed.NFKC}, {"tashikame", b.speed.Read}, {"chrono-node", b.chrono.Nanoseconds}} {
		say("| %s | %.2f | %.2f× |\n", row.name, float64(row.ns)/1e6, float64(row.ns)/float64(b.speed.NFKC))
	}
	say("\nHostile texts (%d kinds, each one unit repeated), 1 MB against 128 KB: at most %.1f times as long for each byte (%q).\n", len(reading.Hostile), b.slowest.times, b.slowest.unit)
}
