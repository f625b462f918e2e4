package check

import (
	"slices"
	"strings"

	"tashikame/wasm/host"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// page reads a page of the shop and puts what it shows into words.
func (c *Core) page(s *wire.Snapshot, region *wire.Region, j *wire.Judgement) {
	p, _ := c.pages.Read(s.URL, region.HTML, s.Lang, parseTime(s.Now))
	j.Verdict, j.Page, j.Status, j.Fields, j.Dues = wire.None, string(p.Kind), p.Status, p.Fields, p.Dues
	j.Told = append(c.told(p.Advice, s.Lang, p.Params), c.chains(p.Fields["konbini"], s.Lang)...)
	if p.Reason != "" {
		j.Reason = c.text("why-"+p.Reason, s.Lang, p.Params)
	}
	for _, item := range p.Items {
		item.Told = append(c.told(item.Advice, s.Lang, item.Fields), c.chains(item.Fields["konbini"], s.Lang)...)
		if item.Headline = c.stateOf(j.Page, item.Status, s.Lang, nil); item.Headline == "" {
			item.Headline = c.text("why-"+item.Fields["reason"], s.Lang, nil)
		}
		j.Items = append(j.Items, item.Item)
	}
	c.place(s, region, j)
	talk := p.Talk != "" && j.Brand != "" && j.Verdict == wire.None
	if talk {
		c.conversation(s, p.Talk, j)
	}
	for i := range j.Dues {
		j.Dues[i].Open = c.open(j.Brand, &j.Dues[i])
	}
	if j.Verdict != wire.None && !talk {
		c.finishPlace(s, j)
		return
	}
	for _, item := range j.Items {
		for i := range item.Dues {
			item.Dues[i].Open = c.open(j.Brand, &item.Dues[i])
		}
	}
	c.finish(s, j)
	j.Headline, j.Advice = c.stateOf(j.Page, j.Status, s.Lang, p.Params), ""
	if len(j.Told) > 0 {
		j.Advice = j.Told[0].Text
	}
}

// conversation judges an open conversation with a seller by the detectors that
// judge his mails. The place is the brand's, so it is never spoofed; the words
// are the seller's, and a trap in them is a caution.
func (c *Core) conversation(s *wire.Snapshot, talk string, j *wire.Judgement) {
	m := c.read(&wire.Region{HTML: talk, Fields: map[wire.Field]string{
		wire.FieldFromAddress: "seller@" + c.index.Brand(j.Brand).Sellers[0],
	}}, nil)
	found := c.index.Find(m)
	for i := range found {
		if found[i].Severity != wire.Info {
			j.Status, j.Verdict = "traps", wire.Caution
			note(j, &found[i])
		}
	}
	j.Mail, j.Guide = sortOf(m, j.Verdict, s.Lang)
	j.Replies = c.replies(s, m, j)
}

// stateOf puts a state into words; "" where the kind of page has none for it.
func (c *Core) stateOf(kind, status, lang string, params map[string]string) string {
	return c.text("page-"+kind+"-"+status, lang, params)
}

// chains says how each of the konbini named is paid.
func (c *Core) chains(ids, lang string) []wire.Advice {
	var told []wire.Advice
	for _, chain := range c.index.Book.Shop.Chains {
		if slices.Contains(strings.Fields(ids), chain.ID) {
			source := c.index.Book.Sources["guide-konbini"]
			told = append(told, wire.Advice{ID: "chain-" + chain.ID, Text: chain.Name.In(lang) + ": " + chain.Steps.In(lang),
				Source: rules.Text{JA: source.JA, EN: source.EN}.In(lang), Date: source.Date})
		}
	}
	return told
}

// place says whose place a page is: really a brand's, or one that presents
// itself as a brand's and is not.
func (c *Core) place(s *wire.Snapshot, region *wire.Region, j *wire.Judgement) {
	u, err := host.Read(s.URL, "")
	if err != nil {
		return
	}
	to := c.index.Hosts.Look(u.Host)
	if to.Owner != "" && u.Scheme == "https" {
		j.Brand = to.Owner
		note(j, &wire.Finding{ID: "official-place", Severity: wire.Info, Host: to.Shown,
			Params: map[string]string{"host": to.Shown, "brand": c.index.Brand(to.Owner).Names[0]}})
		return
	}
	if to.Host == "" || to.Owner != "" || to.Companion != "" {
		return
	}
	p := c.pages.Place(region.HTML, region.Fields[wire.FieldTitle])
	if c.pages.Resale(to.Host) && p.Codes {
		note(j, &wire.Finding{ID: "resells-giftcodes", Severity: wire.CautionSign, Host: to.Shown})
		j.Told = append(j.Told, c.told([]string{"gift-resale-risk", "gift-official-places"}, s.Lang, nil)...)
	}
	if p.Brand == nil {
		return
	}
	by := ""
	for i, sign := range p.By {
		if i > 0 {
			by += c.text("place-by-and", s.Lang, nil)
		}
		by += c.text("place-by-"+sign, s.Lang, nil)
	}
	f := &wire.Finding{ID: "poses-as-brand", Severity: wire.CautionSign, Ref: p.Ref, Quote: p.Quote, Host: to.Shown, Differs: to.Differs,
		Params: map[string]string{"host": to.Shown, "brand": p.Brand.Names[0], "by": by}}
	j.Verdict, j.Brand = wire.Caution, p.Brand.ID
	if p.Sure {
		f.Severity, j.Verdict = wire.Danger, wire.Spoofed
	}
	note(j, f)
}

// note adds a finding. It is handed on by reference: one is large, and every
// place that copies it is code.
func note(j *wire.Judgement, f *wire.Finding) { j.Findings = append(j.Findings, *f) }

// finishPlace puts the judgement of a page that is not its brand's into words.
func (c *Core) finishPlace(s *wire.Snapshot, j *wire.Judgement) {
	c.finish(s, j)
	params := map[string]string{"brand": c.index.Brand(j.Brand).Names[0]}
	j.Headline, j.Advice = c.text("place-"+string(j.Verdict), s.Lang, params), c.text("place-advice", s.Lang, params)
}

// CheckCode looks at a gift code as it is typed. Earlier are codes typed before
// on the same page.
func (c *Core) CheckCode(lang, code string, earlier ...string) wire.CodeCheck {
	check := c.pages.CheckCode(code, earlier...)
	for i := range check.Notes {
		check.Notes[i].Text = c.text("code-"+check.Notes[i].ID, lang, nil)
	}
	return check
}

// told puts advice into words, with where it comes from.
func (c *Core) told(ids []string, lang string, params map[string]string) []wire.Advice {
	var told []wire.Advice
	for _, id := range ids {
		if text, source, date := c.index.Book.Tell(id, lang); text != "" {
			told = append(told, wire.Advice{ID: id, Text: fill(text, params), Source: source, Date: date})
		}
	}
	return told
}
