package due

import (
	"strings"
	"unicode/utf8"
)

// before reads what stands in front of a date: the tie, and where its words begin.
func (r *reading) before(p *piece) (tie, int) {
	t := r.text
	i := r.pastLead(p.start)
	s := r.lexicon.before(t, i, label|notLabel)
	if s.roles&notLabel != 0 {
		return tieNone, i
	}
	if s.text != "" && !r.suffixed(i-len(s.text), s) && !r.ofCard(p, i) {
		return tieLabel, i - len(s.text)
	}
	if endsIn(t, i, "までに") && strings.ContainsAny(t[i:p.start], "(（") && r.lexicon.before(t, i-len("までに"), label).text != "" { // 期限までに（11月25日）
		return tieLabel, p.start
	}
	if s := r.lexicon.before(t, i, until); s.text != "" {
		if p.has&fSpan != 0 {
			return tieNone, i
		}
		return tieBy, i - len(s.text)
	}
	if p.has&fSpan != 0 {
		return r.beforeSpan(p, i)
	}
	return tieNone, i
}

// beforeSpan reads "within", "expires in", "valid for", "you have".
func (r *reading) beforeSpan(p *piece, i int) (tie, int) {
	word, start := r.wordBefore(i)
	next := hasFold(r.text, p.start, "next ")
	if word == "next" || word == "just" || word == "only" || word == "about" {
		word, start = r.wordBefore(r.blanksBack(start))
	}
	if word == "the" {
		word, start = r.wordBefore(r.blanksBack(start))
	}
	switch word {
	case "within":
		return tieBy, start
	case "in", "after", "for":
		from := r.sentenceStart(start)
		tied := tieNone
		wanted := ending | label
		r.lexicon.walk(r.text, from, start, wanted|promisesBefore|asksBefore|speaker, func(s sign, _ int) bool {
			asks := s.roles&plain != 0 || s.roles&asksBefore != 0 && next
			if s.roles&(wanted|promisesBefore|speaker) == 0 && !asks {
				return true
			}
			tied = tieNone
			if s.roles&wanted != 0 || asks {
				tied = tieEnd
			}
			return true
		})
		if lasting, _ := r.wordBefore(r.blanksBack(start)); word == "for" && (lasting == "valid" || lasting == "good" || lasting == "held" || lasting == "open") {
			tied = tieUntil
		}
		return tied, start
	case "have", "got":
		return tieBy, start
	}
	return tieNone, i
}

// suffixed says whether a label is the rest of another word: 無期限.
func (r *reading) suffixed(start int, s sign) bool {
	return endsIn(r.text, start, "無") || s.text == "due" && endsIn(r.text, start, "to ")
}

// ofCard says whether what looks like a day is the month and year until which
// a credit card is valid: カード（有効期限 12/28）.
func (r *reading) ofCard(p *piece, i int) bool {
	const near = 60
	left := r.text[max(0, i-near):i]
	return p.loose && (strings.Contains(left, "カード") || strings.Contains(left, " card")) && !strings.Contains(left, "ギフト") && !strings.Contains(strings.ToLower(left), "gift")
}

// leads may stand between a label and its date.
var leads = charsOf(" 　\t\r\u00a0:：・|｜=＝→>＞-－―–—…「『【〔［[\"*＊※■◆●▼▶★♦』」】］]、(（‥﹕'’")

// pastLead goes back over what may stand between a label and its date: blanks,
// colons, brackets, は, a line break, (日本時間).
func (r *reading) pastLead(i int) int {
	t := r.text
	breaks := 0
	for range 8 {
		c, size := back(t, i)
		if c <= 0xffff && leads[c>>6]&(1<<(c&63)) != 0 {
			i -= size
			continue
		}
		switch c {
		case '\n':
			if breaks++; breaks > 2 {
				return i
			}
			i -= size
			continue
		case ')', '）':
			if open := strings.LastIndexAny(t[max(0, i-48):i], "(（"); open >= 0 {
				i = max(0, i-48) + open
				continue
			}
			return i
		}
		if c < utf8.RuneSelf {
			start, small := r.smallWord(i)
			if !small {
				return i
			}
			i = start
			continue
		}
		return r.pastParticle(c, i)
	}
	return i
}

// smallWord says whether a word like "on" or "the" stands before i that is no
// part of a label.
func (r *reading) smallWord(i int) (start int, is bool) {
	switch word, start := r.wordBefore(i); word {
	case "the", "on", "at", "is", "a", "end", "of":
		return start, r.lexicon.before(r.text, i, label|until).text == ""
	}
	return i, false
}

// pastParticle goes back over the particle that joins a label to its date; c is
// the character before i.
func (r *reading) pastParticle(c rune, i int) int {
	particle := ""
	switch c {
	case 'は', 'が', 'も', 'を', 'の', 'に':
		particle = "は"
	case '間':
		particle = "日本時間"
	case '在':
		particle = "現在"
	case 'す': // 期限です（11/25）
		if hasAny(r.text, i, "（", "(") > 0 {
			particle = "です"
		}
	}
	if j := i - len(particle); j < i && j >= 0 && (particle == "は" || endsIn(r.text, i, particle)) && r.lexicon.before(r.text, j, label).text != "" {
		return j
	}
	return i
}

// wordBefore gives the short ASCII word that ends at i.
func (r *reading) wordBefore(i int) (string, int) {
	start := i
	for start > 0 && i-start < 6 && letter(r.text[start-1]) {
		start--
	}
	if start == i {
		return "", i
	}
	return strings.ToLower(r.text[start:i]), start
}

// blanksBack goes back over blanks.
func (r *reading) blanksBack(i int) int {
	for i > 0 {
		c, size := back(r.text, i)
		if c != ' ' && c != '　' {
			break
		}
		i -= size
	}
	return i
}
