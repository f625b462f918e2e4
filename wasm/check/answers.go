package check

import (
	"slices"
	"strconv"
	"strings"

	"tashikame/wasm/detect"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// answers adds what the reader may want to send: an answer to a seller, or the
// report of a false mail.
func (c *Core) answers(s *wire.Snapshot, m *detect.Mail, j *wire.Judgement) {
	warned := j.Verdict == wire.Spoofed || j.Verdict == wire.Caution
	if m.Claim.Seller && (j.Verdict == wire.Consistent || j.Verdict == wire.Caution) {
		j.Replies = c.replies(s, m, j)
	}
	if b := c.index.Brand(j.Brand); b != nil && b.Report != "" && warned {
		params := map[string]string{"brand": b.Names[0]}
		text := func(id string) string { return c.text(id, s.Lang, params) }
		j.Scam = &wire.Draft{To: b.Report, Subject: text("scam-subject"), Body: text("scam-body"), Steps: text("scam-steps")}
	}
}

// replies are those that answer what was found in a seller's mail, then those
// that answer its sort.
func (c *Core) replies(s *wire.Snapshot, m *detect.Mail, j *wire.Judgement) []wire.Reply {
	order := m.OrderNumber()
	if order == "" {
		order = "＿＿＿"
	}
	var first, then []wire.Reply
	for i := range c.index.Book.Replies {
		r := &c.index.Book.Replies[i]
		reply := wire.Reply{
			ID: r.ID, Title: r.Title.In(s.Lang),
			JA: strings.ReplaceAll(r.Text.JA, "{order}", order), EN: strings.ReplaceAll(r.Text.EN, "{order}", order),
		}
		switch {
		case answersFinding(r, j.Findings):
			first = append(first, reply)
		case slices.Contains(r.Kinds, j.Mail):
			then = append(then, reply)
		}
	}
	return append(first, then...)
}

func answersFinding(r *rules.Reply, found []wire.Finding) bool {
	for i := range found {
		if slices.Contains(r.Findings, found[i].ID) {
			return true
		}
	}
	return false
}

// doubt is the report of a verdict that the reader thinks wrong. Ids and
// numbers alone are in it: nothing that stands in the mail.
func (c *Core) doubt(s *wire.Snapshot, j *wire.Judgement) string {
	if j.Kind == wire.RegionPage || j.Kind == wire.RegionLink || j.Verdict == wire.None {
		return ""
	}
	lines := c.text("doubt", s.Lang, nil) + "\nverdict: " + string(j.Verdict) + "\nkind: " + j.Mail + "\nrules: " + strconv.Itoa(c.Version()) + "\nfindings:"
	for i := range j.Findings {
		if id := " " + j.Findings[i].ID; !strings.HasSuffix(lines, id) {
			lines += id
		}
	}
	return lines
}
