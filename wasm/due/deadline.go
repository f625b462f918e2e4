package due

import "strings"

// near is how far behind a date words still speak of it, in bytes.
const near = 45

// tie finds what makes p a deadline, if anything does, and the range of the
// words that say so.
func (r *reading) tie(i int) (t tie, start, end int) {
	p := &r.pieces[i]
	if p.hours || p.starts {
		if p.has&fDate != 0 && strings.Contains(r.text[p.end:min(len(r.text), p.end+near)], "なくな") { // 11/26から使えなくなります
			return tieSince, p.start, p.end
		}
		return tieNone, p.start, p.end
	}
	t, end = r.after(p)
	if t == tieNone && r.lexicon.at(r.text, r.behind(p.end), notAfter).text != "" && !r.labelled(p) {
		return tieNone, p.start, p.end
	}
	if t != tieNone {
		return t, p.start, end
	}
	if t, start := r.before(p); t != tieNone && (t != tieLabel || i == 0 || r.named(i-1) <= start) {
		if t == tieLabel {
			start = p.start
		}
		return t, start, p.end
	}
	if end := r.named(i); end > 0 {
		return tieEnd, p.start, end
	}
	if p.has&fSpan != 0 && endsIn(r.text, p.end, "間") && (p.after >= 0 || r.anchor(p.start) != "") && !strings.Contains(r.text[p.end:r.sentenceEnd(p.end)], "ください") && r.rightSide(p.end, r.sentenceEnd(p.end), tieUntil) == ours {
		return tieUntil, p.start, p.end // 発行から5日間、お支払いいただけます
	}
	if p.has&fSpan != 0 && endsIn(r.text, p.end, "間") && r.unanswered(p.end) {
		return tieEnd, p.start, p.end
	}
	if p.has&(fDate|fNear) != 0 && r.threatened(p) {
		return tieEnd, p.start, p.end
	}
	if p.has&fSpan == 0 && p.after < 0 && r.wave(p) {
		return tieWave, p.start, p.end
	}
	return tieNone, p.start, p.end
}

// unanswered says whether something ends unless the reader acts meanwhile:
// 3日間ご入金がない場合はキャンセル.
func (r *reading) unanswered(i int) bool {
	end := r.sentenceEnd(i)
	return strings.Contains(r.text[i:end], "ない場合") && r.says(i, end, ending)
}

// named gives where the name of an end stops that fills the rest of a date's
// line, or that the date is said to be: 12/6 23:59 クーポン終了, 20日がお支払いの最終日.
func (r *reading) named(i int) (end int) {
	p := &r.pieces[i]
	to := min(len(r.text), p.end+near)
	says := has(r.text, r.behind(p.end), "が")
	if line := strings.IndexByte(r.text[p.end:to], '\n'); line >= 0 {
		to = p.end + line
	} else if to == p.end+near && !says {
		return 0
	}
	if to = min(to, r.sentenceEnd(p.end)); p.has&fSpan != 0 {
		return 0
	}
	r.lexicon.walk(r.text, p.end, to, label|promise, func(s sign, at int) bool {
		if end = 0; s.roles&label != 0 && (says || at+len(s.text) == to && !strings.Contains(r.text[p.end:at], "の")) {
			end = at + len(s.text)
		}
		return s.roles&label != 0 && end == 0
	})
	return end
}

// threatened says whether something ends at p unless the reader acts: "We will
// suspend your account tomorrow if you do not …".
func (r *reading) threatened(p *piece) (is bool) {
	word, _ := lowerWord(r.text, blanks(r.text, p.end))
	if word != "if" && word != "unless" {
		return false
	}
	r.lexicon.walk(r.text, r.sentenceStart(p.start), p.start, ending|promisesBefore, func(s sign, _ int) bool {
		is = s.roles&ending != 0
		return true
	})
	return is
}

// labelled says whether a label stands right before p.
func (r *reading) labelled(p *piece) bool {
	t, _ := r.before(p)
	return t == tieLabel && p.has&fMonth != 0 && hasAny(r.text, r.behind(p.end), "から", "より", "以降") == 0
}

// wave says whether the date is the end of a range whose beginning is not
// given: 〜11/25.
func (r *reading) wave(p *piece) bool {
	i := p.start
	for i > 0 && r.text[i-1] == ' ' {
		i--
	}
	switch c, size := back(r.text, i); c {
	case '～', '〜', '~':
		before, _ := back(r.text, i-size)
		return !wordRune(before) && before != '日' && before != ')' && before != '）' && before != '時' && before != '分' && before != '月'
	}
	return false
}
