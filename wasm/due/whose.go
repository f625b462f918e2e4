package due

import "strings"

// readers says whether a date tied to an end is the reader's business. A shop
// promises to send by a date as often as it asks to pay by one; the words of
// the sentence tell.
func (r *reading) readers(p *piece, t tie, start, end int) bool {
	i := r.blanksBack(p.start)
	if endsIn(r.text, i, "（") || endsIn(r.text, i, "(") { // 終了しました（11/25）
		_, size := back(r.text, i)
		i -= size
	}
	if r.lexicon.before(r.text, i, notBefore|past).text != "" {
		return false
	}
	from, to := r.sentenceStart(start), r.sentenceEnd(end)
	if r.reported(end, to) || denials.at(r.text, end) > 0 {
		return false
	}
	if t == tieLabel || t == tieTopic {
		return !r.over(end, min(to, end+45))
	}
	if p.has&(fDate|fNear|fWeekday|fSpan) == 0 && !r.timeAlone(p, t, from, end, to) {
		return false
	}
	if p.has&fDate != 0 && endsIn(r.text, end, "分まで") { // 出荷は12月25日ご注文分まで
		return !r.over(end, to)
	}
	left := r.leftSide(from, start)
	if left == ours {
		return !r.over(end, to)
	}
	if right := r.rightSide(end, to, t); right != open {
		return right == ours
	}
	return left != theirs
}

var (
	// quoted stand behind a quotation, denials behind what is not so.
	quoted  = anyOf("と|などと|などの|など|、「")
	denials = anyOf("ではありません|ではございません|ではない")
)

// reported says whether the words stand in a quotation that is spoken about:
// 「24時間以内に更新してください」といった文句.
func (r *reading) reported(i, to int) bool {
	closes := strings.Index(r.text[i:to], "」")
	if closes < 0 || strings.Contains(r.text[i:i+closes], "「") {
		return false
	}
	return quoted.at(r.text, i+closes+len("」")) > 0
}

// over says whether the words from i on speak of what is past.
func (r *reading) over(i, to int) bool { return r.says(i, to, past) }

// says says whether a sign of the roles wanted stands from i on.
func (r *reading) says(i, to int, wanted role) (is bool) {
	r.lexicon.walk(r.text, i, to, wanted, func(sign, int) bool { is = true; return false })
	return is
}

// side is whose business the words on one side of a date make it.
type side uint8

const (
	open   side = iota // they do not say
	ours               // the reader's
	theirs             // the shop's, or nobody's
)

// cannot says what is impossible for as long as something lasts.
var cannot = anyOf("いただけません|できません|出来ません")

// rightSide reads on from the tie until the words have settled it: a request, a
// threat or a condition makes it the reader's; a verb that finishes the sentence
// after something only the shop does makes it the shop's.
func (r *reading) rightSide(i, to int, t tie) (result side) {
	promised := false
	r.lexicon.walk(r.text, i, to, promise|promiseBefore|request|verb|humble|wait|past|asksBefore|promisesBefore|speaker, func(s sign, at int) bool {
		switch {
		case s.roles&wait != 0 && t != tieUntil && t != tieBy:
			result = ours // it cannot be used any more
		case s.roles&(wait|past) != 0:
			result = theirs
		case t == tieUntil && cannot.at(r.text, at) > 0:
			result = theirs // closed until then
		case s.roles&request != 0, s.roles&asksBefore != 0:
			result = ours
		case s.roles&promisesBefore != 0:
			result = theirs
		case s.roles&promiseBefore != 0 && !promised && (endsIn(r.text, at, "、") || endsIn(r.text, at, " ") || endsIn(r.text, at, "　")):
			return false // another matter: 、お届けは
		case s.roles&(promise|promiseBefore|speaker) != 0:
			promised = true
			return true
		case s.roles&humble != 0 && (t == tieBy && !endsIn(r.text, at, "と") || promised): // not 以内とさせていただきます
			result = theirs
		case promised:
			result = theirs
		default:
			result = open
		}
		return false
	})
	if result == open && promised {
		result = theirs
	}
	return result
}

// leftSide reads the sentence up to the date: 「発送は」, "we will"; the nearest
// words decide. Behind who speaks, verbs are theirs: "we will reply"; a threat,
// a condition or "please" is not.
func (r *reading) leftSide(from, i int) (result side) {
	spoken := false
	r.lexicon.walk(r.text, from, i, promiseBefore|asksBefore|promisesBefore|speaker|ending, func(s sign, at int) bool {
		switch {
		case s.roles&speaker != 0:
			result, spoken = theirs, true
		case s.roles&asksBefore != 0:
			if spoken = spoken && s.roles&ending == 0 && s.roles&plain == 0; !spoken {
				result = ours
			}
		case s.roles&ending != 0:
		case !r.isAnchor(at + len(s.text)):
			result = theirs
		}
		return true
	})
	return result
}

// anchors stand behind what something is counted from.
var anchors = anyOf("から|より|後|日から|日より|を含|の翌日|前日|の前日|以降")

// isAnchor says whether what ends at i is only what something is counted from:
// 到着日から.
func (r *reading) isAnchor(i int) bool {
	return anchors.at(r.text, i) > 0
}

// timeAlone says whether a time without a day is a deadline. 18時まで is most
// often when a shop closes, or until when an order leaves the same day.
func (r *reading) timeAlone(p *piece, t tie, from, end, to int) bool {
	if t == tieLabel {
		return true
	}
	if r.says(from, p.start, opening) || r.says(end, to, opening) || has(r.text, end, "の") {
		return false
	}
	return t == tieBy || r.says(end, to, request)
}
