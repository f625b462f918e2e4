package detect

import "tashikame/wasm/words"

// SaidTogether gives the first phrase of list a that has one of list b near
// it, the mail's own words both. near is in bytes of folded text: 60 is about
// 20 Japanese characters.
func (m *Mail) SaidTogether(a, b string, near int) (hit words.Hit, ok bool) {
	for i := range m.Hits {
		if m.Hits[i].List != a || m.reported(m.Hits[i]) {
			continue
		}
		for _, k := range m.around(i, near) {
			if m.Hits[k].List == b && apart(m.Hits[i], m.Hits[k]) {
				return m.Hits[i], true
			}
		}
	}
	return words.Hit{}, false
}

// around gives the hits that begin within near bytes of hit i, at most 64.
func (m *Mail) around(i, near int) []int {
	const most = 64
	var all []int
	for k := i - 1; k >= 0 && m.Hits[i].Start-m.Hits[k].Start <= near && len(all) < most; k-- {
		all = append(all, k)
	}
	for k := i + 1; k < len(m.Hits) && m.Hits[k].Start-m.Hits[i].Start <= near && len(all) < most; k++ {
		all = append(all, k)
	}
	return all
}

// apart says whether two hits are different words.
func apart(a, b words.Hit) bool { return a.End <= b.Start || b.End <= a.Start }
