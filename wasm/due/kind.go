package due

import (
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// What words weigh for a kind, and what the kind of the whole mail does.
const (
	sureWeight = 3
	weakWeight = 1
	mailWeight = 2
)

// kind tells by the words around what falls due: those next to the date first,
// then the sentence, then the line before it, where headings stand, then sure
// ones behind it.
func (r *reading) kind(i int, t tie, end int) wire.DueKind {
	const heading = 90 // bytes before the sentence
	p := &r.pieces[i]
	first := i
	for r.pieces[first].after >= 0 {
		first = r.pieces[first].after
	}
	from, to := r.sentenceStart(r.pieces[first].start), r.sentenceEnd(end)
	left, right := from, to
	if first > 0 {
		left = max(left, min(r.pieces[first-1].end, r.pieces[first].start))
	}
	if i+1 < len(r.pieces) {
		right = max(end, min(right, r.pieces[i+1].start))
	}
	further := min(len(r.text), to+heading)
	if t == tieLabel || t == tieTopic { // what it is called comes before it
		right, further = p.end, to
	}
	for _, look := range [...]struct{ from, to, least int }{{left, right, 1}, {from, to, 1}, {max(0, from-heading), to, 1}, {to, further, sureWeight}} {
		var score [rules.MaxDueKinds]int
		r.weigh(look.from, look.to, &score)
		if best, clear := r.best(&score, look.least, r.context.Kind); clear {
			return best
		}
	}
	if r.context.Kind != "" {
		return r.context.Kind
	}
	return wire.DueOther
}

// best gives the kind that weighs most; clear is false where none weighs the least.
func (r *reading) best(score *[rules.MaxDueKinds]int, least int, mail wire.DueKind) (best wire.DueKind, clear bool) {
	most := 0
	for i, k := range r.kinds {
		if score[i] < least {
			continue
		}
		weight := score[i]
		if k == mail {
			weight += mailWeight
		}
		if weight > most {
			best, most = k, weight
		}
	}
	return best, most > 0
}

// weigh adds up the kinds' words in a range, each word once.
func (r *reading) weigh(from, to int, score *[rules.MaxDueKinds]int) {
	var seen [24]string
	n := 0
	for from < to && r.text[from]&0xc0 == 0x80 {
		from++
	}
	r.lexicon.walk(r.text, from, to, kindWord, func(s sign, at int) bool {
		if s.weight == weakWeight && r.isAnchor(at+len(s.text)) { // ご購入から30日以内
			return true
		}
		for _, word := range seen[:n] {
			if word == s.text {
				return true
			}
		}
		if n < len(seen) {
			seen[n] = s.text
			n++
		}
		score[s.kind%rules.MaxDueKinds] += int(s.weight)
		return true
	})
}
