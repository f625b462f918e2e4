package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"time"

	"golang.org/x/net/html/charset"

	"tashikame/wasm/check"
	"tashikame/wasm/rules"
	"tashikame/wasm/shop"
	"tashikame/wasm/wire"
)

var pageUsage = text{`使い方: tashikame page [--json] [--rules FILE] [--now TIME] --url URL FILE.html…

保存したページを読み、ページの種類・状態・期限を答えます。- は標準入力です。

状態は商品ページでは not-requested requested invited expired consumed open-again buyable unavailable signed-out unknown、
ギフトカードでは ok invalid locked registered-elsewhere invalidated captcha、注文では pending shipped delivered cancelled unpaid returned です。
注文の一覧では最初の注文の状態で、すべての注文は fields に 1.key、1.status、2.key … とあります。読み取れなければ unknown とし、推測はしません。

  --url URL     ページのアドレス（種類はアドレスで決まります）
  --now TIME    ページを保存した時刻（RFC 3339）。指定がなければ今
  --json        1ファイルにつき1行のJSONで答えます
  --rules FILE  組み込みの代わりに使う判定ルール
`, `usage: tashikame page [--json] [--rules FILE] [--now TIME] --url URL FILE.html…

Reads a saved page and says what kind it is, what state it shows and what is due. - is standard input.

States of a product are not-requested requested invited expired consumed open-again buyable unavailable signed-out unknown,
of gift cards ok invalid locked registered-elsewhere invalidated captcha, of an order pending shipped delivered cancelled unpaid returned.
A list of orders has the state of its first one; the fields 1.key, 1.status, 2.key … have them all. What cannot be read is unknown, never guessed.

  --url URL     the page's address, which decides the kind
  --now TIME    when the page was saved (RFC 3339); the present if not given
  --json        answer with one line of JSON a file
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
	judged   wire.Judgement
}

func runPage(f *face, args []string) int {
	o := f.options(pageUsage)
	asJSON := o.Bool("json", false, "")
	url := o.String("url", "", "")
	now := o.String("now", time.Now().Format(time.RFC3339), "")
	rulesFile := o.String("rules", "", "")
	files, status, done := o.parse(args)
	switch {
	case done:
		return status
	case *url == "":
		return o.wrong(f.say("--url でページのアドレスを指定してください", "name the page's address with --url"))
	case !isTime(*now):
		return o.wrong(f.say("--now は RFC 3339 の時刻です", "--now wants a time as RFC 3339 has it"))
	case len(files) == 0:
		return o.wrong(f.say("ファイルを指定してください", "name at least one file"))
	}
	book, err := readRules(*rulesFile)
	if err != nil {
		return o.wrong(err.Error())
	}
	core := check.New(book)
	for _, file := range files {
		html, err := readHTML(f, file)
		if err != nil {
			return o.wrong(file + ": " + f.whyNot(err))
		}
		p := readPage(f, core, book, *url, *now, html)
		if *asJSON {
			f.line(p)
		} else {
			f.tellPage(p)
		}
	}
	return exitOK
}

func readPage(f *face, core *check.Core, book *rules.Book, url, now, html string) pageRead {
	report := core.Check(wire.Snapshot{
		URL: url, Now: now, Lang: f.lang(),
		Regions: []wire.Region{{Key: "1", Kind: wire.RegionPage, HTML: html}},
	})
	j := report.Judgements[0]
	return pageRead{
		URL: url, Kind: shop.KindOf(book, url), Status: j.Status, Fields: fieldsOf(j),
		Findings: seenOf(j.Findings), Dues: duesOf(j.Dues), judged: j,
	}
}

func isTime(s string) bool {
	_, err := time.Parse(time.RFC3339, s)
	return err == nil
}

// fieldsOf is all that stands on the page in one list: of the things it lists,
// the n-th one's field is "n.name".
func fieldsOf(j wire.Judgement) map[string]string {
	fields := map[string]string{}
	maps.Copy(fields, j.Fields)
	for i, item := range j.Items {
		n := strconv.Itoa(i+1) + "."
		fields[n+"key"], fields[n+"status"] = item.Key, item.Status
		for name, value := range item.Fields {
			fields[n+name] = value
		}
	}
	return fields
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
	if p.judged.Page != "" {
		fmt.Fprintf(f.out, "   %s%s\n", p.judged.Headline, p.judged.Reason)
	}
	for _, name := range slices.Sorted(maps.Keys(p.Fields)) {
		fmt.Fprintf(f.out, "   %s: %s\n", name, printable(p.Fields[name]))
	}
	for _, advice := range p.judged.Told {
		fmt.Fprintf(f.out, "   - %s (%s, %s)\n", advice.Text, advice.Source, advice.Date)
	}
	for _, d := range p.Dues {
		fmt.Fprintf(f.out, "   %s %s %s\n", f.say("期限", "due"), d.At, printable(d.Quote))
	}
}
