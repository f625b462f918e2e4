package serve

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

const packHash = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

// publication is a store as publish leaves it, as far as the server looks.
func publication(version, made string) fstest.MapFS {
	put := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	later, late := "2100-01-02T00:00:00Z", "2100-01-01T00:00:00Z"
	return fstest.MapFS{
		"1.root.json":               put(`{"root":` + version + `}`),
		"timestamp.json":            put(`{"signed":{"version":` + version + `,"expires":"` + late + `","meta":{"snapshot.json":{"version":` + version + `}}}}`),
		version + ".snapshot.json":  put(`{"signed":{"version":` + version + `,"expires":"` + later + `","meta":{"targets.json":{"version":` + version + `}}}}`),
		version + ".targets.json":   put(`{"signed":{"version":` + version + `,"expires":"` + later + `","targets":{"rules.json":{"length":7,"hashes":{"sha256":"` + packHash + `"},"custom":{"version":` + version + `,"made":"` + made + `"}}}}}`),
		packHash + ".rules.json":    put(`{"v":` + version + `}`),
		"something-else-in-the-box": put("not for you"),
	}
}

func ask(s http.Handler, method, path string, header ...string) *http.Response {
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func body(r *http.Response) string {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// broken is a store in trouble.
type broken struct{}

func (broken) ReadFile(string) ([]byte, error) { return nil, errors.New("the store is down") }

var (
	nothing = fstest.MapFS{}
	made    = time.Now().Add(-time.Hour).UTC().Format(time.RFC3339)
)

func TestSources(t *testing.T) {
	second, first := publication("2", made), publication("1", made)
	halfArrived := publication("2", made)
	delete(halfArrived, "2.targets.json")
	withoutPack := publication("2", made)
	delete(withoutPack, packHash+".rules.json")
	withoutTimestamp := publication("2", made)
	delete(withoutTimestamp, "timestamp.json")
	garbled := publication("2", made)
	garbled["timestamp.json"] = &fstest.MapFile{Data: []byte("<html>")}

	for _, c := range []struct {
		name               string
		published, builtIn Store
		path               string
		status             int
		source, has        string
	}{
		{"published wins", second, first, "/v1/timestamp.json", 200, "published", `"version":2`},
		{"nothing published: what is built in", nothing, first, "/v1/timestamp.json", 200, "built-in", `"version":1`},
		{"nothing published: files of what is built in", nothing, first, "/v1/1.snapshot.json", 200, "built-in", `"version":1`},
		{"nothing at all", nothing, nothing, "/v1/timestamp.json", 404, "", "not published"},
		{"nothing at all, status", nothing, nothing, "/v1/status", 404, "", "nothing is published"},
		{"once published, files of what is built in are history", second, first, "/v1/1.snapshot.json", 404, "", "not published"},
		{"files that came before their timestamp", withoutTimestamp, first, "/v1/2.snapshot.json", 200, "published", `"version":2`},
		{"until then the timestamp that is built in", withoutTimestamp, first, "/v1/timestamp.json", 200, "built-in", `"version":1`},
		{"a publication without its targets", halfArrived, first, "/v1/timestamp.json", 503, "", "2.targets.json is not here yet"},
		{"a publication without its pack", withoutPack, first, "/v1/timestamp.json", 503, "", "rules.json is not here yet"},
		{"its status", halfArrived, first, "/v1/status", 503, "", "arriving"},
		{"no JSON", garbled, first, "/v1/timestamp.json", 503, "", "timestamp.json"},
		{"the store is down", broken{}, first, "/v1/timestamp.json", 503, "", "the store is down"},
		{"the store is down, another file", broken{}, first, "/v1/1.snapshot.json", 503, "", "the store is down"},
		{"the store is down, status", broken{}, first, "/v1/status", 503, "", "the store is down"},
	} {
		r := ask(New(c.published, c.builtIn, time.Minute), "GET", c.path)
		if r.StatusCode != c.status || r.Header.Get("Tashikame-Source") != c.source {
			t.Errorf("%s: %d from %q; want %d from %q", c.name, r.StatusCode, r.Header.Get("Tashikame-Source"), c.status, c.source)
		}
		if text := body(r); !strings.Contains(text, c.has) {
			t.Errorf("%s: %s; want %s", c.name, text, c.has)
		}
		if c.status == 503 && (r.Header.Get("Retry-After") == "" || r.Header.Get("Cache-Control") != "no-store") {
			t.Errorf("%s: a 503 must say when to come again and not be kept: %v", c.name, r.Header)
		}
	}
}

func TestStatus(t *testing.T) {
	r := ask(New(publication("7", made), nothing, time.Minute), "GET", "/v1/status")
	var got statusReport
	if err := json.Unmarshal([]byte(body(r)), &got); err != nil {
		t.Fatal(err)
	}
	if got.Age < 3600 || got.Age > 3700 {
		t.Errorf("age %d of a book that is an hour old", got.Age)
	}
	got.Age = 0
	late, later := time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2100, 1, 2, 0, 0, 0, 0, time.UTC)
	want := statusReport{
		Version: 7, Made: made, Bytes: 7, SHA256: packHash, Source: Published, Expires: late,
		Timestamp: roleStatus{7, late}, Snapshot: roleStatus{7, later}, Targets: roleStatus{7, later},
	}
	if got != want {
		t.Errorf("status %+v\nwant   %+v", got, want)
	}
}

func TestStatusSaysExpired(t *testing.T) {
	for _, c := range []struct {
		now  time.Time
		want bool
	}{
		{time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC), true},
		{time.Date(2099, 12, 31, 23, 59, 59, 0, time.UTC), false},
	} {
		s := New(publication("7", made), nothing, 0)
		text, _ := s.published.ReadFile("timestamp.json")
		chain, err := s.follow(text, Published)
		if err != nil {
			t.Fatal(err)
		}
		if got := chain.report(c.now).Expired; got != c.want {
			t.Errorf("at %v expired is %v", c.now, got)
		}
	}
}

// A store may say in its own words that a file is not there.
func TestWrappedNotExist(t *testing.T) {
	s := New(storeFunc(func(name string) ([]byte, error) {
		return nil, &fs.PathError{Op: "get", Path: name, Err: fs.ErrNotExist}
	}), nothing, 0)
	if r := ask(s, "GET", "/v1/2.root.json"); r.StatusCode != 404 {
		t.Errorf("status %d", r.StatusCode)
	}
}

type storeFunc func(string) ([]byte, error)

func (f storeFunc) ReadFile(name string) ([]byte, error) { return f(name) }
