package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tashikame/wasm/rules"
)

var benchUsage = text{`使い方: tashikame bench accuracy [--brand ID] [--popular FILE] [--out FILE] FILE.csv…
        tashikame bench due [--root DIR] [--out FILE]

確認済みのフィッシングURLと、よく使われるホスト名で、判定の正しさを測ります。
CSVの1行目は列名です: url または host（必須）、year、brand。
結果はMarkdownの表で、--out のファイル（なければ標準出力）に書きます。

  --brand ID      調べるブランド（初期値 amazon）
  --popular FILE  1行1件のホスト名。ここにあるものを疑えば誤検知です
  --out FILE      結果を書くファイル
`, `usage: tashikame bench accuracy [--brand ID] [--popular FILE] [--out FILE] FILE.csv…
       tashikame bench due [--root DIR] [--out FILE]

Measures how right the answers are, over confirmed phishing URLs and popular
host names. The first line of a CSV names its columns: url or host (needed),
year, brand. The answer is Markdown, written to --out or standard output.

  --brand ID      the brand to look at (amazon, if not given)
  --popular FILE  host names, a line each; suspecting one of them is a mistake
  --out FILE      where to write the answer
`}

func runBench(f *face, args []string) int {
	if len(args) > 0 && args[0] == "due" {
		return runBenchDue(f, args[1:])
	}
	o := f.options(benchUsage)
	id := o.String("brand", "amazon", "")
	popular := o.String("popular", "", "")
	out := o.String("out", "", "")
	rest, status, done := o.parse(args)
	if done {
		return status
	}
	if len(rest) < 2 || rest[0] != "accuracy" {
		return o.wrong(f.say("accuracy とCSVファイルを指定してください", "say accuracy, and name at least one CSV file"))
	}
	book := rules.Baseline()
	at := slices.IndexFunc(book.Brands, func(b rules.Brand) bool { return b.ID == *id })
	if at < 0 {
		return o.wrong(fmt.Sprintf(f.say("ブランド %s はありません", "there is no brand %s"), *id))
	}
	bench := newAccuracy(book, &book.Brands[at])
	if err := bench.read(rest[1:], *popular); err != nil {
		fmt.Fprintln(f.err, "tashikame:", err)
		return exitFailed
	}
	if err := writeTo(*out, f.out, bench.measure().write); err != nil {
		fmt.Fprintln(f.err, "tashikame:", err)
		return exitFailed
	}
	return exitOK
}

// writeTo writes to a file, or to fallback when none is named.
func writeTo(name string, fallback io.Writer, write func(io.Writer)) error {
	if name == "" {
		write(fallback)
		return nil
	}
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(file)
	write(w)
	return errors.Join(w.Flush(), file.Close())
}

// sample is one line of a CSV.
type sample struct{ year, url string }

// readSamples reads the lines of a CSV that are of the brand, or that name none.
func readSamples(name string, isBrand func(string) bool) ([]sample, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	in := csv.NewReader(file)
	in.FieldsPerRecord = -1
	in.LazyQuotes = true
	head, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(name), err)
	}
	year, brand := slices.Index(head, "year"), slices.Index(head, "brand")
	url := max(slices.Index(head, "url"), slices.Index(head, "host"))
	if url < 0 {
		return nil, fmt.Errorf("%s: the first line names no column url or host", filepath.Base(name))
	}
	var samples []sample
	for {
		record, err := in.Read()
		if err == io.EOF {
			return samples, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(name), err)
		}
		if url >= len(record) || brand >= 0 && !isBrand(record[brand]) {
			continue
		}
		s := sample{year: "–", url: strings.TrimSpace(record[url])}
		if year >= 0 {
			s.year = record[year]
		}
		samples = append(samples, s)
	}
}

// readLines reads a list, a line each; lines that begin with # are comments.
func readLines(name string) ([]string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var lines []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	return lines, nil
}
