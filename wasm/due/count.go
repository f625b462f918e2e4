package due

import (
	"strings"
	"time"
	"unicode"

	"tashikame/wasm/wire"
)

// counted works out a duration: what it is counted from, and how.
func (r *reading) counted(i int, t tie, end int) (Found, bool) {
	p := &r.pieces[i]
	if t == tieNone || t == tieUntil && endsIn(r.text, end, "まで") && !r.untilSpan(p, end) {
		return Found{}, false
	}
	how := counting{from: r.context.Sent}
	f := Found{Start: p.start, End: max(p.end, end), Basis: wire.Counted, Deadline: true}
	if p.after >= 0 { // 11月20日から3日以内
		base := &r.pieces[p.after]
		from, ok := r.calendar.point(&base.moment, r.context.Sent, r.context.Now)
		if !ok {
			return Found{}, false
		}
		how.from = from.at
		f.Start, f.Anchor = base.start, r.text[base.start:base.end]
		if p.span.exact() && from.day {
			return Found{}, false
		}
		// 本日から3日間 has today for its first day; 以内 leaves it out.
		how.inclusive = base.has&fNear != 0 && base.by > 0 || endsIn(r.text, p.end, "間") && !has(r.text, r.pastFiller(p.end), "以内") && !r.nextDayFrom(base.end)
	} else {
		f.Anchor = r.anchor(p.start)
	}
	if !r.readers(p, t, f.Start, f.End) {
		return Found{}, false
	}
	r.remarks(p, &how, &f.End)
	out, ok := r.calendar.span(p.span, how)
	if !ok {
		return Found{}, false
	}
	r.clockBehind(i, &out, &f.End)
	f.At, f.Day, f.About, f.From = out.at, out.day, out.about, how.from
	f.Kind = r.kind(i, t, f.End)
	return f, true
}

// untilSpan says whether 30日まで is a duration: only where it is counted from
// something.
func (r *reading) untilSpan(p *piece, end int) bool {
	return endsIn(r.text, end, "後まで") || r.anchor(p.start) != "" || p.after >= 0
}

func (r *reading) nextDayFrom(i int) bool { return has(r.text, i, "の翌日") }

// remarks reads what is said of the counting: (発行日を含む), 土日祝を除く.
func (r *reading) remarks(p *piece, how *counting, end *int) {
	const farLeft, farRight = 45, 75
	r.remark(how, max(r.sentenceStart(p.start), p.start-farLeft), p.start)
	if from, to, close := r.bracketed(*end, farRight); r.remark(how, from, to) {
		*end = close
	}
}

// remark reads what a range says of the counting, if anything.
func (r *reading) remark(how *counting, from, to int) (said bool) {
	r.lexicon.walk(r.text, from, to, inclusive|exclusive|workdays, func(s sign, _ int) bool {
		how.inclusive = how.inclusive || s.roles&inclusive != 0
		how.business = how.business || s.roles&workdays != 0
		said = said || s.roles&exclusive == 0
		return true
	})
	return said
}

// clockBehind reads the hour of the last day that may stand behind a count of
// days: 3日以内（23時59分まで）.
func (r *reading) clockBehind(i int, out *instant, end *int) {
	if !out.day || i+1 >= len(r.pieces) || r.pieces[i+1].has&^fZone != fClock {
		return
	}
	clock := &r.pieces[i+1]
	j := blanks(r.text, *end)
	if c, size := narrow(r.text, j); c != '(' && !has(r.text, j, "の") || blanks(r.text, j+max(size, len("の"))) != clock.start && blanks(r.text, j+size) != clock.start {
		return
	}
	out.at, out.day = onClock(dayOf(out.at, jst), &clock.moment), false
	*end = clock.end
	if l := hasAny(r.text, *end, "まで）", "まで)", "）", ")", "までに", "まで"); l > 0 {
		*end += l
	}
}

// bracketed gives the range that stands in brackets right behind i, or behind a
// comma, and where it closes.
func (r *reading) bracketed(i, longest int) (from, to, close int) {
	j := blanks(r.text, i)
	if c, _ := narrow(r.text, j); c != '(' && c != '[' {
		if end := r.sentenceEnd(i); has(r.text, i, "、") && end-i < longest {
			return i, end, i
		}
		return i, i, i
	}
	if at := strings.IndexAny(r.text[j:min(len(r.text), j+longest)], ")）]］"); at > 0 {
		_, size := narrow(r.text, j+at)
		return j, j + at, j + at + size
	}
	return i, i, i
}

// anchor gives the words a duration at i is counted from: 受信後, 発行から.
func (r *reading) anchor(i int) string {
	t := r.text
	i = r.blanksBack(i)
	if endsIn(t, i, "、") {
		i -= len("、")
	}
	for _, counting := range [...]string{"数えて", "起算して"} {
		if endsIn(t, i, counting) {
			i -= len(counting)
		}
	}
	end := i
	switch {
	case endsIn(t, i, "の翌日から"):
		i -= len("の翌日から")
	case endsIn(t, i, "から"), endsIn(t, i, "より"):
		i -= len("から")
	case endsIn(t, i, "後"):
		i -= len("後")
	case endsIn(t, i, "以降"):
		i -= len("以降")
	default:
		return ""
	}
	const longest = 12 // characters
	start := i
	for n := 0; n < longest && start > 0; n++ {
		c, size := back(t, start)
		if !unicode.IsLetter(c) || c == 'は' || c == 'が' || c == 'に' {
			break
		}
		start -= size
	}
	if start == i || !r.event(start, i, end) {
		return ""
	}
	return t[start:end]
}

// events are the last characters of words that happen at a time: 送信, 発行,
// 受け取り. 下記から and こちらより say where, not when.
const events = "信行文入着知待領取得り届け送込み録選封金約始日時点刻付了認後てた"

func (r *reading) event(start, i, end int) bool {
	if endsIn(r.text, end, "後") {
		return true
	}
	c, _ := back(r.text, i)
	return strings.ContainsRune(events, c) && r.text[start:i] != "下記" && !strings.HasPrefix(r.text[start:i], "こちら")
}

// Assume gives the deadline that the book assumes for a mail of one kind that
// states none.
func (r *Reader) Assume(kind wire.DueKind, sent time.Time) (Found, bool) {
	for _, d := range r.defaults {
		if wire.DueKind(d.Kind) != kind {
			continue
		}
		out, ok := r.calendar.span(span{days: int16(d.Days), hours: int16(d.Hours)}, counting{from: sent})
		return Found{At: out.at, Day: out.day, Deadline: true, Kind: kind, Basis: wire.Assumed, From: sent}, ok
	}
	return Found{}, false
}
