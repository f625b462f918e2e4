//go:build !js

package main

import (
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tashikame/worker/repo"
)

// TestAThousandClients syncs a thousand clients over a line that fails one
// request in five, while a new book is published half-way. All must end with
// the new book, and at no time may anybody hold anything but the one or the
// other whole. To watch it: go test ./worker -run AThousandClients -v
func TestAThousandClients(t *testing.T) {
	const clients, atOnce = 1000, 32
	// Both sides of the line; the default of two would measure the kernel.
	http.DefaultTransport.(*http.Transport).MaxIdleConnsPerHost = atOnce
	h := newHouse(t)
	h.publish("a.example")
	w := runWorkerd(t, h.kv)
	line := httptest.NewServer(unreliable(t, w.url))
	defer line.Close()
	root, err := os.ReadFile(h.keys.RootFile())
	if err != nil {
		t.Fatal(err)
	}
	states := t.TempDir()
	turn := make(chan struct{}, atOnce)
	published := make(chan struct{})
	var synced, failed atomic.Int64

	// bookOf syncs one client until it has a book.
	bookOf := func(i int) int {
		client := repo.Client{Root: root, State: filepath.Join(states, strconv.Itoa(i)), Patience: 30 * time.Second}
		for range 500 {
			turn <- struct{}{}
			v, err := client.Verify(line.URL)
			<-turn
			if err != nil {
				failed.Add(1)
				continue
			}
			if !whole(v) {
				t.Errorf("client %d holds a book %d that was never published", i, v.Book.Version)
			}
			done := synced.Add(1)
			if done == clients/2 {
				h.publish("b.example")
				close(published)
			}
			if done%(clients/4) == 0 {
				t.Logf("%d of %d syncs succeeded, %d failed and are tried again", done, 2*clients, failed.Load())
			}
			return v.Book.Version
		}
		t.Errorf("client %d never got a book", i)
		return 0
	}
	var all sync.WaitGroup
	for i := range clients {
		all.Go(func() {
			first := bookOf(i)
			<-published
			if last := bookOf(i); first == 0 || last != 2 {
				t.Errorf("client %d had book %d and ended with %d", i, first, last)
			}
		})
	}
	all.Wait()
	if failed.Load() == 0 {
		t.Error("nothing failed: the line is too good for this test")
	}
	t.Logf("%d syncs succeeded, %d failed and were tried again", synced.Load(), failed.Load())
}

// whole tells by the one word in which the two books differ.
func whole(v *repo.Verified) bool {
	text := string(v.Pack)
	first, second := strings.Contains(text, `"a.example"`), strings.Contains(text, `"b.example"`)
	return v.Book.Version == 1 && first && !second || v.Book.Version == 2 && second && !first
}

// unreliable stands between clients and a server. One request in five is
// answered with an error, cut off, or cut off half-way.
func unreliable(t *testing.T, server string) http.Handler {
	to, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(to)
	var lock sync.Mutex
	chance := rand.New(rand.NewPCG(1, 2))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lock.Lock()
		n := chance.IntN(15)
		lock.Unlock()
		switch n {
		case 0:
			http.Error(w, "not just now", http.StatusInternalServerError)
		case 1:
			panic(http.ErrAbortHandler)
		case 2:
			proxy.ServeHTTP(&halfWay{w}, r)
			panic(http.ErrAbortHandler)
		default:
			proxy.ServeHTTP(w, r)
		}
	})
}

// halfWay sends the first half of what is written to it.
type halfWay struct{ http.ResponseWriter }

func (h *halfWay) Write(p []byte) (int, error) {
	h.ResponseWriter.Write(p[:len(p)/2])
	return len(p), nil
}
