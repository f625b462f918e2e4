package due

// looseTie finds a label that stands further off in the sentence, 期限は…です,
// or the word for a period before a range.
func (r *reading) looseTie(i int) tie {
	p := &r.pieces[i]
	if p.starts || p.hours {
		return tieNone
	}
	if s := r.lexicon.at(r.text, r.behind(p.end), notAfter); s.text != "" {
		return tieNone
	}
	from := r.sentenceStart(p.start)
	first := p.start
	if p.after >= 0 {
		first = r.pieces[p.after].start
	}
	if p.after >= 0 && from > 0 && blanks(r.text, from) == first { // セール！11/20〜11/25
		from = sentenceStart(r.text, from-1)
	}
	result := tieNone
	for j := i - 1; j >= 0 && r.pieces[j].start >= from; j-- {
		if j != p.after && !r.pieces[j].starts && !r.repeats(&r.pieces[j], p) {
			from = r.pieces[j].end // what stands before it is about the other one
			break
		}
	}
	r.lexicon.walk(r.text, from, first, label|period|promiseBefore|notLabel, func(s sign, at int) bool {
		switch {
		case s.roles&promiseBefore != 0 && !r.isAnchor(at+len(s.text)), s.roles&notLabel != 0:
			result = tieNone
		case s.roles&(label|notLabel) != 0 && r.isTopic(at+len(s.text)):
			result = tieTopic
		case s.roles&label != 0 && p.after >= 0 && p.has&fSpan == 0:
			result = max(result, tiePeriod)
		case s.roles&period != 0 && p.after >= 0 && (p.has&fSpan == 0 || endsIn(r.text, p.end, "間")):
			result = max(result, tiePeriod)
		}
		return true
	})
	if result == tieNone && p.after >= 0 && r.periodBehind(p.end) {
		return tiePeriod
	}
	return result
}

// repeats says whether a duration only says another one again, in brackets:
// 二日間（48時間）.
func (r *reading) repeats(first, p *piece) bool {
	return first.has&p.has&fSpan != 0 && inBrackets(r.text[first.end:p.start])
}

// periodBehind says whether the words right behind a range name what lasts so
// long: 11/20〜11/25のセール.
func (r *reading) periodBehind(i int) (is bool) {
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
func (r *reading) isTopic(i int) bool {
	return topicMarks.at(r.text, blanks(r.text, i)) > 0 || i < len(r.text) && letter(r.text[i-1]) && r.text[i] == ' '
}
