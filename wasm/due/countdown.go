package due

// remaining says whether あと or 残り stands right before p, which is then a
// duration: 残り3日, 残り時間 02:15:30, 終了まで5時間.
func (r *reading) remaining(p *piece) bool {
	if p.has&fSpan == 0 && !p.bare && !p.timer || has(r.text, p.end, "を切") { // less than that
		return false
	}
	i := r.blanksBack(p.start)
	for c, size := back(r.text, i); c == '：' || c == ':' || c == '約' || c == '、'; c, size = back(r.text, i) {
		i = r.blanksBack(i - size)
	}
	if s := r.lexicon.before(r.text, i, countdown); s.text != "" {
		return r.untilTheEnd(i-len(s.text)) && !r.untilBegin(p.end)
	}
	if endsIn(r.text, i, "まで") {
		return r.lexicon.before(r.text, i-len("まで"), label|ending).text != ""
	}
	word, start := r.wordBefore(i)
	return p.timer && word == "in" && r.lexicon.before(r.text, r.blanksBack(start), label|ending).text != ""
}

// asTimer takes a clock for what is left on it.
func (p *piece) asTimer() {
	p.span = span{hours: int16(p.hour), minutes: int16(p.min)}
	p.has = fSpan
}

var begins = anyOf("発売|開始|スタート|始ま|お届け|到着|公開|解禁|開催|発送|です！発売")

// untilBegin says whether a countdown runs to a beginning: あと3日で発売.
func (r *reading) untilBegin(i int) bool {
	j := i + hasAny(r.text, i, "で", "後に", "、")
	return begins.at(r.text, j) > 0
}

// untilTheEnd says whether the words before あと, where they name what is
// counted down to, name an end: 終了まであと, not 発売まであと.
func (r *reading) untilTheEnd(i int) bool {
	i = r.blanksBack(i)
	if c, size := back(r.text, i); c == '、' || c == '，' || c == ',' || c == 'の' {
		i -= size
	}
	if !endsIn(r.text, i, "まで") {
		return true
	}
	i -= len("まで")
	return r.lexicon.before(r.text, i, label|ending).text != ""
}

// lapsesIn stand behind three days rather than the 3rd: 3日で失効.
var lapsesIn = anyOf("で失効|で無効|で期限切れ|で消滅|で自動")

// settleBare decides between the 3rd and three days where 3日 stands alone.
func (r *reading) settleBare(i int, t tie, left bool) {
	p := &r.pieces[i]
	const likelySpan = 7
	anchored := p.after < 0 && r.anchor(p.start) != "" || t == tieLabel && endsIn(r.text, r.pastLead(p.start), "期間") || lapsesIn.at(r.text, p.end) > 0 ||
		i > 0 && r.pieces[i-1].span.days == int16(p.day) // 3日以内に…。3日を過ぎると
	if !left && !anchored && !(t == tieTopic || t == tieLabel && p.day <= likelySpan) {
		return
	}
	if p.has&^fDay != 0 || t == tieTopic && p.day > likelySpan && !anchored {
		return
	}
	p.has, p.bare = fSpan, false
	p.span = span{days: int16(p.day)}
}
