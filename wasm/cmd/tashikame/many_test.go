package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"path/filepath"
	"runtime"
	"testing"

	"tashikame/wasm/wire"
)

// Five thousand mails in one go: nothing is left behind by one, and all that
// cannot be told is a picture without words.
func TestManyMails(t *testing.T) {
	var mails []string
	for _, folder := range []string{"mails", "adversarial", "bench"} {
		found, err := filepath.Glob(filepath.Join("../../testdata", folder, "*.eml"))
		if err != nil || len(found) == 0 {
			t.Fatal(folder, err)
		}
		mails = append(mails, found...)
	}
	const many = 5000
	args := []string{"check", "--json"}
	for i := range many {
		args = append(args, mails[i%len(mails)])
	}
	judge := func(args []string) {
		out := &lines{t: t}
		f := &face{out: &output{w: bufio.NewWriter(out)}, err: out}
		if status := run(f, args); status != exitOK || out.count != len(args)-2 {
			t.Fatalf("status %d, %d lines for %d mails", status, out.count, len(args)-2)
		}
	}
	judge(args[:2+len(mails)]) // what is made once is made
	before := inUse()
	judge(args)
	const leeway = 2 << 20
	if after := inUse(); after > before+leeway {
		t.Errorf("%d bytes are still in use; %d were before", after, before)
	}
}

func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// lines reads the answers as they come.
type lines struct {
	t     *testing.T
	part  []byte
	count int
}

func (l *lines) Write(p []byte) (int, error) {
	l.part = append(l.part, p...)
	for {
		i := bytes.IndexByte(l.part, '\n')
		if i < 0 {
			return len(p), nil
		}
		var answer checked
		if err := json.Unmarshal(l.part[:i], &answer); err != nil {
			l.t.Errorf("%s: %v", l.part[:i], err)
		}
		if answer.Verdict == wire.Unreadable && answer.Why != "only-pictures" {
			l.t.Errorf("%s: %s", answer.File, answer.Why)
		}
		l.count++
		l.part = l.part[i+1:]
	}
}
