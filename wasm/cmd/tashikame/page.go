package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/net/html/charset"

	"tashikame/wasm/check"
	"tashikame/wasm/rules"
	"tashikame/wasm/shop"
	"tashikame/wasm/wire"
)

var pageUsage = text{`使い方: tashikame page [--json] [--rules FILE] --url URL FILE.html

保存したページを読み、ページの種類・状態・期限を答えます。- は標準入力です。

  --url URL     ページのアドレス（種類はアドレスで決まります）
  --json        1行のJSONで答えます
  --rules FILE  組み込みの代わりに使う規則
`, `usage: tashikame page [--json] [--rules FILE] --url URL FILE.html

Reads a saved page and says what kind it is, what state it shows and what is due. - is standard input.

  --url URL     the page's address, which decides the kind
  --json        answer with one line of JSON
  --rules FILE  rules to use instead of those built in
`}

// maxPage is how much of a page is read.
const maxPage = 50 << 20

// pageRead is the line that page --json writes.
type pageRead struct {
	URL      string            `json:"url"`
	Kind     shop.Kind         `json:"kind"`
	Status   string            `json:"status"`
	Fields   map[string]string `json:"fields"`
	Findings []seen            `json:"findings"`
	Dues     []due             `json:"dues"`
}

func runPage(f *face, args []string) int {
	o := f.options(pageUsage)
	asJSON := o.Bool("json", false, "")
	url := o.String("url", "", "")
	rulesFile := o.String("rules", "", "")
	files, status, done := o.parse(args)
	switch {
	case done:
		return status
	case *url == "":
		return o.wrong(f.say("--url でページのアドレスを指定してください", "name the page's address with --url"))
	case len(files) != 1:
		return o.wrong(f.say("ファイルを1つ指定してください", "name one file"))
	}
	book, err := readRules(*rulesFile)
	if err != nil {
		return o.wrong(err.Error())
	}
	html, err := readHTML(f, files[0])
	if err != nil {
		return o.wrong(files[0] + ": " + f.whyNot(err))
	}
	p := readPage(f, book, *url, html)
	if *asJSON {
		f.line(p)
	} else {
		f.tellPage(p)
	}
	return exitOK
}

func readPage(f *face, book *rules.Book, url, html string) pageRead {
	report := check.New(book).Check(wire.Snapshot{
		URL: url, Now: time.Now().Format(time.RFC3339), Lang: f.lang(),
		Regions: []wire.Region{{Key: "1", Kind: wire.RegionPage, HTML: html}},
	})
	j := report.Judgements[0]
	return pageRead{
		URL: url, Kind: shop.KindOf(book, url), Status: "unknown", Fields: map[string]string{},
		Findings: seenOf(j.Findings), Dues: duesOf(j.Dues),
	}
}

// readHTML reads a page in whatever charset it declares.
func readHTML(f *face, file string) (string, error) {
	in := f.in
	if file != "-" {
		opened, err := os.Open(file)
		if err != nil {
			return "", err
		}
		defer opened.Close()
		in = opened
	}
	decoded, err := charset.NewReader(io.LimitReader(in, maxPage), "text/html")
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(decoded)
	return string(text), err
}

func (f *face) tellPage(p pageRead) {
	fmt.Fprintf(f.out, "%s\n   %s %s\n   %s %s\n", f.paint(bold, printable(p.URL)), f.say("種類", "kind"), p.Kind, f.say("状態", "status"), p.Status)
	for _, d := range p.Dues {
		fmt.Fprintf(f.out, "   %s %s %s\n", f.say("期限", "due"), d.At, printable(d.Quote))
	}
}
