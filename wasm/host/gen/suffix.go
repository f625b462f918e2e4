package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// rule is one line of the public suffix list, labels from the right.
type rule struct {
	labels    []string
	private   bool
	exception bool
}

// The bits of a node's flag byte; package host reads the same.
const (
	icannRule   = 1
	privateRule = 2
	exception   = 4
)

// trieJS is the list as tldts ships it: one trie, as parallel arrays.
type trieJS struct {
	flags, edgeStart, edgeLength, edgeChild []int
	text                                    string
	rules, exceptions                       int
}

func readSuffixes(file string) ([]rule, error) {
	src, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("%w (run npm ci first)", err)
	}
	var t trieJS
	for name, into := range map[string]*[]int{
		"nodeFlags": &t.flags, "edgeStart": &t.edgeStart, "edgeLength": &t.edgeLength, "edgeChild": &t.edgeChild,
	} {
		if *into, err = intArray(src, name); err != nil {
			return nil, err
		}
	}
	text := regexp.MustCompile(`labelText = (".*?");`).FindSubmatch(src)
	roots := regexp.MustCompile(`(?s)rulesRoot = (\d+);.*exceptionsRoot = (\d+);`).FindSubmatch(src)
	if text == nil || roots == nil {
		return nil, fmt.Errorf("%s: not the shape this generator knows", file)
	}
	if t.text, err = strconv.Unquote(string(text[1])); err != nil {
		return nil, err
	}
	t.rules, _ = strconv.Atoi(string(roots[1]))
	t.exceptions, _ = strconv.Atoi(string(roots[2]))
	return t.list(), nil
}

func intArray(src []byte, name string) ([]int, error) {
	m := regexp.MustCompile(name + ` = [^(]*\(\[([^\]]*)\]`).FindSubmatch(src)
	if m == nil {
		return nil, fmt.Errorf("no array %s", name)
	}
	var out []int
	for s := range strings.SplitSeq(string(m[1]), ",") {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// list spells the trie out into rules again. The labels stand in one string,
// in edge order, counted in UTF-16 as JavaScript does; none is outside the BMP.
func (t trieJS) list() []rule {
	text := []rune(t.text)
	labels := make([]string, len(t.edgeLength))
	at := 0
	for i, n := range t.edgeLength {
		labels[i] = string(text[at : at+n])
		at += n
	}
	var rules []rule
	var walk func(node int, path []string, isException bool)
	walk = func(node int, path []string, isException bool) {
		if flag := t.flags[node]; flag != 0 {
			rules = append(rules, rule{slices.Clone(path), flag&2 != 0, isException})
		}
		for e := t.edgeStart[node]; e < t.edgeStart[node+1]; e++ {
			walk(t.edgeChild[e], append(path, labels[e]), isException)
		}
	}
	walk(t.rules, nil, false)
	walk(t.exceptions, nil, true)
	return rules
}

// node is a label of the packed trie.
type node struct {
	label    string
	flags    byte
	children map[string]*node
}

func (n *node) child(label string) *node {
	if n.children == nil {
		n.children = map[string]*node{}
	}
	c := n.children[label]
	if c == nil {
		c = &node{label: label}
		n.children[label] = c
	}
	return c
}

// packSuffixes lays the rules out as package host searches them: breadth
// first, so that siblings stand together and in order; per node the length of
// its label, its flags and the number of its children; then all labels.
func packSuffixes(rules []rule) []byte {
	root := &node{}
	for _, r := range rules {
		n := root
		for _, label := range r.labels {
			n = n.child(ascii(label))
		}
		switch {
		case r.exception:
			n.flags |= exception
		case r.private:
			n.flags |= privateRule
		default:
			n.flags |= icannRule
		}
	}
	order := []*node{root}
	for i := 0; i < len(order); i++ {
		var next []*node
		for _, c := range order[i].children {
			next = append(next, c)
		}
		slices.SortFunc(next, func(a, b *node) int { return strings.Compare(a.label, b.label) })
		order = append(order, next...)
	}
	out := binary.AppendUvarint(nil, uint64(len(order)))
	for _, n := range order {
		out = append(out, byte(len(n.label)))
	}
	for _, n := range order {
		out = append(out, n.flags)
	}
	for _, n := range order {
		out = binary.AppendUvarint(out, uint64(len(n.children)))
	}
	for _, n := range order {
		out = append(out, n.label...)
	}
	return out
}

// ascii writes a label the way host names carry it.
func ascii(label string) string {
	if label == "*" {
		return label
	}
	a, err := idna.Punycode.ToASCII(label)
	if err != nil {
		panic(label + ": " + err.Error())
	}
	return a
}
