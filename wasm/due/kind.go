package due

import "tashikame/wasm/wire"

// What words weigh for a kind, and what the kind of the whole mail does.
const (
	sureWeight = 3
	weakWeight = 1
	mailWeight = 2
)

// kind tells by the words around what falls due. The sentence counts, and the
// line before it, where headings stand.
func (r *Reader) kind(start, end int, mail wire.DueKind) wire.DueKind {
	const heading = 90 // bytes before the sentence
	var score [16]int
	from := sentenceStart(r.text, start)
	r.weigh(max(0, from-heading), from, &score, 1)
	r.weigh(from, sentenceEnd(r.text, end), &score, 2)
	best, most := wire.DueOther, 0
	for i, k := range r.kinds {
		if k == mail {
			score[i] += 2 * mailWeight
		}
		if score[i] > most {
			best, most = k, score[i]
		}
	}
	return best
}

// weigh adds up the kinds' words in a range, each word once.
func (r *Reader) weigh(from, to int, score *[16]int, times int) {
	var seen [24]string
	n := 0
	for from < to && from > 0 && r.text[from]&0xc0 == 0x80 {
		from++
	}
	r.lexicon.walk(r.text, from, to, kindWord, func(s sign, _ int) bool {
		for _, word := range seen[:n] {
			if word == s.text {
				return true
			}
		}
		if n < len(seen) {
			seen[n] = s.text
			n++
		}
		score[s.kind&15] += int(s.weight) * times
		return true
	})
}
