package ledger

// coverage is of which times a tab has been seen: what was sent then would
// have been listed. Times are in seconds since 1970.
type coverage struct {
	last   int64 // when the tab was last looked at
	newest int64 // the newest message it has shown
	spans  []span
}

type span struct{ from, to int64 }

// maxSpans bounds what odd listings can cost.
const maxSpans = 40

const daySeconds = 24 * 60 * 60

// cover notes a look at a tab. Lists are cut into pages: one reaches back to
// the oldest message it shows, and up to now only where nothing newer is known.
func (a *account) cover(l Listing) {
	c := a.tabs[l.Tab]
	if c == nil {
		c = &coverage{}
		a.tabs[l.Tab] = c
	}
	now := l.Seen.Unix()
	seen := span{now, now}
	var newest, begun int64
	for i := range l.Entries {
		e := &l.Entries[i]
		seen.from = min(seen.from, e.At)
		if e.At > newest {
			newest, begun = e.At, e.At
			if e.Day {
				begun -= daySeconds
			}
		}
	}
	if newest < c.newest {
		seen.to = begun // a later page
	}
	c.last, c.newest = max(c.last, now), max(c.newest, newest)
	if seen.from < seen.to && !l.Partial {
		c.add(seen)
	}
}

// add joins a span with those it touches.
func (c *coverage) add(s span) {
	var spans []span
	for _, old := range c.spans {
		if old.to < s.from || s.to < old.from {
			spans = append(spans, old)
			continue
		}
		s = span{min(s.from, old.from), max(s.to, old.to)}
	}
	spans = append(spans, s)
	c.spans = spans[max(0, len(spans)-maxSpans):]
}

// settle is how long after it was sent a message is surely listed, in seconds.
const settle = 30 * 60

// has says whether what was sent at a time would have been listed.
func (c *coverage) has(sent int64) bool {
	for _, s := range c.spans {
		if s.from <= sent && sent+settle <= s.to {
			return true
		}
	}
	return false
}

// forget drops what is before a time.
func (c *coverage) forget(before int64) {
	var spans []span
	for _, s := range c.spans {
		if s.to > before {
			spans = append(spans, span{max(s.from, before), s.to})
		}
	}
	c.spans = spans
}
