package shop

import (
	"strconv"
	"strings"
	"time"

	"tashikame/wasm/clock"
	"tashikame/wasm/due"
	"tashikame/wasm/wire"
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
	if q.node <= 0 {
		return
	}
	start := s.Nodes[q.node].Start
	for _, f := range s.dues.Read(s.Text[start:s.Nodes[q.node].Stop], due.Context{Sent: s.now, Now: s.now, Kind: wire.DueInvitation}) {
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

// instant reads a time: Unix seconds or milliseconds, hours left as 47:59:12, or
// words.
func (s *sheet) instant(text string) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		at := time.Unix(n, 0)
		if len(text) == 13 {
			at = time.UnixMilli(n)
		}
		return at, (len(text) == 10 || len(text) == 13) && s.near(at)
	}
	if left, ok := clockLeft(text); ok {
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

// clockLeft reads hours, minutes and seconds that are left: 47:59:12.
func clockLeft(text string) (time.Duration, bool) {
	parts := strings.Split(text, ":")
	if len(parts) != 3 {
		return 0, false
	}
	var left time.Duration
	for i, unit := range [...]time.Duration{time.Hour, time.Minute, time.Second} {
		n, err := strconv.Atoi(strings.TrimSpace(parts[i]))
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
