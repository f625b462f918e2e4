package check

import (
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// page reads a page of the shop and puts what it shows into words.
func (c *Core) page(s *wire.Snapshot, region *wire.Region) wire.Judgement {
	p, _ := c.pages.Read(s.URL, region.HTML, s.Lang, parseTime(s.Now))
	j := wire.Judgement{
		Key: region.Key, Kind: region.Kind, Verdict: wire.None,
		Page: string(p.Kind), Status: p.Status, Fields: p.Fields, Dues: p.Dues,
		Told: c.told(p.Advice, s.Lang, p.Params),
	}
	if p.Reason != "" {
		j.Reason = c.text("why-"+p.Reason, s.Lang, p.Params)
	}
	for _, item := range p.Items {
		item.Told = c.told(item.Advice, s.Lang, item.Fields)
		j.Items = append(j.Items, item.Item)
	}
	j = c.finish(s, j)
	if text, known := c.index.Book.Texts["page-"+j.Page+"-"+j.Status]; known {
		j.Headline, j.Advice = text.In(s.Lang), ""
		if len(j.Told) > 0 {
			j.Advice = j.Told[0].Text
		}
	}
	return j
}

// told puts advice into words, with where it comes from.
func (c *Core) told(ids []string, lang string, params map[string]string) []wire.Advice {
	var told []wire.Advice
	for _, id := range ids {
		a, known := c.index.Book.Advice[id]
		if !known {
			continue
		}
		said := wire.Advice{ID: id, Text: fill(rules.Text{JA: a.JA, EN: a.EN}.In(lang), params)}
		for _, from := range a.From {
			source := c.index.Book.Sources[from]
			if said.Source != "" {
				said.Source += ", "
			}
			said.Source += rules.Text{JA: source.JA, EN: source.EN}.In(lang)
			said.Date = max(said.Date, source.Date)
		}
		told = append(told, said)
	}
	return told
}
