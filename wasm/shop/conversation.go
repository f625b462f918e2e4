package shop

import (
	"slices"
	"strconv"
	"time"

	"tashikame/wasm/clock"
)

// States of a conversation with a seller. Whether there is a trap in it, the
// detectors say.
const (
	talkCalm       = "calm"
	talkWaiting    = "waiting"    // the reader's own message is the last one
	talkUnanswered = "unanswered" // and has been for longer than sellers may take
)

// conversation reads an open conversation with a seller: what he says in it,
// and since when the reader's last message has had no answer. How such a page
// shows who wrote what and when was not seen. It is read by structure, and
// where anything is left open, nothing is said of it.
func (s *sheet) conversation() {
	var talk []int
	for _, n := range s.outermost(s.shown("message")) {
		if s.Words(n) != "" {
			talk = append(talk, n)
		}
	}
	if len(talk) == 0 {
		return
	}
	for _, n := range talk {
		// What names stand beside a message is the seller's choice, markup is not.
		if !s.marked("reader", n, talk) {
			s.Talk += s.HTML(n)
		}
	}
	s.Status = talkCalm
	if last, ok := s.latest(talk); ok && last.mine && !s.speaksAfter(last.at) {
		s.wait(last)
	}
}

// wait says for how long there has been no answer.
func (s *sheet) wait(last turn) {
	const day = 24 * 60 * 60
	today := func(t time.Time) int64 { return (t.Unix() + 9*60*60) / day } // by the clock of Japan
	hours := s.book.Shop.ReplyHours
	s.Status = talkWaiting
	if s.now.Sub(last.at) >= time.Duration(hours)*time.Hour {
		s.Status = talkUnanswered
	}
	s.Fields["days"] = strconv.Itoa(int(today(s.now) - today(last.at)))
	s.Fields["sent"] = clock.Shown(last.at.In(clock.JST), s.lang, !last.day)
	s.Params = map[string]string{"days": s.Fields["days"], "sent": s.Fields["sent"], "hours": strconv.Itoa(hours)}
}

// turn is what is known of a message.
type turn struct {
	at  time.Time // zero where that cannot be told
	day bool
	// mine is true where the page says that the reader wrote it.
	mine bool
}

// latest gives the message that was written last, be it the lowest or the
// highest; ok is false where their times do not say.
func (s *sheet) latest(talk []int) (last turn, ok bool) {
	if len(talk) > maxRows {
		return last, false
	}
	turns := make([]turn, len(talk))
	falls, rises := false, false
	for i, n := range talk {
		turns[i] = s.turn(n, talk)
		if turns[i].at.IsZero() {
			return last, false
		}
		if i > 0 {
			falls = falls || turns[i].at.Before(turns[i-1].at)
			rises = rises || turns[i].at.After(turns[i-1].at)
		}
	}
	if falls {
		return turns[0], !rises
	}
	return turns[len(turns)-1], rises || len(turns) == 1
}

// turn reads what stands beside a message.
func (s *sheet) turn(n int, talk []int) (t turn) {
	addressed := false // a form: which name is whose is not told
	for _, piece := range s.beside(n, talk) {
		at, day := s.timeOf(piece)
		switch {
		case !at.IsZero() && !t.at.IsZero() && !at.Equal(t.at), s.says(piece, "another-time") != "":
			return turn{} // which of them is it?
		case !at.IsZero():
			t.at, t.day = at, day
		case s.is(piece, "reader"):
			t.mine = true
		case s.is(piece, "address"):
			addressed = true
		}
	}
	t.mine = (t.mine && !addressed || s.marked("reader", n, talk)) && !s.marked("seller", n, talk)
	return t
}

// marked says whether the markup of message n is that of a part, and the other
// messages' is not.
func (s *sheet) marked(part string, n int, talk []int) bool {
	return slices.ContainsFunc(s.found[part], func(i int) bool { return s.Holds(i, n) && len(talk) > 1 && s.alone(i, talk) })
}

// alone says whether element i holds one message.
func (s *sheet) alone(i int, talk []int) bool {
	held := 0
	for _, n := range talk {
		if s.Holds(i, n) {
			held++
		}
	}
	return held == 1
}

// beside gives the few words that stand with message n and with no other: in
// it under a name of their own, or in what holds it alone. Where nothing does,
// those between it and the message before.
func (s *sheet) beside(n int, talk []int) []string {
	const most = 160 // bytes: a name, a time and a remark
	var out []string
	for _, i := range s.found["beside"] {
		if s.Holds(n, i) && i != n {
			out = append(out, s.pieces(i, s.Nodes[i].Start, s.Nodes[i].Stop)...)
		}
	}
	inner := s.Nodes[n]
	for around := inner.Parent; around >= 0; around = inner.Parent {
		outer, shared := s.Nodes[around], !s.alone(around, talk)
		if shared {
			if len(out) > 0 {
				break
			}
			if i := slices.Index(talk, n); i > 0 && outer.Start < s.Nodes[talk[i-1]].Stop {
				outer.Start = s.Nodes[talk[i-1]].Stop
			}
			outer.Stop = inner.Stop
		}
		if inner.Start-outer.Start+outer.Stop-inner.Stop > most {
			break
		}
		out = append(out, s.pieces(around, outer.Start, inner.Start)...)
		out = append(out, s.pieces(around, inner.Stop, outer.Stop)...)
		if shared {
			break
		}
		inner = outer
	}
	return out
}

// speaksAfter says whether the page names a later time: of a message that was
// not found.
func (s *sheet) speaksAfter(at time.Time) bool {
	for _, piece := range s.pieces(0, 0, len(s.Text)) {
		then, day := s.timeOf(piece)
		if day {
			then = then.Add(-24 * time.Hour)
		}
		if then.After(at) {
			return true
		}
	}
	return false
}
