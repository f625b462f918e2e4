package due

import (
	"strings"
	"unicode/utf8"
)

// tie is what makes a date the end of something.
type tie uint8

const (
	tieNone   tie = iota
	tieUntil      // まで, until: something lasts so long
	tieBy         // までに, 以内, by: something is to be done by then
	tieEnd        // 締切, に失効: it says so
	tieLabel      // 期限：, Deadline:
	tieTopic      // 期限は…です
	tieWave       // 〜11/25
	tiePeriod     // 期間 11/20〜11/25
	tieSince      // 以降は…できません: until just before
	tieAsked      // the whole text is a date, asked about
)

// marker is a word that ties what it stands behind.
type marker struct {
	text string
	tie  tie
}

// markers finds them by their first character.
type markers struct {
	index  [1 << 12]uint8
	groups [][]marker
}

func newMarkers(all []marker) *markers {
	m := &markers{groups: make([][]marker, 1)}
	for _, one := range all {
		at := slot(firstChar(one.text))
		if m.index[at] == 0 {
			m.index[at] = uint8(len(m.groups))
			m.groups = append(m.groups, nil)
		}
		m.groups[m.index[at]] = append(m.groups[m.index[at]], one)
	}
	return m
}

// at gives the longest marker that stands at i, and where it ends.
func (m *markers) at(t string, i int) (best tie, end int) {
	end = i
	if i+2 >= len(t) || t[i] < 0xe0 {
		return best, end
	}
	for _, one := range m.groups[m.index[int(t[i+1]&63)<<6|int(t[i+2]&63)]] {
		if len(one.text) > end-i && has(t, i, one.text) {
			best, end = one.tie, i+len(one.text)
		}
	}
	return best, end
}

// markersOfDates stand right after a date.
var markersOfDates = newMarkers([]marker{
	{"までには", tieBy}, {"までに", tieBy}, {"迄に", tieBy}, {"まで", tieUntil}, {"迄", tieUntil}, {"マデ", tieUntil},
	{"必着", tieEnd}, {"消印有効", tieEnd}, {"締切", tieEnd}, {"締め切", tieEnd}, {"〆切", tieEnd}, {"締切り", tieEnd}, {"厳守", tieEnd}, {"期限", tieEnd},
	{"が期限", tieEnd}, {"が締切", tieEnd}, {"が締め切", tieEnd}, {"が〆切", tieEnd}, {"が最終", tieEnd}, {"がリミット", tieEnd}, {"が最後", tieEnd}, {"が有効期限", tieEnd}, {"がお支払い期限", tieEnd}, {"が支払期限", tieEnd}, {"が支払い期限", tieEnd}, {"が購入期限", tieEnd},
	{"最終日", tieEnd}, {"受付終了", tieEnd}, {"販売終了", tieEnd}, {"募集終了", tieEnd}, {"配信終了", tieEnd}, {"の夜まで", tieUntil}, {"夜まで", tieUntil}, {"深夜まで", tieUntil}, {"の営業終了まで", tieUntil}, {"営業終了まで", tieUntil}, {"の閉店まで", tieUntil}, {"閉店まで", tieUntil}, {"の間に", tieBy}, {"の期間に", tieBy}, {"の期間中に", tieBy},
	{"終了", tieEnd}, {"〆", tieEnd}, {"限り", tieEnd}, {"いっぱい", tieUntil}, {"一杯", tieUntil},
	{"を過ぎますと", tieEnd}, {"を過ぎると", tieEnd}, {"を過ぎた場合", tieEnd}, {"を過ぎて", tieEnd}, {"を過ぎ、", tieEnd}, {"をすぎますと", tieEnd}, {"をすぎると", tieEnd}, {"を経過", tieEnd}, {"が経過", tieEnd}, {"経過", tieEnd},
	{"より前に", tieBy}, {"前までに", tieBy}, {"をめどに", tieNone}, {"を目処に", tieNone}, {"を目安", tieNone},
})

// markersOfSpans stand right after a duration.
var markersOfSpans = newMarkers([]marker{
	{"以内", tieBy}, {"いない", tieBy}, {"は返品", tieUntil}, {"返品可", tieUntil}, {"返品でき", tieUntil}, {"内に", tieBy}, {"内の", tieBy}, {"内で", tieBy}, {"内、", tieBy}, {"内)", tieBy}, {"内）", tieBy}, {"のうちに", tieBy}, {"の間に", tieBy}, {"中に", tieBy},
	{"限定", tieUntil}, {"限り", tieUntil}, {"有効", tieUntil}, {"が有効", tieUntil}, {"は有効", tieUntil}, {"が期限", tieEnd}, {"の期限", tieEnd}, {"期限", tieEnd}, {"の購入期限", tieEnd}, {"の有効期限", tieEnd}, {"の支払い期限", tieEnd}, {"の支払期限", tieEnd}, {"の制限時間", tieEnd}, {"の猶予", tieEnd}, {"まで", tieUntil},
	{"を過ぎますと", tieEnd}, {"を過ぎると", tieEnd}, {"を過ぎた場合", tieEnd}, {"を過ぎて", tieEnd}, {"を過ぎ、", tieEnd}, {"をすぎると", tieEnd}, {"が過ぎると", tieEnd}, {"が過ぎますと", tieEnd}, {"を経過", tieEnd}, {"が経過", tieEnd}, {"経過", tieEnd}, {"後まで", tieUntil}, {"後迄", tieUntil},
	{"が経過しました", tieNone}, {"を経過しました", tieNone}, {"経過しました", tieNone}, {"が経過しましたら", tieEnd}, {"を経過しましたら", tieEnd}, {"経過しましたら", tieEnd},
	{"で期限切れ", tieEnd}, {"で失効", tieEnd}, {"で終了", tieEnd}, {"で無効", tieEnd}, {"で締", tieEnd}, {"で自動", tieEnd}, {"でキャンセル", tieEnd}, {"で消滅", tieEnd}, {"で有効期限", tieEnd}, {"で期限", tieEnd}, {"で削除", tieEnd}, {"で停止", tieEnd},
})

// orderedBy is who does something by a date: ご注文分まで, 受付分まで.
var orderedBy = []string{"注文", "入金", "受付", "到着", "購入", "エントリー", "申込", "申し込み", "決済", "着", "支払い"}

// orderedFirst are the characters such words begin with.
var orderedFirst = func() (first [1 << 12]bool) {
	for _, word := range append([]string{"ご", "お", "の"}, orderedBy...) {
		first[slot(firstChar(word))] = true
	}
	return first
}()

// after reads what stands behind a date or duration: the tie, and where it ends.
func (r *reading) after(p *piece) (tie, int) {
	i := r.pastFiller(p.end)
	t, end := r.afterAt(p, i)
	if t == tieNone {
		if j := r.pastBrackets(i); j > i { // 48時間（2日間）有効
			t, end = r.afterAt(p, r.pastFiller(j))
		}
	}
	return t, end
}

func (r *reading) afterAt(p *piece, i int) (tie, int) {
	list := markersOfDates
	if p.has&fSpan != 0 {
		list = markersOfSpans
	}
	if best, end := list.at(r.text, i); end > i {
		return best, end
	}
	if p.has&fSpan != 0 {
		return r.afterSpan(i)
	}
	if end, ok := r.orderedBy(i); ok {
		return tieUntil, end
	}
	if end, ok := r.within(p, i); ok {
		return tieBy, end
	}
	if p.has&fNear != 0 && p.near == days && p.has&fDate == 0 {
		if l := hasAny(r.text, i, "限定", "のみ", "だけ", "only"); l > 0 {
			return tieUntil, i + l
		}
	}
	if l := hasAny(r.text, i, "以降"); l > 0 && r.noLonger(i+l) {
		return tieSince, i + l
	}
	if s := r.lexicon.at(r.text, i, untilAfter); s.text != "" {
		return tieEnd, i + len(s.text)
	}
	return r.ends(i)
}

var (
	// fillers may stand between a date and what ties it.
	fillers = anyOf("」|』|】|）|］|)|]|\"|**|*|＊|頃|ごろ|ころ|ちょうど|当日|の|、")
	// afterNo are words read together with the の before them.
	afterNo = anyOf("まで|期限|購入期限|正午|間|うち|有効|支払|制限|猶予|夜|営業|閉店|期間")
	// notMiddle go on from 中 to another word: 中旬, 中止.
	notMiddle = anyOf("旬|心|央|国|止|継|学|古|身|間|毒|断|で最|でも|から")
	// endParticles lead from a date to what happens then.
	endParticles = anyOf("をもちまして|をもって|を以って|を以て|付けで|付で|にて|には|に|で")
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
		j := i
		j += fillers.at(t, j)
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

func (r *reading) orderedBy(i int) (int, bool) {
	if i+2 >= len(r.text) || !orderedFirst[int(r.text[i+1]&63)<<6|int(r.text[i+2]&63)] {
		return i, false
	}
	j := i + hasAny(r.text, i, "ご", "お", "の")
	l := hasAny(r.text, j, orderedBy...)
	if l == 0 {
		return i, false
	}
	j += l
	j += hasAny(r.text, j, "完了", "受付", "確認")
	if l := hasAny(r.text, j, "分までに", "分まで", "分迄"); l > 0 {
		return j + l, true
	}
	return i, false
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
	end := r.sentenceEnd(i)
	for _, no := range [...]string{"できません", "できなく", "いただけません", "いただけなく", "お受けできません", "承れません", "承ることができません", "無効", "不可", "失効"} {
		if at := strings.Index(r.text[i:end], no); at >= 0 {
			return true
		}
	}
	return false
}

// ends reads に失効します, で終了, をもって受付を終了 behind a date.
func (r *reading) ends(i int) (tie, int) {
	const near = 48
	l := endParticles.at(r.text, i)
	if l == 0 {
		return tieNone, i
	}
	from := i + l
	if r.lexicon.at(r.text, from+hasAny(r.text, from, "ご", "お"), notAfter).text != "" { // にご注文の
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

// afterSpan reads 後に失効 behind a duration, and the English ones.
func (r *reading) afterSpan(i int) (tie, int) {
	if has(r.text, i, "後") {
		j := i + len("後")
		if tie, _ := r.ends(j); tie != tieNone {
			return tie, j
		}
		return tieNone, i
	}
	w, end := lowerWord(r.text, blanks(r.text, i))
	switch w {
	case "left", "remaining", "remain", "limit", "deadline", "window":
		return tieEnd, end
	case "only":
		return tieUntil, end
	}
	return tieNone, i
}

// before reads what stands in front of a date: the tie, and where its words begin.
func (r *reading) before(p *piece) (tie, int) {
	t := r.text
	i := r.pastLead(p.start)
	if s := r.lexicon.before(t, i, notLabel); s.text != "" && !endsIn(t, i-len(s.text), "ギフト") {
		return tieNone, i
	}
	if s := r.lexicon.before(t, i, label); s.text != "" && !r.suffixed(i-len(s.text), s) && !r.ofCard(p, i) {
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
			asks := s.roles&asksBefore != 0 && (asksPlainly(s.text) || next && word == "for")
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
	case "have":
		return tieBy, start
	}
	return tieNone, i
}

// asksPlainly says whether words ask for what comes after them, whatever it is.
func asksPlainly(words string) bool {
	switch words {
	case "please", "must be", "you must", "you need", "need to", "have to":
		return true
	}
	return false
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

// pastLead goes back over what may stand between a label and its date: blanks,
// colons, brackets, は, a line break, (日本時間).
func (r *reading) pastLead(i int) int {
	t := r.text
	breaks := 0
	for range 8 {
		c, size := back(t, i)
		switch c {
		case ' ', '　', '\t', '\r', '\u00a0', ':', '：', '・', '|', '｜', '=', '＝', '→', '>', '＞', '-', '－', '―', '–', '—', '…', '「', '『', '【', '〔', '［', '[', '"', '*', '＊', '※', '■', '◆', '●', '▼', '▶', '★', '♦', '』', '」', '】', '］', ']', '、', '(', '（', '‥', '﹕', '\'', '’':
			i -= size
			continue
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

// tie finds what makes p a deadline, if anything does, and the range of the
// words that say so.
func (r *reading) tie(p *piece) (t tie, start, end int) {
	if p.hours || p.starts {
		return tieNone, p.start, p.end
	}
	t, end = r.after(p)
	if t == tieNone && r.lexicon.at(r.text, r.behind(p.end), notAfter).text != "" && !r.labelled(p) {
		return tieNone, p.start, p.end
	}
	if t != tieNone {
		return t, p.start, end
	}
	if t, start := r.before(p); t != tieNone {
		if t == tieLabel {
			start = p.start
		}
		return t, start, p.end
	}
	if p.has&fSpan != 0 && endsIn(r.text, p.end, "間") && (p.after >= 0 || r.anchor(p.start) != "") && r.rightSide(p.end, r.sentenceEnd(p.end), tieUntil) == ours {
		return tieUntil, p.start, p.end // 発行から5日間、お支払いいただけます
	}
	if p.has&(fDate|fNear) != 0 && r.threatened(p) {
		return tieEnd, p.start, p.end
	}
	if p.has&fSpan == 0 && p.after < 0 && r.wave(p) {
		return tieWave, p.start, p.end
	}
	return tieNone, p.start, p.end
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

// wave says whether the date is the end of a range whose beginning is not
// given: 〜11/25.
func (r *reading) wave(p *piece) bool {
	i := p.start
	for i > 0 && (r.text[i-1] == ' ') {
		i--
	}
	switch c, size := back(r.text, i); c {
	case '～', '〜', '~':
		before, _ := back(r.text, i-size)
		return !wordRune(before) && before != '日' && before != ')' && before != '）' && before != '時' && before != '分' && before != '月'
	}
	return false
}
