package serve

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
	"time"

	"tashikame/worker/layout"
)

// Server answers for one repository.
type Server struct {
	published, builtIn Store
	maxAge             time.Duration
}

// New makes a server. maxAge is how long a copy of what changes may be kept:
// what is new is seen that much later, and what is old asked for that much less.
func New(published, builtIn Store, maxAge time.Duration) *Server {
	return &Server{published: published, builtIn: builtIn, maxAge: maxAge}
}

// always holds for every answer. Any page may read the rules, for they are
// public and the same for everyone; nothing here is ever a document to show.
var always = map[string]string{
	"Access-Control-Allow-Origin":   "*",
	"Access-Control-Expose-Headers": "ETag, Retry-After, Tashikame-Source",
	"Content-Security-Policy":       "default-src 'none'; frame-ancestors 'none'",
	"Cross-Origin-Resource-Policy":  "cross-origin",
	"Referrer-Policy":               "no-referrer",
	"Strict-Transport-Security":     "max-age=63072000",
	"X-Content-Type-Options":        "nosniff",
	// A part of a signed file is of no use to anybody.
	"Accept-Ranges": "none",
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for name, value := range always {
		w.Header().Set(name, value)
	}
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		s.get(w, r)
	case http.MethodOptions:
		preflight(w)
	default:
		w.Header().Set("Allow", "GET, HEAD, OPTIONS")
		s.fail(w, r, http.StatusMethodNotAllowed, "only GET and HEAD are answered here")
	}
}

// preflight allows what a browser asks about before it sends If-None-Match.
func preflight(w http.ResponseWriter) {
	w.Header().Set("Access-Control-Allow-Methods", "GET, HEAD")
	w.Header().Set("Access-Control-Allow-Headers", "If-None-Match, Cache-Control")
	w.Header().Set("Access-Control-Max-Age", "86400")
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) get(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == layout.Status {
		s.status(w, r)
		return
	}
	name, kind := layout.Find(r.URL.Path)
	if kind == layout.None {
		s.fail(w, r, http.StatusNotFound, "there is no such address")
		return
	}
	text, source, err := s.read(name)
	if err == nil && kind == layout.Changing {
		_, err = s.follow(text, source)
	}
	switch {
	case errors.Is(err, errArriving):
		s.retry(w, r, err)
	case errors.Is(err, fs.ErrNotExist):
		s.fail(w, r, http.StatusNotFound, "this is not published")
	case err != nil:
		s.retry(w, r, err)
	default:
		w.Header().Set("Tashikame-Source", string(source))
		w.Header().Set("Cache-Control", s.cacheControl(kind))
		answer(w, r, http.StatusOK, text)
	}
}

func (s *Server) cacheControl(kind layout.Kind) string {
	if kind == layout.Versioned {
		return "public, max-age=31536000, immutable"
	}
	return s.shortly()
}

func (s *Server) shortly() string {
	return "public, max-age=" + strconv.Itoa(int(s.maxAge/time.Second))
}

// retry is for what may be right in a moment. Never an older version instead:
// a client could not tell that from an attack.
func (s *Server) retry(w http.ResponseWriter, r *http.Request, err error) {
	w.Header().Set("Retry-After", "30")
	s.fail(w, r, http.StatusServiceUnavailable, "not just now: "+err.Error())
}

// fail answers with an error. A 404 must not be kept for long: the next root is
// "not there" until the day it is.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, status int, why string) {
	w.Header().Set("Cache-Control", "no-store")
	if status == http.StatusNotFound {
		w.Header().Set("Cache-Control", s.shortly())
	}
	text, err := json.Marshal(map[string]any{"status": status, "error": why})
	if err != nil {
		panic(err) // a number and a string
	}
	answer(w, r, status, text)
}

// answer sends a body with its strong validator, or tells that the asker has it.
func answer(w http.ResponseWriter, r *http.Request, status int, text []byte) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	if status == http.StatusOK {
		h.Set("ETag", etag(text))
		if matches(r, h.Get("ETag")) {
			h.Del("Content-Type")
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(text)
	}
}

func etag(text []byte) string {
	sum := sha256.Sum256(text)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// matches compares weakly, as RFC 9110 §13.1.2 asks: a proxy that compresses
// turns our strong validator into a weak one.
func matches(r *http.Request, tag string) bool {
	for _, one := range strings.Split(strings.Join(r.Header.Values("If-None-Match"), ","), ",") {
		one = strings.TrimSpace(one)
		if one == "*" || strings.TrimPrefix(one, "W/") == tag {
			return true
		}
	}
	return false
}
