package shop

import (
	"slices"
	"strings"

	"tashikame/wasm/wire"
)

// Lengths that are never called wrong: guides speak of 16 characters and show
// codes of 14.
const (
	shortestCode = 14
	longestCode  = 16
)

// typedCode is a code without what people put between.
type typedCode struct {
	chars []rune
	at    []int // where each stands in the code as typed
}

// CheckCode looks at a gift code as it is typed. Earlier are codes typed
// before on the same page, from the page's memory alone.
func (r *Reader) CheckCode(code string, earlier ...string) wire.CodeCheck {
	c := readCode(code)
	check := wire.CodeCheck{Notes: []wire.CodeNote{}, Others: []string{}}
	note := func(id string, at []int) { check.Notes = append(check.Notes, wire.CodeNote{ID: id, At: at}) }
	if len(c.chars) == 0 {
		return check
	}
	var foreign, doubtful []int
	for i, char := range c.chars {
		if !inCodes(char) {
			foreign = append(foreign, c.at[i])
		} else if len(r.lookalikes(char)) > 0 {
			doubtful = append(doubtful, c.at[i])
		}
	}
	if foreign != nil {
		note("foreign", foreign)
	}
	switch n := len(c.chars); {
	case n < shortestCode:
		note("short", nil)
	case n > longestCode && n%2 == 0 && slices.Equal(c.chars[:n/2], c.chars[n/2:]):
		note("twice", nil)
	case n > longestCode:
		note("long", nil)
	}
	for _, before := range earlier {
		if b := readCode(before); len(c.chars) >= shortestCode && slices.Equal(b.chars, c.chars) {
			note("again", nil)
			break
		}
	}
	if doubtful != nil {
		note("lookalike", doubtful)
	}
	if n := len(c.chars); foreign == nil && n >= shortestCode && n <= longestCode {
		check.Others = r.others(c.chars)
	}
	return check
}

// readCode drops spaces and dashes, narrows full width and raises small letters.
func readCode(code string) typedCode {
	var c typedCode
	for i, char := range []rune(code) {
		if char >= '！' && char <= '～' {
			char -= '！' - '!'
		}
		if char >= 'a' && char <= 'z' {
			char -= 'a' - 'A'
		}
		if strings.ContainsRune(" \t\r\n　-‐‑‒–—―−ーｰ_", char) {
			continue
		}
		c.chars, c.at = append(c.chars, char), append(c.at, i)
	}
	return c
}

func inCodes(c rune) bool { return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' }

// lookalikes are the characters that c may have been misread from.
func (r *Reader) lookalikes(c rune) []rune {
	var out []rune
	for _, group := range r.book.Shop.Lookalikes {
		if !strings.ContainsRune(group, c) {
			continue
		}
		for _, other := range group {
			if other != c && !slices.Contains(out, other) {
				out = append(out, other)
			}
		}
	}
	return out
}

// others are the codes one misread character away. The first alternative of
// each place comes before the second of any.
func (r *Reader) others(code []rune) []string {
	const most = 40
	var out []string
	for rank := 0; ; rank++ {
		any := false
		for i, c := range code {
			like := r.lookalikes(c)
			if rank >= len(like) {
				continue
			}
			if any = true; len(out) == most {
				return out
			}
			code[i] = like[rank]
			out = append(out, grouped(code))
			code[i] = c
		}
		if !any {
			return out
		}
	}
}

// grouped writes a code as it is printed: four, the middle, four.
func grouped(code []rune) string {
	n := len(code)
	return string(code[:4]) + "-" + string(code[4:n-4]) + "-" + string(code[n-4:])
}
