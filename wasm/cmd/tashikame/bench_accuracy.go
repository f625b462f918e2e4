package main

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"tashikame/wasm/check"
	"tashikame/wasm/host"
	"tashikame/wasm/host/permute"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// accuracy measures one brand's rules.
type accuracy struct {
	brand   *rules.Brand
	table   *host.Table
	core    *check.Core
	samples []sample
	popular []string
}

func newAccuracy(book *rules.Book, brand *rules.Brand) *accuracy {
	return &accuracy{brand: brand, table: host.NewTable(book), core: check.New(book)}
}

func (a *accuracy) read(files []string, popular string) error {
	isBrand := func(name string) bool {
		return slices.ContainsFunc(a.brand.Names, func(n string) bool { return strings.EqualFold(n, name) })
	}
	for _, file := range files {
		samples, err := readSamples(file, isBrand)
		if err != nil {
			return err
		}
		a.samples = append(a.samples, samples...)
	}
	if popular == "" {
		return nil
	}
	var err error
	a.popular, err = readLines(popular)
	return err
}

// tally counts, and remembers what was missed.
type tally struct {
	all, hit int
	missed   []string
}

func (t *tally) add(hit bool, what string) {
	t.all++
	if hit {
		t.hit++
	} else {
		t.missed = append(t.missed, what)
	}
}

// result is everything that was measured.
type result struct {
	brand    *rules.Brand
	notURLs  []string
	claimed  map[string]*tally   // by year: a mail with a forged sender, spoofed or not
	silent   tally               // a mail that claims nothing: no banner for a host that plays on no brand
	named    map[string]*tally   // by year: hosts that nearly hold the label
	how      map[host.How]int    // of those named
	methods  []string            // ours and the peers'
	recall   []int               // of each, over the hosts of named
	all      []int               // of each, over every host
	hosts    int                 // how many hosts there are
	alarms   [][]string          // of each, popular hosts flagged
	popular  int                 // how many popular hosts there are
	classes  []permutationResult // by class
	excluded int                 // hosts that belong to the brand or are its customers'
}

type permutationResult struct {
	name string
	ours tally
}

func (a *accuracy) measure() *result {
	r := &result{brand: a.brand, claimed: map[string]*tally{}, named: map[string]*tally{}, how: map[host.How]int{}, popular: len(a.popular)}
	methods := append([]peer{{"tashikame", func(name string) bool { id := a.table.Look(name); return id.Imitates == a.brand.ID }}}, peers(a.brand)...)
	r.recall, r.all, r.alarms = make([]int, len(methods)), make([]int, len(methods)), make([][]string, len(methods))
	for _, m := range methods {
		r.methods = append(r.methods, m.name)
	}
	seen := map[string]bool{}
	for _, s := range a.samples {
		link := s.url
		if !strings.Contains(link, "://") {
			link = "http://" + link
		}
		u, err := host.Read(link, "")
		if err != nil || u.Host == "" {
			r.notURLs = append(r.notURLs, s.url)
			continue
		}
		yearOf(r.claimed, s.year).add(a.verdict(forged(a.brand, link)) == wire.Spoofed, link)
		id := a.table.Look(u.Host)
		if !id.Deceives() {
			r.silent.add(a.verdict(private(link)) == wire.None, link)
		}
		if !seen[id.Host] {
			seen[id.Host] = true
			a.measureHost(r, &id, s.year, methods)
		}
	}
	for _, name := range a.popular {
		id := a.table.Look(name)
		for i, m := range methods {
			if (i == 0 || !a.known(&id)) && m.flags(name) {
				r.alarms[i] = append(r.alarms[i], name)
			}
		}
	}
	r.classes = a.permutations()
	return r
}

// measureHost holds one host against all methods.
func (a *accuracy) measureHost(r *result, id *host.Identity, year string, methods []peer) {
	if a.known(id) {
		r.excluded++
		return
	}
	r.hosts++
	near := a.nearlyHolds(id.Shown)
	for i, m := range methods {
		if !m.flags(id.Host) {
			continue
		}
		r.all[i]++
		if near {
			r.recall[i]++
		}
	}
	if !near {
		return
	}
	yearOf(r.named, year).add(id.Imitates == a.brand.ID, id.Shown)
	if id.Imitates == a.brand.ID {
		r.how[id.How]++
	}
}

// known says whether a host is the brand's or its customers': nobody flags those.
func (a *accuracy) known(id *host.Identity) bool {
	return id.Owner == a.brand.ID || id.RunBy == a.brand.ID && id.Imitates == ""
}

// nearlyHolds is what the measurement takes for a name that plays on the
// brand: separators dropped and look-alikes folded, it holds a string within
// one edit of a label. It is written apart from package host's own judgement.
func (a *accuracy) nearlyHolds(name string) bool {
	dropped := strings.NewReplacer(".", "", "-", "", "_", "").Replace(name)
	for _, text := range []string{dropped, host.Skeleton(dropped), host.Fold(dropped)} {
		for _, label := range a.brand.Labels {
			if windowWithin(text, label, 1) || windowWithin(text, host.Skeleton(label), 1) {
				return true
			}
		}
	}
	return false
}

func windowWithin(text, label string, edits int) bool {
	for width := len(label) - edits; width <= len(label)+edits; width++ {
		for at := 0; at+width <= len(text); at++ {
			if editDistance(text[at:at+width], label) <= edits {
				return true
			}
		}
	}
	return false
}

func (a *accuracy) permutations() []permutationResult {
	var out []permutationResult
	for _, class := range permute.All {
		p := permutationResult{name: class.Name}
		for _, domain := range []string{a.brand.Owns[0], a.brand.ID + ".com"} {
			for _, d := range class.Domains(domain) {
				if id := a.table.Look(d); id.Owner == "" {
					p.ours.add(id.Imitates == a.brand.ID, id.Shown)
				}
			}
		}
		out = append(out, p)
	}
	return out
}

// verdict has the core judge a mail.
func (a *accuracy) verdict(region wire.Region) wire.Verdict {
	return a.core.Check(wire.Snapshot{Site: "eml", Now: "2026-11-22T12:00:00+09:00", Lang: "en", Regions: []wire.Region{region}}).Verdict
}

// forged is a mail as deceivers send it: the brand's own address as the sender
// and one link to act on.
func forged(b *rules.Brand, link string) wire.Region {
	return mail(b.Names[1], "account-update@"+b.Owns[0], "お客様のアカウントについて", fmt.Sprintf(
		`<p>%s をご利用いただきありがとうございます。</p><p>お支払い方法の確認が必要です。24時間以内にお手続きください。</p><p><a href="%s">ログインして確認する</a></p><p>%s カスタマーサービス</p>`,
		b.Names[1], html.EscapeString(link), b.Names[1]))
}

// private is a mail between friends.
func private(link string) wire.Region {
	return mail("はなこ", "hanako@mailbox.example", "昨日の写真", fmt.Sprintf(
		`<p>昨日はありがとう。写真を置きました。</p><p><a href="%s">こちらです</a></p><p>また来週。</p>`, html.EscapeString(link)))
}

func mail(name, address, subject, body string) wire.Region {
	return wire.Region{
		Key: "1", Kind: wire.RegionMail, HTML: body,
		Fields: map[wire.Field]string{wire.FieldFromName: name, wire.FieldFromAddress: address, wire.FieldSubject: subject},
	}
}

func yearOf(by map[string]*tally, year string) *tally {
	if by[year] == nil {
		by[year] = &tally{}
	}
	return by[year]
}
