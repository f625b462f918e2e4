package due

import (
	"strings"
	"time"

	"tashikame/wasm/wire"
)

// reading is one text being read.
type reading struct {
	*knowledge
	text    string
	context Context
	pieces  []piece
	// begun and ended remember the sentence looked at last.
	begun, ended bound
}

// bound is where the sentence around at begins or ends.
type bound struct{ at, edge int }

// sentenceStart gives where the sentence that i stands in begins.
func (r *reading) sentenceStart(i int) int {
	if r.begun.at != i || i == 0 {
		r.begun = bound{i, sentenceStart(r.text, i)}
	}
	return r.begun.edge
}

// sentenceEnd gives where the sentence that i stands in ends.
func (r *reading) sentenceEnd(i int) int {
	if r.ended.at != i || i == 0 {
		r.ended = bound{i, sentenceEnd(r.text, i)}
	}
	return r.ended.edge
}

func (r *reading) read() []Found {
	now := r.context.Sent
	if now.IsZero() {
		now = r.context.Now
	}
	year, _, _ := dayOf(now, jst).date()
	s := &scanner{text: r.text, eras: r.eras, year: year}
	r.pieces = make([]piece, 0, 16+len(r.text)>>9)
	s.scan(func(p piece) int {
		r.pieces = append(r.pieces, p)
		return len(r.pieces) - 1
	})
	all := make([]Found, 0, 8+len(r.pieces))
	for i := range r.pieces {
		if f, ok := r.judge(i); ok {
			all = append(all, f)
		}
	}
	return r.settle(all)
}

// judge works out one piece and whether it is a deadline.
func (r *reading) judge(i int) (Found, bool) {
	p := &r.pieces[i]
	left := r.remaining(p)
	if left && p.timer && p.has == fClock {
		p.asTimer()
	}
	t, start, end := r.tie(i)
	if t == tieNever {
		return Found{}, false
	}
	if t == tieNone && left {
		t = tieEnd
	}
	if t == tieNone {
		t = r.looseTie(i)
	}
	if p.risky && t != tieLabel || p.nth && r.anchor(p.start) == "" {
		return Found{}, false
	}
	if r.context.Asked && i == len(r.pieces)-1 && r.isAll(i, max(p.end, end)) {
		t = max(t, tieAsked)
	}
	if p.bare && p.has&fSpan == 0 {
		r.settleBare(i, t, left)
	}
	switch {
	case p.has&fSpan != 0:
		return r.counted(i, t, end)
	case t == tieNone && !p.says():
		return Found{}, false
	}
	return r.dated(i, t, start, end)
}

// dated works out a piece that is no duration, and whose business it is.
func (r *reading) dated(i int, t tie, start, end int) (Found, bool) {
	p := &r.pieces[i]
	base := r.base(p)
	out, ok := r.calendar.point(&p.moment, base, r.context.Now)
	if !ok || p.about && t == tieNone {
		return Found{}, false
	}
	f := Found{Start: p.start, End: p.end, At: out.at, Day: out.day, Kind: wire.DueOther, Basis: wire.Stated, Contradicts: out.contradicts, About: out.about}
	if t == tieNone || t != tieAsked && !r.readers(p, t, start, end) {
		return f, p.says()
	}
	if p.has&fNear != 0 && p.near == later {
		f.Basis, f.From, f.Anchor = wire.Counted, base, r.anchor(p.start)
	}
	f.Deadline = true
	f.Kind = r.kind(i, t, end)
	r.shift(&f, p, t)
	f.Start, f.End = min(f.Start, start), max(f.End, end)
	if p.short && p.after >= 0 {
		f.Start = min(f.Start, r.pieces[p.after].start)
	}
	return f, true
}

// base gives what a date is reckoned from: the sending, or the date that stands
// before it, in 11月20日から3日後.
func (r *reading) base(p *piece) time.Time {
	if p.near == later && p.after >= 0 {
		if from, ok := r.calendar.point(&r.pieces[p.after].moment, r.context.Sent, r.context.Now); ok {
			return from.at
		}
	}
	return r.context.Sent
}

// says says whether p is a date that is worth giving even where nothing ends.
func (p *piece) says() bool {
	return !p.loose && !p.whole && !p.bare && !p.hours && (p.has&fDate == fDate || p.has&(fMonth|fDay) == fMonth|fDay || p.has&fNear != 0 && p.near == days)
}

// shift puts the instant where the words mean it: 以降 and "before" end just
// before the day they name.
func (r *reading) shift(f *Found, p *piece, t tie) {
	if f.Day && (t == tieSince || t == tieBy && (r.saysBefore(p) || has(r.text, r.pastFiller(p.end), "より前に"))) {
		f.At = f.At.AddDate(0, 0, -1)
	}
}

// saysBefore says whether "before" stands in front of p, and not "on or before".
func (r *reading) saysBefore(p *piece) bool {
	word, start := r.wordBefore(r.blanksBack(p.start))
	if word != "before" {
		return false
	}
	word, _ = r.wordBefore(r.blanksBack(start))
	return word != "or"
}

// isAll says whether a piece, with what it is counted from, is all that is there.
func (r *reading) isAll(i, end int) bool {
	if r.pieces[i].starts || r.pieces[i].hours || r.pieces[i].loose { // 2/3 may be two thirds
		return false
	}
	for r.pieces[i].after >= 0 {
		i = r.pieces[i].after
	}
	if i != 0 {
		return false
	}
	start := r.pieces[0].start - len(r.anchor(r.pieces[0].start))
	for range 2 { // in the next 24 hours
		switch word, at := r.wordBefore(r.blanksBack(start)); word {
		case "in", "the", "for", "on", "at":
			start = at
		}
	}
	const beside = " \t\r\n　。.、,！!()（）「」"
	return strings.TrimLeft(r.text[:start], beside) == "" && strings.TrimLeft(r.text[end:], beside) == ""
}

// settle leaves out a duration that a date right behind it restates: 3日以内
// （11/25まで）, and one that restates another: 48時間（2日間）.
func (r *reading) settle(all []Found) []Found {
	out := all[:0]
	for i, f := range all {
		if f.Deadline && f.Basis == wire.Counted && i+1 < len(all) {
			if r.restates(&f, &all[i+1]) {
				continue
			}
			if all[i+1].At.Equal(f.At) && inBrackets(r.text[f.End:max(f.End, all[i+1].Start)]) { // 72時間（11月23日10時15分）です
				f.Basis = wire.Stated
			}
		}
		if n := len(out); n > 0 && out[n-1].Deadline && (f.Start < out[n-1].End || r.lasts(&out[n-1], &f)) {
			continue
		}
		out = append(out, f)
	}
	return out
}

// lasts says whether a duration only says how long the dates before it are
// apart: 11/20〜11/26の7日間.
func (r *reading) lasts(dates, f *Found) bool {
	if f.Basis != wire.Counted || f.Anchor != "" {
		return false
	}
	between := r.text[dates.End:f.Start]
	return dates.Basis == wire.Stated && between == "の" || dates.Basis == wire.Counted && !dates.Day && f.Day && inBrackets(between)
}

// inBrackets says whether what stands between two durations opens a remark.
func inBrackets(between string) bool { return between == "（" || between == "(" }

// restates says whether a date says again what a duration before it does:
// 3日以内（11/25まで）, 【2日間限定】11/23〜11/24.
func (r *reading) restates(f, next *Found) bool {
	const near = 12 // bytes
	if next.Start < f.End || next.Start-f.End > near {
		return false
	}
	between := r.text[f.End:next.Start]
	if next.Basis == wire.Counted { // 二日間（48時間）: hours say it exactly
		return f.Day && !next.Day && next.Deadline && inBrackets(between)
	}
	return next.Deadline && strings.ContainsAny(between, "(（[［") || f.Day && f.Anchor == "" && strings.Trim(between, "】」』)）］]！! 　") == "" && between != ""
}
