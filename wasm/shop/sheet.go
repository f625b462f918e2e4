package shop

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html/atom"

	"tashikame/wasm/page"
	"tashikame/wasm/words"
)

// sheet is one page while it is read.
type sheet struct {
	*Reader
	*page.Tree
	Page
	know    *knowledge
	found   map[string][]int
	address string
	lang    string
	now     time.Time
	// orderPlaces is where order numbers begin in Text; nil before they are asked for.
	orderPlaces []int
}

// shown are the visible elements of a part.
func (s *sheet) shown(part string) []int {
	var out []int
	for _, n := range s.found[part] {
		if !s.Nodes[n].Hidden {
			out = append(out, n)
		}
	}
	return out
}

// first is the first visible element of a part that shows words; -1 is none.
func (s *sheet) first(part string) int {
	for _, n := range s.found[part] {
		if !s.Nodes[n].Hidden && s.Words(n) != "" {
			return n
		}
	}
	return -1
}

// field notes what the first element of a part shows, in one line.
func (s *sheet) field(name, part string) {
	if n := s.first(part); n >= 0 {
		s.set(name, s.Words(n))
	}
}

func (s *sheet) set(name, value string) {
	const longest = 300
	if value = oneLine(value); value == "" {
		return
	}
	if len(value) > longest {
		value = strings.ToValidUTF8(value[:longest], "") + "…"
	}
	s.Fields[name] = value
}

// line gives the line of the text that byte at stands on.
func (s *sheet) line(at int) (start, stop int) {
	start, stop = strings.LastIndexByte(s.Text[:at], '\n')+1, len(s.Text)
	if i := strings.IndexByte(s.Text[at:], '\n'); i >= 0 {
		stop = at + i
	}
	return start, stop
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// filled says whether element n is seen and holds something to see.
func (s *sheet) filled(n int) bool {
	if s.Nodes[n].Hidden {
		return false
	}
	if s.Words(n) != "" {
		return true
	}
	for i := n; i < s.Nodes[n].End; i++ {
		if !s.Nodes[i].Hidden && s.isInput(i) && s.Attr(i, "value") != "" {
			return true
		}
	}
	return false
}

// isInput says whether element n is a field or button of a form that is seen.
func (s *sheet) isInput(n int) bool {
	switch s.Nodes[n].Tag {
	case atom.Input:
		return !strings.EqualFold(s.Attr(n, "type"), "hidden")
	case atom.Button, atom.Select, atom.Textarea:
		return true
	}
	return false
}

// phrase is a phrase of the book found in the page.
type phrase struct {
	says string // the list
	at   int    // where it begins in Tree.Text
}

// unsaid is the list of what a page denies, asks or supposes.
const unsaid = "unsaid"

// hits gives the phrases of the book that a text holds. Where a longer one
// covers a shorter one, the longer is meant: 招待をリクエスト済み is not
// 招待をリクエスト. What the words around a phrase turn is unsaid.
func (s *sheet) hits(text string) (words.Folded, []words.Hit) {
	folded := words.Fold(text)
	all := longest(s.know.finder.Find(folded.Text))
	for i := range all {
		h := &all[i]
		from, to := folded.Span(h.Start, h.End)
		if !newLine(text[:from]) {
			for _, word := range s.unsaid.Before {
				if strings.HasSuffix(folded.Text[:h.Start], word) {
					h.List = unsaid
				}
			}
		}
		if !newLine(text[:to]) {
			for _, word := range s.unsaid.Behind {
				if strings.HasPrefix(folded.Text[h.End:], word) {
					h.List = unsaid
				}
			}
		}
	}
	return folded, all
}

// newLine says whether what follows a text stands on another line.
func newLine(text string) bool { return strings.HasSuffix(strings.TrimRight(text, " \t\r"), "\n") }

// phrases gives what a stretch of text says.
func (s *sheet) phrases(start, stop int) []phrase {
	if start >= stop {
		return nil
	}
	folded, all := s.hits(s.Text[start:stop])
	out := make([]phrase, 0, len(all))
	for _, hit := range all {
		from, _ := folded.Span(hit.Start, hit.End)
		out = append(out, phrase{hit.List, start + from})
	}
	return out
}

// says gives the first of the lists that has a phrase in a text; "" is none.
func (s *sheet) says(text string, lists ...string) string {
	_, hits := s.hits(text)
	for _, list := range lists {
		if slices.ContainsFunc(hits, func(h words.Hit) bool { return h.List == list }) {
			return list
		}
	}
	return ""
}

// longest leaves out hits that another one covers.
func longest(hits []words.Hit) []words.Hit {
	var out []words.Hit
	for i, h := range hits {
		covered := false
		for j := max(0, i-24); j < min(len(hits), i+24) && !covered; j++ {
			o := &hits[j]
			covered = o.Start <= h.Start && h.End <= o.End && o.End-o.Start > h.End-h.Start
		}
		if !covered {
			out = append(out, h)
		}
	}
	return out
}

// within says whether element n stands in one of the elements of in.
func (s *sheet) within(in []int, n int) bool {
	for _, i := range in {
		if s.Holds(i, n) {
			return true
		}
	}
	return false
}

// outermost leaves out elements that stand in another of the list, which is in
// document order.
func (s *sheet) outermost(list []int) []int {
	var out []int
	for _, n := range list {
		if len(out) == 0 || !s.Holds(out[len(out)-1], n) {
			out = append(out, n)
		}
	}
	return out
}

// label is what a button says: its own words, its value, or the words beside it
// in what is drawn as the button.
func (s *sheet) label(n int) string {
	const short = 90 // bytes: thirty Japanese characters
	if text := s.Words(n); text != "" {
		return text
	}
	chosen := s.Attr(n, "type")
	for _, key := range [...]string{"value", "aria-label", "title", "alt"} {
		// What is chosen among several has a value for the machine and words beside it.
		if text := s.Attr(n, key); text != "" && !(key == "value" && (chosen == "radio" || chosen == "checkbox")) {
			return text
		}
	}
	for range 3 {
		if n = s.Nodes[n].Parent; n <= 0 {
			break
		}
		if text := s.Words(n); text != "" {
			if len(text) <= short {
				return text
			}
			break
		}
	}
	return ""
}

// live says whether a button can be pressed.
func (s *sheet) live(n int) bool {
	if s.Nodes[n].Hidden {
		return false
	}
	for range 4 {
		if _, disabled := s.LookAttr(n, "disabled"); disabled || strings.EqualFold(s.Attr(n, "aria-disabled"), "true") ||
			strings.Contains(s.Nodes[n].Class, "disabled") {
			return false
		}
		if n = s.Nodes[n].Parent; n <= 0 {
			break
		}
	}
	return true
}
