package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"slices"
	"strconv"
	"time"

	"golang.org/x/net/html/charset"

	"tashikame/wasm/check"
	"tashikame/wasm/shop"
	"tashikame/wasm/wire"
)

var pageUsage = text{`使い方: tashikame page [--json] [--rules FILE] [--now TIME] --url URL FILE.html…

保存したページを読み、ページの種類・状態・期限を答えます。- は標準入力です。

状態は商品ページでは not-requested requested invited expired consumed open-again buyable unavailable signed-out unknown、
ギフトカードでは ok invalid locked registered-elsewhere invalidated captcha、注文では pending shipped delivered cancelled unpaid returned です。
注文の一覧では最初の注文の状態で、すべての注文は fields に 1.key、1.status、2.key … とあります。読み取れなければ unknown とし、推測はしません。
読めないファイルは理由を述べて残りを続け、終了コードは2です。

  --url URL     ページのアドレス（種類はアドレスで決まります）。あとに続くファイルのもので、何度でも指定できます
  --now TIME    ページを保存した時刻（RFC 3339）。指定がなければ今
  --json        1ファイルにつき1行のJSONで答えます
  --rules FILE  組み込みの代わりに使う判定ルール（配布されるJSON、またはYAMLのフォルダー）
`, `usage: tashikame page [--json] [--rules FILE] [--now TIME] --url URL FILE.html…

Reads saved pages and says of each what kind it is, what state it shows and what is due. - is standard input.

States of a product are not-requested requested invited expired consumed open-again buyable unavailable signed-out unknown,
of gift cards ok invalid locked registered-elsewhere invalidated captcha, of an order pending shipped delivered cancelled unpaid returned.
A list of orders has the state of its first one; the fields 1.key, 1.status, 2.key … have them all. What cannot be read is unknown, never guessed.
Of a file that cannot be read it says why; the others are still done, and the exit status is 2.

  --url URL     the page's address, which decides the kind: that of the files after it, so it may be given again
  --now TIME    when the page was saved (RFC 3339); the present if not given
  --json        answer with one line of JSON a file
  --rules FILE  rules to use instead of those built in (a published JSON pack, or a folder of YAML)
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
	Told     []told            `json:"told"`
	Micros   int               `json:"micros"`
	Why      string            `json:"why,omitempty"`
	judged   wire.Judgement
}

// told is what the book says to a state, or to that of the Item-th thing listed.
type told struct {
	Item   int    `json:"item,omitempty"`
	ID     string `json:"id"`
	Text   string `json:"text"`
	Source string `json:"source"`
	Date   string `json:"date"`
}

func runPage(f *face, args []string) int {
	o := f.options(pageUsage)
	asJSON := o.Bool("json", false, "")
	urls := addresses{of: o}
	o.Var(&urls, "url", "")
	now := o.String("now", time.Now().Format(time.RFC3339), "")
	rulesFile := o.String("rules", "", "")
	files, status, done := o.parse(args)
	switch {
	case done:
		return status
	case len(urls.all) == 0:
		return o.wrong(f.say("--url でページのアドレスを指定してください", "name the page's address with --url"))
	case !isTime(*now):
		return o.wrong(f.say("--now は RFC 3339 の時刻です（2026-11-22T12:00:00+09:00 など）", "--now wants a time as RFC 3339 has it, such as 2026-11-22T12:00:00+09:00"))
	case len(files) == 0:
		return o.wrong(f.say("ファイルを指定してください", "name at least one file"))
	}
	book, err := readRules(*rulesFile)
	if err != nil {
		return o.wrong(err.Error())
	}
	core := check.New(book)
	for i, file := range files {
		p := pageRead{URL: urls.at(i), Kind: shop.KindOf(book, urls.at(i)), Status: shop.Unknown, Fields: map[string]string{}, Findings: []seen{}, Dues: []due{}, Told: []told{}}
		if html, err := readHTML(f, file); err == nil {
			p.read(core, html, *now, f.lang())
		} else {
			p.Why, status = f.whyNot(err), exitUsage
			fmt.Fprintf(f.err, "tashikame: %s: %s\n", printable(file), p.Why)
		}
		if *asJSON {
			f.line(p)
		} else if p.Why == "" {
			f.tellPage(p)
		}
	}
	return status
}

// addresses are the values of --url, each with how many files stand before it.
type addresses struct {
	of  *options
	all []address
}

type address struct {
	url   string
	after int
}

func (a *addresses) String() string { return "" }

func (a *addresses) Set(value string) error {
	if u, err := url.Parse(value); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return errors.New(a.of.f.say("https:// で始まるアドレスではありません", "not an address that begins with https://"))
	}
	a.all = append(a.all, address{value, len(a.of.rest)})
	return nil
}

// at gives the address of the i-th file: the last one named before it, else the first.
func (a *addresses) at(i int) string {
	found := a.all[0].url
	for _, known := range a.all {
		if known.after <= i {
			found = known.url
		}
	}
	return found
}

func (p *pageRead) read(core *check.Core, html, now, lang string) {
	report := core.Check(wire.Snapshot{
		URL: p.URL, Now: now, Lang: lang,
		Regions: []wire.Region{{Key: "1", Kind: wire.RegionPage, HTML: html}},
	})
	j := report.Judgements[0]
	p.judged, p.Micros, p.Status = j, report.Micros, j.Status
	p.Fields, p.Findings, p.Dues, p.Told = fieldsOf(j), seenOf(j.Findings), duesOf(j.Dues), toldOf(j)
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

func toldOf(j wire.Judgement) []told {
	all := []told{}
	add := func(item int, advice []wire.Advice) {
		for _, a := range advice {
			all = append(all, told{item, a.ID, a.Text, a.Source, a.Date})
		}
	}
	add(0, j.Told)
	for i, item := range j.Items {
		add(i+1, item.Told)
	}
	return all
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
	if err == io.EOF { // nothing in it
		return "", nil
	} else if err != nil {
		return "", err
	}
	text, err := io.ReadAll(decoded)
	return string(text), err
}

func (f *face) tellPage(p pageRead) {
	fmt.Fprintf(f.out, "%s\n   %s %s\n   %s %s\n", f.paint(bold, printable(p.URL)), f.say("種類", "kind"), p.Kind, f.say("状態", "status"), p.Status)
	for _, line := range []string{p.judged.Headline, p.judged.Reason} {
		if line != "" {
			fmt.Fprintf(f.out, "   %s\n", line)
		}
	}
	f.tellFields(p.judged.Fields)
	f.tellAdvice(p.judged.Told)
	for _, d := range p.Dues {
		fmt.Fprintf(f.out, "   %s %s %s\n", f.say("期限", "due"), d.At, printable(d.Quote))
	}
	for i, item := range p.judged.Items {
		fmt.Fprintf(f.out, "   %d. %s %s %s\n", i+1, printable(item.Key), item.Status, item.Headline)
		f.tellFields(item.Fields)
		f.tellAdvice(item.Told)
	}
}

func (f *face) tellFields(fields map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		fmt.Fprintf(f.out, "   %s: %s\n", name, printable(fields[name]))
	}
}

func (f *face) tellAdvice(all []wire.Advice) {
	for _, a := range all {
		fmt.Fprintf(f.out, "   - %s (%s, %s)\n", a.Text, a.Source, a.Date)
	}
}
