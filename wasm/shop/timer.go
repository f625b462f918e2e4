package shop

import (
	"strconv"
	"strings"
	"time"

	"tashikame/wasm/clock"
	"tashikame/wasm/due"
	"tashikame/wasm/wire"
	"tashikame/wasm/words"
)

// timer reads by when an invitation has to be used: the page's own timer, else
// what stands in the container. Nothing is assumed: the page has the timer, or
// the mail is asked.
func (s *sheet) timer(q *request) {
	for _, n := range s.found["timer"] {
		for _, text := range s.timerTexts(n) {
			if at, ok := s.instant(text); ok {
				s.addDue(wire.DueInvitation, at, false, wire.Stated, text, s.Nodes[n].Ref)
				return
			}
		}
	}
	// Without a container only the line that says so: in the box stands too by
	// when to order for a delivery.
	start, stop := s.line(q.invitedAt)
	if q.node > 0 {
		start, stop = s.Nodes[q.node].Start, s.Nodes[q.node].Stop
	}
	for _, f := range s.dues.Read(s.Text[start:stop], due.Context{Sent: s.now, Now: s.now, Kind: wire.DueInvitation}) {
		if f.Deadline && !f.At.Before(s.now) {
			s.addDue(wire.DueInvitation, f.At, f.Day, wire.Stated, s.Text[start+f.Start:start+f.End], s.RefAt(start+f.Start))
			return
		}
	}
}

// timerTexts are what a timer may hold its time in.
func (s *sheet) timerTexts(n int) []string {
	var texts []string
	if !s.Nodes[n].Hidden {
		texts = append(texts, s.Words(n))
	}
	for _, a := range s.Attrs(n) {
		if a.Key == "value" || a.Key == "datetime" || strings.HasPrefix(a.Key, "data-") {
			texts = append(texts, a.Val)
		}
	}
	return texts
}

// instant reads a time: Unix seconds or milliseconds, what is left, or words.
func (s *sheet) instant(text string) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		at := time.Unix(n, 0)
		if len(text) == 13 {
			at = time.UnixMilli(n)
		}
		return at, (len(text) == 10 || len(text) == 13) && s.near(at)
	}
	if left, ok := timeLeft(text); ok {
		return s.now.Add(left), true
	}
	for _, f := range s.dues.Read(text, due.Context{Sent: s.now, Now: s.now, Kind: wire.DueInvitation, Asked: true}) {
		if f.Basis == wire.Counted || f.Deadline {
			return f.At, s.near(f.At)
		}
	}
	// "Time left: 1 day 3 hours": what the timer is called says nothing more.
	if i := strings.LastIndexAny(text, ":："); i > 0 && i+1 < len(text) {
		rest := strings.TrimLeft(text[i:], ":： ")
		for _, f := range s.dues.Read(rest, due.Context{Sent: s.now, Now: s.now, Asked: true}) {
			return f.At, f.Basis == wire.Counted && s.near(f.At)
		}
	}
	return time.Time{}, false
}

// near keeps out times that no invitation has.
func (s *sheet) near(at time.Time) bool {
	const longest = 60 * 24 * time.Hour
	return at.After(s.now.Add(-longest)) && at.Before(s.now.Add(longest))
}

// timeLeft reads what is left where a text says nothing else: 47:59:12,
// 1日 4時間 30分, Time left: 1d 04h 30m. Days alone are left to the reader of
// deadlines, since they end at no hour.
func timeLeft(text string) (left time.Duration, ok bool) {
	folded := words.Fold(text).Text
	rest := words.Replace(folded, "残り時間", "", "残り", "", "あと", "", "timeremaining", "", "remaining", "", "timeleft", "", "left", "", "expiresin", "", "endsin", "")
	counted := rest != folded
	for rest = strings.Trim(rest, ":、。,."); rest != ""; {
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		amount, err := strconv.Atoi(rest[:digits])
		if err != nil || amount > 2000 {
			return 0, false
		}
		if rest[digits:] != "" && rest[digits] == ':' && (left == 0 || counted) { // 25日 04:30:00 may be the 25th
			clock, ok := clockLeft(rest)
			return left + clock, ok
		}
		unit := unitOf(rest[digits:])
		if unit == 0 {
			return 0, false
		}
		left += time.Duration(amount) * unit
		rest = strings.TrimLeft(rest[digits:], "日時間分秒とdayshourminetc、,")
	}
	return left, left%(24*time.Hour) != 0
}

// unitOf gives the unit of time that a folded text begins with; 0 is none.
func unitOf(text string) time.Duration {
	switch {
	case strings.HasPrefix(text, "日"), strings.HasPrefix(text, "d"):
		return 24 * time.Hour
	case strings.HasPrefix(text, "時間"), strings.HasPrefix(text, "h"):
		return time.Hour
	case strings.HasPrefix(text, "分"), strings.HasPrefix(text, "m") && !strings.HasPrefix(text, "mo"):
		return time.Minute
	case strings.HasPrefix(text, "秒"), strings.HasPrefix(text, "s"):
		return time.Second
	}
	return 0
}

// clockLeft reads hours, minutes and seconds that are left: 47:59:12.
func clockLeft(text string) (time.Duration, bool) {
	parts := strings.Split(text, ":")
	if len(parts) != 3 {
		return 0, false
	}
	var left time.Duration
	for i, unit := range [...]time.Duration{time.Hour, time.Minute, time.Second} {
		n, err := strconv.Atoi(parts[i])
		if err != nil || n < 0 || i > 0 && n > 59 || n > 2000 {
			return 0, false
		}
		left += time.Duration(n) * unit
	}
	return left, true
}

func (s *sheet) addDue(kind wire.DueKind, at time.Time, day bool, basis wire.Basis, quote string, ref int) {
	key := s.Fields["asin"]
	s.Dues = append(s.Dues, wire.Due{Kind: kind, At: clock.RFC3339(at.In(clock.JST)), Basis: basis, Day: day, Quote: oneLine(quote), Ref: ref, Key: key,
		Reason: s.dues.Explain(due.Found{At: at, Day: day, Basis: basis}, s.lang)})
}
