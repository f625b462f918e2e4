package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tashikame/worker/repo"
)

// TestTheKeyDocument does what docs/keys.md says, from the ceremony to the
// theft, and asks after each step what two browsers see: one that was there
// from the beginning, and one that was just installed from the first release.
func TestTheKeyDocument(t *testing.T) {
	doc, err := os.ReadFile("../../../docs/keys.md")
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t)
	var first []byte
	blocks := regexp.MustCompile("(?s)```\n(.*?)```").FindAllStringSubmatch(string(doc), -1)
	if len(blocks) < 7 {
		t.Fatalf("%d blocks of commands in the document", len(blocks))
	}
	for _, block := range blocks {
		for line := range strings.Lines(block[1]) {
			words := strings.Fields(line)
			switch words[0] {
			case "publish":
				d.does(0, words[1:]...)
			case "lose":
				if err := os.Remove(filepath.Join("keys", words[1]+".pem")); err != nil {
					t.Fatal(err)
				}
			default:
				t.Fatalf("the document says %q", line)
			}
			if first == nil {
				if first, err = os.ReadFile("keys/root.json"); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, state := range []string{"seen-all-along", ""} {
			if _, err := repo.Verify("repository", first, state); err != nil {
				t.Fatalf("after\n%s\na browser (state %q) says %v", block[1], state, err)
			}
		}
	}
	v, err := repo.Verify("repository", first, "seen-all-along")
	if err != nil || v.Roles[0].Version != 5 {
		t.Errorf("at the end: %+v, %v; want root 5", v, err)
	}
}
