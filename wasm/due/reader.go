package due

import (
	"maps"
	"slices"
	"strings"
	"time"

	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// Reader reads deadlines by one rule book. It is safe for concurrent use.
type Reader struct {
	*knowledge
	text string // of the one who reads; "" in the Reader that is handed out
	// begun and ended remember the sentence looked at last.
	begun, ended bound
}

// bound is where the sentence around at begins or ends.
type bound struct{ at, edge int }

// sentenceStart gives where the sentence that i stands in begins.
func (r *Reader) sentenceStart(i int) int {
	if r.begun.at != i || i == 0 {
		r.begun = bound{i, sentenceStart(r.text, i)}
	}
	return r.begun.edge
}

// sentenceEnd gives where the sentence that i stands in ends.
func (r *Reader) sentenceEnd(i int) int {
	if r.ended.at != i || i == 0 {
		r.ended = bound{i, sentenceEnd(r.text, i)}
	}
	return r.ended.edge
}

// knowledge is what all reading shares.
type knowledge struct {
	lexicon  lexicon
	calendar calendar
	eras     []era
	kinds    []wire.DueKind
	defaults []rules.DueDefault
	texts    map[string]rules.Text
}

// NewReader makes a book ready.
func NewReader(book *rules.Book) *Reader {
	k := &knowledge{calendar: newCalendar(&book.Due), defaults: book.Due.Defaults, texts: book.Texts}
	for _, e := range book.Due.Eras {
		from, err := time.Parse(time.DateOnly, e.From)
		if err == nil && e.Letter != "" {
			k.eras = append(k.eras, era{name: e.Name, square: e.Square, letter: e.Letter[0], from: dayOf(from, 0)})
		}
	}
	k.learnSigns(book.Due.Signs)
	for _, kind := range book.Due.Kinds {
		k.kinds = append(k.kinds, wire.DueKind(kind.Kind))
		k.learn(kind.Sure, sureWeight)
		k.learn(kind.Weak, weakWeight)
	}
	return &Reader{knowledge: k}
}

// learnSigns files every phrase once, with all the parts it plays.
func (k *knowledge) learnSigns(signs map[string][]string) {
	parts := map[string]role{}
	for name, phrases := range signs {
		for _, phrase := range phrases {
			if phrase != "" {
				parts[strings.ToLower(phrase)] |= roles[name]
			}
		}
	}
	for _, phrase := range slices.Sorted(maps.Keys(parts)) {
		k.lexicon.put(sign{text: phrase, roles: parts[phrase]})
	}
}

func (k *knowledge) learn(phrases []string, weight uint8) {
	for _, phrase := range phrases {
		if phrase != "" {
			k.lexicon.put(sign{text: strings.ToLower(phrase), roles: kindWord, kind: uint8(len(k.kinds) - 1), weight: weight})
		}
	}
}

// Context is what is known beside the text.
type Context struct {
	// Sent is when the mail was sent; zero when unknown. Nothing is counted
	// without it.
	Sent time.Time
	// Now settles years where Sent is zero.
	Now time.Time
	// Kind is what the mail or page is about, "" when unknown.
	Kind wire.DueKind
	// Asked is true where the text was handed in as the answer to "by when?":
	// a date or duration that is all there is then needs no word that ties it.
	Asked bool
}

// Found is one date, time or duration of a text.
type Found struct {
	// Start and End are the words it stands on.
	Start, End int
	At         time.Time
	// Day is true when only a day was given; At is then its last second.
	Day bool
	// Deadline is true where something ends then that is the reader's business.
	Deadline bool
	Kind     wire.DueKind
	Basis    wire.Basis
	// Anchor are the words a duration is counted from, as they stand: 発行日,
	// "receipt"; "" where it is counted from the sending, or not counted.
	Anchor string
	// From is what a duration was counted from.
	From time.Time
	// Contradicts is true where the weekday is not that of the date.
	Contradicts bool
	// About is true where the calendar of holidays does not reach so far.
	About bool
}

// Read finds the dates, times and durations of a text, by place. Dates that do
// not exist are not results.
func (r *Reader) Read(text string, c Context) []Found {
	one := &Reader{knowledge: r.knowledge, text: text}
	return one.read(c)
}

func (r *Reader) read(c Context) []Found {
	at := c.Sent
	if at.IsZero() {
		at = c.Now
	}
	s := &scanner{text: r.text, eras: r.eras, year: at.In(JST).Year()}
	pieces := make([]piece, 0, 16+len(r.text)>>9)
	s.scan(func(p piece) int {
		pieces = append(pieces, p)
		return len(pieces) - 1
	})
	all := make([]Found, 0, 8+len(pieces))
	for i := range pieces {
		if f, ok := r.judge(pieces, i, c); ok {
			all = append(all, f)
		}
	}
	return r.settle(all)
}

// judge works out one piece and whether it is a deadline.
func (r *Reader) judge(pieces []piece, i int, c Context) (Found, bool) {
	p := &pieces[i]
	left := r.remaining(p)
	t, start, end := r.tie(p, p.starts)
	if t == tieNone && left {
		t = tieEnd
	}
	if t == tieNone {
		t = r.looseTie(pieces, i)
	}
	if c.Asked && i == len(pieces)-1 && r.isAll(pieces, i, max(p.end, end)) {
		t = max(t, tieAsked)
	}
	if p.bare && p.has&fSpan == 0 {
		r.settleBare(p, t, left)
	}
	if p.has&fSpan != 0 {
		return r.counted(pieces, i, t, end, c)
	}
	if t == tieNone && !p.says() {
		return Found{}, false
	}
	base := c.Sent
	if p.near == later && p.after >= 0 { // 11月20日から3日後
		if from, ok := r.calendar.point(&pieces[p.after].moment, c.Sent, c.Now); ok {
			base = from.at
		}
	}
	out, ok := r.calendar.point(&p.moment, base, c.Now)
	if !ok || p.about && t == tieNone {
		return Found{}, false
	}
	f := Found{Start: p.start, End: p.end, At: out.at, Day: out.day, Basis: wire.Stated, Contradicts: out.contradicts, About: out.about}
	if t == tieNone || t != tieAsked && !r.readers(p, t, start, end) {
		f.Kind = wire.DueOther
		return f, p.says()
	}
	if p.has&fNear != 0 && p.near == later {
		f.Basis, f.From, f.Anchor = wire.Counted, base, r.anchor(p.start)
	}
	f.Deadline = true
	f.Kind = r.kind(pieces, i, t, end, c.Kind)
	f = r.shift(f, p, t)
	f.Start, f.End = min(f.Start, start), max(f.End, end)
	if p.short && p.after >= 0 {
		f.Start = min(f.Start, pieces[p.after].start)
	}
	return f, true
}

// says says whether p is a date that is worth giving even where nothing ends.
func (p *piece) says() bool {
	return !p.loose && !p.whole && !p.bare && !p.hours && (p.has&fDate == fDate || p.has&(fMonth|fDay) == fMonth|fDay || p.has&fNear != 0 && p.near == days)
}

// shift puts the instant where the words mean it: 以降 and "before" end just
// before the day they name.
func (r *Reader) shift(f Found, p *piece, t tie) Found {
	if f.Day && (t == tieSince || t == tieBy && (r.saysBefore(p) || has(r.text, r.pastFiller(p.end), "より前に"))) {
		f.At = f.At.AddDate(0, 0, -1)
	}
	return f
}

// saysBefore says whether "before" stands in front of p, and not "on or before".
func (r *Reader) saysBefore(p *piece) bool {
	word, start := r.wordBefore(r.blanksBack(p.start))
	if word != "before" {
		return false
	}
	word, _ = r.wordBefore(r.blanksBack(start))
	return word != "or"
}

// remaining says whether あと or 残り stands right before p, which is then a
// duration.
func (r *Reader) remaining(p *piece) bool {
	if p.has&fSpan == 0 && !p.bare {
		return false
	}
	i := r.blanksBack(p.start)
	for range 2 {
		c, size := back(r.text, i)
		if c == '：' || c == ':' || c == '約' {
			i = r.blanksBack(i - size)
		}
		for _, filler := range [...]string{"わずか", "たった", "たったの", "ほんの", "、"} {
			if endsIn(r.text, i, filler) {
				i = r.blanksBack(i - len(filler))
			}
		}
	}
	for _, word := range [...]string{"残り時間", "残り", "あと", "のこり", "残"} {
		if endsIn(r.text, i, word) {
			return r.untilTheEnd(i-len(word)) && !r.untilBegin(p.end)
		}
	}
	return false
}

// untilBegin says whether a countdown runs to a beginning: あと3日で発売.
func (r *Reader) untilBegin(i int) bool {
	j := i + hasAny(r.text, i, "で", "後に", "、")
	return hasAny(r.text, j, "発売", "開始", "スタート", "始ま", "お届け", "到着", "公開", "解禁", "開催", "発送", "です！発売") > 0
}

// untilTheEnd says whether the words before あと, where they name what is
// counted down to, name an end: 終了まであと, not 発売まであと.
func (r *Reader) untilTheEnd(i int) bool {
	i = r.blanksBack(i)
	for _, point := range [...]string{"、", "，", ",", "の"} {
		if endsIn(r.text, i, point) {
			i -= len(point)
		}
	}
	if !endsIn(r.text, i, "まで") {
		return true
	}
	i -= len("まで")
	return r.lexicon.before(r.text, i, label|ending).text != "" || endsIn(r.text, i, "終了") || endsIn(r.text, i, "失効")
}

// settleBare decides between the 3rd and three days where 3日 stands alone.
func (r *Reader) settleBare(p *piece, t tie, left bool) {
	const likelySpan = 7
	anchored := r.anchor(p.start) != ""
	if !left && !anchored && !(t == tieTopic || t == tieLabel && p.day <= likelySpan) {
		return
	}
	if p.has&^fDay != 0 || t == tieTopic && p.day > likelySpan && !anchored {
		return
	}
	p.has, p.bare = fSpan, false
	p.span = span{days: int16(p.day)}
}

// isAll says whether a piece, with what it is counted from, is all that is there.
func (r *Reader) isAll(pieces []piece, i, end int) bool {
	if pieces[i].starts || pieces[i].hours || pieces[i].loose { // 2/3 may be two thirds
		return false
	}
	for pieces[i].after >= 0 {
		i = pieces[i].after
	}
	if i != 0 {
		return false
	}
	start := pieces[0].start - len(r.anchor(pieces[0].start))
	for range 2 { // in the next 24 hours
		switch word, at := r.wordBefore(r.blanksBack(start)); word {
		case "in", "the", "for", "on", "at":
			start = at
		}
	}
	const beside = " \t\r\n　。.、,！!()（）「」"
	return strings.TrimLeft(r.text[:start], beside) == "" && strings.TrimLeft(r.text[end:], beside) == ""
}

// looseTie finds a label that stands further off in the sentence, 期限は…です,
// or the word for a period before a range.
func (r *Reader) looseTie(pieces []piece, i int) tie {
	p := &pieces[i]
	if p.starts || p.hours {
		return tieNone
	}
	if s := r.lexicon.at(r.text, r.behind(p.end), notAfter); s.text != "" {
		return tieNone
	}
	from := r.sentenceStart(p.start)
	first := p.start
	if p.after >= 0 {
		first = pieces[p.after].start
	}
	result := tieNone
	for j := i - 1; j >= 0 && pieces[j].start >= from; j-- {
		if j != p.after && !pieces[j].starts {
			from = pieces[j].end // what stands before it is about the other one
			break
		}
	}
	r.lexicon.walk(r.text, from, first, label|period|promiseBefore|notLabel, func(s sign, at int) bool {
		switch {
		case s.roles&promiseBefore != 0 && !r.isAnchor(at+len(s.text)), s.roles&notLabel != 0 && !endsIn(r.text, at, "ギフト"):
			result = tieNone
		case s.roles&(label|notLabel) != 0 && r.isTopic(at+len(s.text)):
			result = tieTopic
		case s.roles&label != 0 && p.after >= 0 && p.has&fSpan == 0:
			result = max(result, tiePeriod)
		case s.roles&period != 0 && p.after >= 0 && p.has&fSpan == 0:
			result = max(result, tiePeriod)
		}
		return true
	})
	if result == tieNone && p.after >= 0 && r.periodBehind(p.end) {
		return tiePeriod
	}
	return result
}

// periodBehind says whether the words right behind a range name what lasts so
// long: 11/20〜11/25のセール.
func (r *Reader) periodBehind(i int) (is bool) {
	const near = 36
	r.lexicon.walk(r.text, i, min(r.sentenceEnd(i), i+near), period|promise, func(s sign, _ int) bool {
		is = s.roles&period != 0
		return false
	})
	return is
}

// topicMarks stand behind what a sentence is about.
var topicMarks = anyOf("は|が|を|も|：|:|】|」|）|とな|、|\n")

// isTopic says whether the words that end at i are what the sentence is about.
func (r *Reader) isTopic(i int) bool {
	return topicMarks.at(r.text, blanks(r.text, i)) > 0 || i < len(r.text) && letter(r.text[i-1]) && r.text[i] == ' '
}

// settle leaves out a duration that a date right behind it restates: 3日以内
// （11/25まで）, and one that restates another: 48時間（2日間）.
func (r *Reader) settle(all []Found) []Found {
	out := all[:0]
	for i, f := range all {
		if f.Deadline && f.Basis == wire.Counted && i+1 < len(all) && r.restates(&f, &all[i+1]) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Deadline && f.Start < out[n-1].End {
			continue
		}
		out = append(out, f)
	}
	return out
}

// restates says whether a date says again what a duration before it does:
// 3日以内（11/25まで）, 【2日間限定】11/23〜11/24.
func (r *Reader) restates(f, next *Found) bool {
	const near = 12 // bytes
	if next.Basis != wire.Stated || next.Start < f.End || next.Start-f.End > near {
		return false
	}
	between := r.text[f.End:next.Start]
	return next.Deadline && strings.ContainsAny(between, "(（[［") || f.Day && f.Anchor == "" && strings.Trim(between, "】」』)）］] 　") == "" && between != ""
}
