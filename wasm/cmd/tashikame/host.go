package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"tashikame/wasm/host"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

var hostUsage = text{`使い方: tashikame host [--json] [--rules FILE] ホスト名またはURL…

ホスト名やURLが誰のものか、どこかになりすましていないかを答えます。
指定がなければ標準入力を1行ずつ読みます。接続や問い合わせは一切しません。

  --json        1件につき1行のJSONで答えます
  --rules FILE  組み込みの代わりに使う判定ルール

how: homograph 似た文字 / typo つづり違い / separator 記号で分割 / other-tld 別の末尾 /
     embedded 途中に名前 / combination 別の言葉との組み合わせ / path 名前は後ろだけ /
     userinfo ＠の前だけ / ip 数字のアドレス / unreadable 読み取れない
`, `usage: tashikame host [--json] [--rules FILE] HOST_OR_URL…

Says whose a host name or URL is, and whom it imitates. With none given, reads
standard input, a line each. Nothing is looked up or connected to.

  --json        answer with one line of JSON each
  --rules FILE  rules to use instead of those built in

how: homograph, typo, separator, other-tld, embedded, combination, path,
     userinfo, ip, unreadable
`}

// looked is the line that host --json writes.
type looked struct {
	Input       string   `json:"input"`
	Host        string   `json:"host"`
	Registrable string   `json:"registrable"`
	Owner       string   `json:"owner"`
	Imitates    string   `json:"imitates"`
	How         host.How `json:"how"`
}

func runHost(f *face, args []string) int {
	o := f.options(hostUsage)
	asJSON := o.Bool("json", false, "")
	rulesFile := o.String("rules", "", "")
	inputs, status, done := o.parse(args)
	if done {
		return status
	}
	b, err := readRules(*rulesFile)
	if err != nil {
		return o.wrong(err.Error())
	}
	table := host.NewTable(b)
	answer := func(input string) {
		id := table.LookURL(input)
		if *asJSON {
			f.line(looked{input, id.Host, id.Registrable, id.Owner, id.Imitates, id.How})
		} else {
			f.tellHost(b, input, &id)
		}
	}
	for _, input := range inputs {
		answer(input)
	}
	if len(inputs) == 0 {
		err = f.eachLine(answer)
	}
	if err != nil {
		fmt.Fprintln(f.err, "tashikame:", err)
		return exitFailed
	}
	return exitOK
}

// eachLine reads standard input. What has been answered is written before the
// next line is waited for: whoever pipes lines in may wait for the answer.
func (f *face) eachLine(do func(string)) error {
	in := bufio.NewReaderSize(f.in, 64<<10)
	for {
		line, err := in.ReadString('\n')
		if line != "" {
			do(strings.TrimRight(line, "\r\n"))
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if in.Buffered() == 0 {
			if err := f.out.flush(); err != nil {
				return err
			}
		}
	}
}

// tellHost writes what a host is for a person: a verdict, the name with the
// letters to look at marked, and why.
func (f *face) tellHost(b *rules.Book, input string, id *host.Identity) {
	words, colour := f.whose(b, id)
	fmt.Fprintf(f.out, "%s  %s\n", f.paint(colour+";"+bold, words), printable(input))
	if id.Host != "" {
		shown, under := f.pointAt(id)
		fmt.Fprintf(f.out, "   %s\n", shown)
		if under != "" {
			fmt.Fprintf(f.out, "   %s\n", under)
		}
	}
	if id.How != "" {
		fmt.Fprintf(f.out, "   %s\n", b.Texts["how-"+string(id.How)].In(f.lang()))
	}
	if id.Hosted || id.RunBy != "" {
		fmt.Fprintf(f.out, "   %s\n", f.say("誰でもページを置ける場所です。", "Anybody can put a page here."))
	}
}

// whose puts into words what a host is.
func (f *face) whose(b *rules.Book, id *host.Identity) (words, colour string) {
	switch {
	case id.How == host.NotReadable:
		return f.say("？ 判定不能", "？ unreadable"), yellow
	case id.Imitates != "":
		return fmt.Sprintf(f.say("✕ %sのなりすまし", "✕ imitates %s"), nameOf(b, id.Imitates)), red
	case id.Owner != "":
		return fmt.Sprintf(f.say("○ %sのもの", "○ belongs to %s"), nameOf(b, id.Owner)), green
	case id.RunBy != "":
		return fmt.Sprintf(f.say("－ %sが貸している場所", "－ run by %s for its customers"), nameOf(b, id.RunBy)), dim
	case id.How != "":
		return f.say("▲ 注意", "▲ caution"), yellow
	}
	return f.say("－ 知られたブランドではありません", "－ of no known brand"), dim
}

func nameOf(b *rules.Book, brand string) string {
	for i := range b.Brands {
		if b.Brands[i].ID == brand {
			return b.Brands[i].Names[0]
		}
	}
	return brand
}

// pointAt writes the name with its registrable part in bold and the bytes to
// look at in red; without colour, carets stand under both.
func (f *face) pointAt(id *host.Identity) (shown, under string) {
	registered := wire.Span{}
	if span := id.RegistrableSpan(); span != nil {
		registered = *span
	}
	var line, carets strings.Builder
	for at, r := range id.Shown {
		letter := printable(string(r))
		switch {
		case differs(id, at):
			line.WriteString(f.paint(red+";"+bold, letter))
			carets.WriteString(strings.Repeat("^", width(r)))
		case at >= registered.Start && at < registered.End:
			line.WriteString(f.paint(bold, letter))
			carets.WriteString(strings.Repeat("-", width(r)))
		default:
			line.WriteString(letter)
			carets.WriteString(strings.Repeat(" ", width(r)))
		}
	}
	if !f.colour && len(id.Differs) > 0 {
		under = strings.TrimRight(carets.String(), " ")
	}
	return line.String(), under
}

func differs(id *host.Identity, at int) bool {
	for _, span := range id.Differs {
		if at >= span.Start && at < span.End {
			return true
		}
	}
	return false
}

// width is how many columns a terminal gives a letter: two from the scripts
// of East Asia on, which is near enough for carets.
func width(r rune) int {
	if r >= 0x1100 && (r <= 0x115F || r >= 0x2E80 && r <= 0xFF60) {
		return 2
	}
	return 1
}
