package check

import (
	"strings"
	"time"

	"tashikame/wasm/clock"
	"tashikame/wasm/detect"
	"tashikame/wasm/due"
	"tashikame/wasm/wire"
)

// dues reads the deadlines of a mail that speaks as a brand. What a spoofed
// mail calls a deadline is pressure, and nothing is assumed for it.
func (c *Core) dues(s *wire.Snapshot, m *detect.Mail, j *wire.Judgement) []wire.Due {
	if m.Claim.Strength != detect.Strong {
		return nil
	}
	context := due.Context{Now: parseTime(s.Now), Sent: c.sent(m, s)}
	kind := m.Kind()
	if kind != nil {
		context.Kind = wire.DueKind(kind.Due)
	}
	var dues []wire.Due
	for _, f := range c.reader.Read(m.Doc.Text, context) {
		if m.Doc.Quoted(f.Start) {
			continue
		}
		if f.Contradicts {
			note(j, c.weekday(m, f))
		}
		// What was over when the mail was sent is news, not a deadline.
		if f.Deadline && !f.At.Before(context.Sent) {
			dues = due.AddOnce(dues, c.wireDue(s, m, f, j.Verdict))
		}
	}
	if len(dues) == 0 && kind != nil && j.Verdict != wire.Spoofed && !context.Sent.IsZero() {
		if f, ok := c.reader.Assume(context.Kind, context.Sent); ok {
			dues = append(dues, c.wireDue(s, m, f, j.Verdict))
		}
	}
	return dues
}

func (c *Core) wireDue(s *wire.Snapshot, m *detect.Mail, f due.Found, v wire.Verdict) wire.Due {
	d := wire.Due{
		Kind: f.Kind, At: clock.RFC3339(f.At.In(clock.JST)), Basis: f.Basis, Day: f.Day,
		Quote: m.Doc.Text[f.Start:f.End], Key: keyOf(m, f.Kind), Reason: c.reader.Explain(f, s.Lang),
	}
	if f.Start < f.End {
		d.Ref = m.Doc.RefAt(f.Start)
	}
	if v == wire.Spoofed {
		d.Kind, d.Key = wire.DuePressure, ""
	}
	d.Open = c.open(m.Claim.Brand, &d)
	return d
}

// numbers names what a payment at a konbini is paid by, in a mail that is
// proven and in no other: whoever forges one wants money for his own number.
func (c *Core) numbers(m *detect.Mail, j *wire.Judgement) {
	if j.Verdict != wire.Genuine {
		return
	}
	for i := range j.Dues {
		if j.Dues[i].Kind == wire.DueKonbini {
			j.Dues[i].Numbers = c.pages.PaymentNumbers(m.Doc.Text)
		}
	}
}

// open is the brand's own page about what falls due; "" is none.
func (c *Core) open(brand string, d *wire.Due) string {
	b := c.index.Brand(brand)
	if b == nil {
		return ""
	}
	page := b.Pages[string(d.Kind)]
	if !strings.Contains(page, "{key}") {
		return page
	}
	if len(d.Key) != asinLength {
		return b.Pages[string(wire.DueOther)]
	}
	return strings.ReplaceAll(page, "{key}", d.Key)
}

const asinLength = 10

// keyOf joins what several mails and pages say of one thing.
func keyOf(m *detect.Mail, kind wire.DueKind) string {
	if asin := m.ASIN(); kind == wire.DueInvitation && asin != "" {
		return asin
	}
	return m.OrderNumber()
}

// weekday is the finding of a date whose weekday is another's.
func (c *Core) weekday(m *detect.Mail, f due.Found) *wire.Finding {
	quote := m.Doc.Text[f.Start:f.End]
	return &wire.Finding{ID: "weekday-differs", Severity: wire.Info, Ref: m.Doc.RefAt(f.Start), Quote: quote,
		Params: map[string]string{"quote": quote}}
}

// sent is when the mail was sent, zero when the page does not say: as a
// header writes it, or as webmails show it.
func (c *Core) sent(m *detect.Mail, s *wire.Snapshot) time.Time {
	shown := m.Region.Fields[wire.FieldDate]
	if t := parseTime(shown); !t.IsZero() {
		return t
	}
	for _, f := range c.reader.Read(shown, due.Context{Now: parseTime(s.Now), Asked: true}) {
		if !f.Day {
			return f.At
		}
	}
	return time.Time{}
}

// parseTime reads the ways in which programs write a time; zero when it is none.
func parseTime(s string) time.Time {
	if t := clock.Parse(s); !t.IsZero() {
		return t
	}
	return clock.ParseMail(s)
}
