//go:build !js

package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"testing/fstest"

	"tashikame/worker/layout"
	"tashikame/worker/serve"
)

// reply is a response that was read to its end.
type reply struct {
	*http.Response
	text string
}

// ask sends one request and follows nothing, decompresses nothing.
func ask(t *testing.T, method, url string, header ...string) reply {
	t.Helper()
	req, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Add(header[i], header[i+1])
	}
	client := http.Client{Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}, Timeout: 30 * time.Second}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{res, string(text)}
}

// TestAnswers asks the Go handler itself and the whole Worker in workerd the
// same things: the modules in front must not show.
func TestAnswers(t *testing.T) {
	h := newHouse(t)
	h.publish("a.example")
	t.Run("handler", func(t *testing.T) {
		handler := serve.New(os.DirFS(h.kv).(serve.Store), fstest.MapFS{}, 0)
		server := httptest.NewServer(handler)
		defer server.Close()
		testAnswers(t, h, server.URL)
	})
	t.Run("workerd", func(t *testing.T) {
		w := runWorkerd(t, h.kv)
		for range 2 { // from Go, then from memory
			testAnswers(t, h, w.url)
		}
	})
}

func testAnswers(t *testing.T, h *house, server string) {
	v, err := h.verify(server)
	if err != nil {
		t.Fatalf("a client's walk: %v", err)
	}
	pack := "targets/" + hashOf(t, h) + ".rules.json"
	immutable := regexp.MustCompile(`^public, max-age=31536000, immutable$`)
	short := regexp.MustCompile(`^public, max-age=\d{1,2}$`)
	for _, c := range []struct {
		path  string
		want  string
		cache *regexp.Regexp
	}{
		{"/v1/timestamp.json", h.read("timestamp.json"), short},
		{"/v1/timestamp.json?whatever=1", h.read("timestamp.json"), short},
		{"/v1/1.root.json", h.read("1.root.json"), immutable},
		{"/v1/1.snapshot.json", h.read("1.snapshot.json"), immutable},
		{"/v1/1.targets.json", h.read("1.targets.json"), immutable},
		{"/v1/" + pack, string(v.Pack), immutable},
	} {
		url := server + c.path
		get := ask(t, "GET", url)
		if get.StatusCode != 200 || get.text != c.want {
			t.Errorf("%s: %d, %d bytes; want 200 and the %d bytes published", c.path, get.StatusCode, len(get.text), len(c.want))
		}
		wantHeader(t, c.path, get, "Content-Type", "^application/json$")
		wantHeader(t, c.path, get, "Content-Length", "^"+strconv.Itoa(len(c.want))+"$")
		wantHeader(t, c.path, get, "ETag", `^"[0-9a-f]{32}"$`)
		wantHeader(t, c.path, get, "Cache-Control", c.cache.String())
		wantHeader(t, c.path, get, "Accept-Ranges", "^none$")
		wantHeader(t, c.path, get, "Tashikame-Source", "^published$")
		wantSafety(t, c.path, get)

		head := ask(t, "HEAD", url)
		if head.StatusCode != 200 || head.text != "" || head.ContentLength != int64(len(c.want)) {
			t.Errorf("HEAD %s: %d, %q, length %d", c.path, head.StatusCode, head.text, head.ContentLength)
		}
		wantHeader(t, "HEAD "+c.path, head, "ETag", regexp.QuoteMeta(get.Header.Get("ETag")))
		testValidators(t, c.path, url, get.Header.Get("ETag"))

		if part := ask(t, "GET", url, "Range", "bytes=0-9"); part.StatusCode != 200 || part.text != c.want {
			t.Errorf("%s, a range: %d, %d bytes; want the whole", c.path, part.StatusCode, len(part.text))
		}
	}
	testRefusals(t, server)
}

func testValidators(t *testing.T, path, url, tag string) {
	for _, c := range []struct {
		known string
		want  int
	}{
		{tag, 304},
		{"W/" + tag, 304},
		{`"other", ` + tag, 304},
		{"*", 304},
		{`"other"`, 200},
		{strings.Trim(tag, `"`), 200},
		{`"` + strings.Trim(tag, `"`)[:16] + `"`, 200},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			r := ask(t, method, url, "If-None-Match", c.known)
			if r.StatusCode != c.want || (c.want == 304 && r.text != "") {
				t.Errorf("%s %s, If-None-Match %s: %d %q; want %d", method, path, c.known, r.StatusCode, r.text, c.want)
			}
			wantHeader(t, path+" known", r, "ETag", regexp.QuoteMeta(tag))
			wantHeader(t, path+" known", r, "Cache-Control", "max-age")
			wantSafety(t, path+" known", r)
		}
	}
}

func testRefusals(t *testing.T, server string) {
	for _, c := range []struct {
		method, path string
		status       int
		cache        string
	}{
		{"GET", "/v1/2.root.json", 404, `^public, max-age=\d{1,2}$`}, // the next root may come any day
		{"GET", "/v1/2.snapshot.json", 404, `^public, max-age=\d{1,2}$`},
		{"GET", "/v1/targets/" + strings.Repeat("0", 64) + ".rules.json", 404, `^public, max-age=\d{1,2}$`},
		{"GET", "/", 404, `^public, max-age=\d{1,2}$`},
		{"GET", "/favicon.ico", 404, `^public, max-age=\d{1,2}$`},
		{"GET", "/v1/root.json", 404, `^public, max-age=\d{1,2}$`},
		{"GET", "/v1/targets/rules.json", 404, `^public, max-age=\d{1,2}$`},
		{"GET", "/v1/" + strings.Repeat("9", 5000), 404, `^public, max-age=\d{1,2}$`},
		{"GET", "/v1/%2e%2e/v1/secret", 404, `^public, max-age=\d{1,2}$`},
		{"HEAD", "/v1/2.root.json", 404, `^public, max-age=\d{1,2}$`},
		{"POST", "/v1/timestamp.json", 405, "^no-store$"},
		{"PUT", "/v1/timestamp.json", 405, "^no-store$"},
		{"DELETE", "/v1/1.root.json", 405, "^no-store$"},
		{"PATCH", "/", 405, "^no-store$"},
	} {
		what := c.method + " " + c.path
		r := ask(t, c.method, server+c.path)
		if r.StatusCode != c.status {
			t.Errorf("%s: %d, want %d", what, r.StatusCode, c.status)
		}
		if c.method != "HEAD" && !strings.Contains(r.text, `"status":`+strconv.Itoa(c.status)) {
			t.Errorf("%s: %q says no status", what, r.text)
		}
		wantHeader(t, what, r, "Content-Type", "^application/json$")
		wantHeader(t, what, r, "Cache-Control", c.cache)
		if c.status == 405 {
			wantHeader(t, what, r, "Allow", "^GET, HEAD, OPTIONS$")
		}
		wantSafety(t, what, r)
	}
	pre := ask(t, "OPTIONS", server+"/v1/timestamp.json", "Origin", "chrome-extension://abc",
		"Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match")
	if pre.StatusCode != 204 {
		t.Errorf("preflight: %d", pre.StatusCode)
	}
	wantHeader(t, "preflight", pre, "Access-Control-Allow-Methods", "GET")
	wantHeader(t, "preflight", pre, "Access-Control-Allow-Headers", "If-None-Match")
	wantSafety(t, "preflight", pre)
}

// wantSafety holds for every answer there is.
func wantSafety(t *testing.T, what string, r reply) {
	t.Helper()
	wantHeader(t, what, r, "Access-Control-Allow-Origin", `^\*$`)
	wantHeader(t, what, r, "X-Content-Type-Options", "^nosniff$")
	wantHeader(t, what, r, "Content-Security-Policy", "^default-src 'none'")
	wantHeader(t, what, r, "Referrer-Policy", "^no-referrer$")
	for _, never := range []string{"Set-Cookie", "Access-Control-Allow-Credentials"} {
		if r.Header.Get(never) != "" {
			t.Errorf("%s: says %s: %s", what, never, r.Header.Get(never))
		}
	}
}

func wantHeader(t *testing.T, what string, r reply, name, pattern string) {
	t.Helper()
	if got := r.Header.Get(name); !regexp.MustCompile(pattern).MatchString(got) {
		t.Errorf("%s: %s is %q, want %s", what, name, got, pattern)
	}
}

// hashOf is the hash of the one pack in the store.
func hashOf(t *testing.T, h *house) string {
	t.Helper()
	files, err := os.ReadDir(h.kv)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if hash, ok := strings.CutSuffix(f.Name(), "."+layout.Pack); ok {
			return hash
		}
	}
	t.Fatal("no pack in the store")
	return ""
}

func TestCompression(t *testing.T) {
	h := newHouse(t)
	h.publish("a.example")
	w := runWorkerd(t, h.kv)
	url := w.url + layout.PackBase + layout.Target(hashOf(t, h), layout.Pack)
	plain := ask(t, "GET", url)
	for _, c := range []struct {
		accept string
		want   bool
	}{
		{"gzip", true}, {"gzip, deflate, br, zstd", true}, {"br;q=1.0, gzip;q=0.8", true},
		{"", false}, {"br", false}, {"gzip;q=0", false}, {"gzip; q=0.0, br", false},
	} {
		r := ask(t, "GET", url, "Accept-Encoding", c.accept)
		wantHeader(t, c.accept, r, "Vary", "^Accept-Encoding$")
		if got := r.Header.Get("Content-Encoding") == "gzip"; got != c.want {
			t.Errorf("Accept-Encoding %q: compressed %v", c.accept, got)
			continue
		}
		if !c.want {
			continue
		}
		unzip, err := gzip.NewReader(strings.NewReader(r.text))
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(unzip)
		if err != nil || !bytes.Equal(text, []byte(plain.text)) {
			t.Errorf("Accept-Encoding %q: other bytes came out (%v)", c.accept, err)
		}
		if len(r.text)*2 > len(plain.text) {
			t.Errorf("%d of %d bytes is hardly compressed", len(r.text), len(plain.text))
		}
		tag := r.Header.Get("ETag")
		if tag == plain.Header.Get("ETag") {
			t.Error("one strong validator for two representations")
		}
		if again := ask(t, "GET", url, "Accept-Encoding", c.accept, "If-None-Match", tag); again.StatusCode != 304 {
			t.Errorf("its own validator %s: %d", tag, again.StatusCode)
		}
		if head := ask(t, "HEAD", url, "Accept-Encoding", c.accept); head.ContentLength != int64(len(r.text)) {
			t.Errorf("HEAD says %d bytes, GET sends %d", head.ContentLength, len(r.text))
		}
	}
	if small := ask(t, "GET", w.url+layout.Base+layout.Timestamp, "Accept-Encoding", "gzip"); small.Header.Get("Content-Encoding") != "" {
		t.Error("a timestamp is too small to gain by compression")
	}
}
