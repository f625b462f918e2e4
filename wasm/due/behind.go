package due

import (
	"strings"
	"unicode/utf8"
)

// after reads what stands behind a date or duration: the tie, and where it ends.
func (r *reading) after(p *piece) (tie, int) {
	i := r.pastFiller(p.end)
	t, end := r.afterAt(p, i)
	if t == tieNone {
		if j := r.pastBrackets(i); j > i { // 48時間（2日間）有効
			t, end = r.afterAt(p, r.pastFiller(j))
			if t == tieNone { // 11/25（厳守）
				_, size := narrow(r.text, i)
				t, end = r.marked(p, i+size)
			}
		}
	}
	return t, end
}

func (r *reading) afterAt(p *piece, i int) (tie, int) {
	if t, end := r.marked(p, i); end > i {
		return t, end
	}
	if j := i + polite.at(r.text, i); j > i { // 11/25ご注文分まで
		if t, end := r.marked(p, j); end > j {
			return t, end
		}
	}
	if p.has&fSpan != 0 {
		return r.afterSpan(i)
	}
	if end, ok := r.within(p, i); ok {
		return tieBy, end
	}
	if p.has&fNear != 0 && p.has&fDate == 0 {
		if l := hasAny(r.text, i, "限定", "のみ", "だけ", "only"); l > 0 {
			return tieUntil, i + l
		}
	}
	if l := hasAny(r.text, i, "以降"); l > 0 && r.noLonger(i+l) {
		return tieSince, i + l
	}
	return r.ends(i)
}

// afterSpan reads 後に失効 behind a duration, and the English ones.
func (r *reading) afterSpan(i int) (tie, int) {
	if has(r.text, i, "後") {
		j := i + len("後")
		if tie, _ := r.ends(j); tie != tieNone {
			return tie, j
		}
		return tieNone, i
	}
	if t, end := r.ends(i); t != tieNone && strings.Contains(r.text[i:r.sentenceEnd(i)], "が") { // 24時間でアカウントが停止
		return t, end
	}
	w, end := lowerWord(r.text, blanks(r.text, i))
	if w == "to" {
		w, end = lowerWord(r.text, blanks(r.text, end))
	}
	switch w {
	case "left", "go", "remaining", "remain", "limit", "deadline", "window":
		return tieEnd, end
	case "only":
		return tieUntil, end
	}
	return tieNone, i
}

// ends reads に失効します, で終了, をもって受付を終了 behind a date.
func (r *reading) ends(i int) (tie, int) {
	const near = 48
	l := endParticles.at(r.text, i)
	if l == 0 {
		return tieNone, i
	}
	from := i + l
	if s := r.lexicon.at(r.text, from+hasAny(r.text, from, "ご", "お"), notAfter|ending); s.roles&notAfter != 0 { // にご注文の
		return tieNone, i
	}
	result, at := tieNone, from
	r.lexicon.walk(r.text, from, min(r.sentenceEnd(from), from+near), ending|promise|past, func(s sign, j int) bool {
		if s.roles&ending != 0 {
			result, at = tieEnd, from
		}
		return false
	})
	return result, at
}

// within reads 本日中, 11月中, and takes 年内 for what it says.
func (r *reading) within(p *piece, i int) (int, bool) {
	if endsIn(r.text, p.end, "内") && p.has&fClock == 0 {
		return p.end, true
	}
	if p.has&fClock != 0 || !has(r.text, i, "中") || i != p.end {
		return i, false
	}
	end := i + len("中")
	if notMiddle.at(r.text, end) > 0 {
		return i, false
	}
	return end + hasAny(r.text, end, "までに", "まで", "には", "に"), true
}

// noLonger says whether something is impossible from here on: 以降はできません.
func (r *reading) noLonger(i int) bool {
	return r.says(i, r.sentenceEnd(i), impossible)
}

var (
	// fillers may stand between a date and what ties it.
	fillers = anyOf("」|』|】|）|］|)|]|\"|**|*|＊|頃|ごろ|ころ|ちょうど|当日|の|、")
	// afterNo are words read together with the の before them.
	afterNo = anyOf("み|まで|期限|購入期限|正午|間|うち|有効|支払|制限|猶予|夜|営業|閉店|期間")
	// notMiddle go on from 中 to another word: 中旬, 中止.
	notMiddle = anyOf("旬|心|央|国|止|継|学|古|身|間|毒|断|で最|でも|から")
	// endParticles lead from a date to what happens then.
	endParticles = anyOf("を最後に|をもちまして|をもって|を以って|を以て|付けで|付で|にて|には|に|で")
	polite       = anyOf("のご|のお|の|ご|お")
	closers      = anyOf(")|）|」|】|』|頃|ごろ")
)

// pastFiller skips what may stand between a date and its tie: blanks, one line
// break, brackets closed or about to be, ごろ, quotation marks.
func (r *reading) pastFiller(i int) int {
	t := r.text
	i = blanks(t, i)
	for range 3 {
		if !filler(t, i) {
			return i
		}
		j := i + fillers.at(t, i)
		if j > i {
			if endsIn(t, j, "の") && afterNo.at(t, j) > 0 {
				return i // read with the の
			}
			if endsIn(t, j, "、") && hasAny(t, blanks(t, j), "まで", "必着", "締") == 0 {
				return i
			}
		}
		if j < len(t) && t[j] == '\n' && hasAny(t, blanks(t, j+1), "まで", "迄", "以内", "必着") > 0 {
			j++
		}
		j = blanks(t, j)
		if j == i {
			return i
		}
		i = j
	}
	return i
}

// filler says whether what stands at i may be skipped at all.
func filler(t string, i int) bool {
	if i >= len(t) {
		return false
	}
	switch c := t[i]; {
	case c < utf8.RuneSelf:
		return c == ')' || c == ']' || c == '"' || c == '*' || c == '\n'
	case i+2 < len(t):
		switch t[i : i+3] {
		case "」", "』", "】", "）", "］", "＊", "頃", "ご", "こ", "ち", "当", "の", "、":
			return true
		}
	}
	return false
}

// pastBrackets skips a short remark in brackets that something else follows:
// 48時間（2日間）以内.
func (r *reading) pastBrackets(i int) int {
	const longest = 60
	if c, _ := narrow(r.text, i); c != '(' && c != '[' {
		return i
	}
	for j := i; j < len(r.text) && j < i+longest; {
		c, size := narrow(r.text, j)
		if c == '\n' {
			return i
		}
		if c == ')' || c == ']' {
			return blanks(r.text, j+size)
		}
		if size == 0 {
			_, size = utf8.DecodeRuneInString(r.text[j:])
		}
		j += size
	}
	return i
}

// behind goes over blanks and closed brackets.
func (r *reading) behind(i int) int {
	i = blanks(r.text, i)
	for range 2 {
		if l := closers.at(r.text, i); l > 0 {
			i = blanks(r.text, i+l)
		}
	}
	return i
}
