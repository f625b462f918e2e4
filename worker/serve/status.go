package serve

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"time"

	"tashikame/worker/layout"
)

// statusReport is what a person or a monitor wants to know at a glance.
type statusReport struct {
	// Version and Made are the book's, as its signer wrote them.
	Version int    `json:"version"`
	Made    string `json:"made"`
	// Age is how long ago that was, in seconds.
	Age     int64  `json:"age"`
	Bytes   int64  `json:"bytes"`
	SHA256  string `json:"sha256"`
	Source  Source `json:"source"`
	Expired bool   `json:"expired"`
	// Expires is when the first of the roles below runs out.
	Expires   time.Time  `json:"expires"`
	Timestamp roleStatus `json:"timestamp"`
	Snapshot  roleStatus `json:"snapshot"`
	Targets   roleStatus `json:"targets"`
}

type roleStatus struct {
	Version int64     `json:"version"`
	Expires time.Time `json:"expires"`
}

func (s *Server) status(w http.ResponseWriter, r *http.Request) {
	text, source, err := s.read(layout.Timestamp)
	if errors.Is(err, fs.ErrNotExist) {
		s.fail(w, r, http.StatusNotFound, "nothing is published yet")
		return
	}
	var c *chain
	if err == nil {
		c, err = s.follow(text, source)
	}
	if err != nil {
		s.retry(w, r, err)
		return
	}
	report, err := json.Marshal(c.report(time.Now()))
	if err != nil {
		panic(err) // numbers, strings and times
	}
	w.Header().Set("Tashikame-Source", string(source))
	w.Header().Set("Cache-Control", s.shortly())
	answer(w, r, http.StatusOK, report)
}

func (c *chain) report(now time.Time) statusReport {
	out := statusReport{
		Version: c.pack.Custom.Version,
		Made:    c.pack.Custom.Made,
		Bytes:   c.pack.Length,
		SHA256:  c.pack.Hashes["sha256"],
		Source:  c.source,
		Expires: c.timestamp.Signed.Expires,
	}
	if made, err := time.Parse(time.RFC3339, out.Made); err == nil {
		out.Age = int64(now.Sub(made) / time.Second)
	}
	for _, part := range []struct {
		into *roleStatus
		from *role
	}{{&out.Timestamp, &c.timestamp}, {&out.Snapshot, &c.snapshot}, {&out.Targets, &c.targets}} {
		*part.into = roleStatus{part.from.Signed.Version, part.from.Signed.Expires}
		if part.into.Expires.Before(out.Expires) {
			out.Expires = part.into.Expires
		}
	}
	out.Expired = !now.Before(out.Expires)
	return out
}
