package host

import (
	"strings"
	"sync"
)

// The flags of a node.
const (
	icannRule   = 1 // a registry's rule
	privateRule = 2 // somebody's house: github.io
	exception   = 4 // !www.ck
)

// suffixTrie is the list with the running sums that make it searchable.
type suffixTrie struct {
	flags  string
	text   string
	labels []uint32 // labels[i] is where node i's label starts in text
	kids   []uint32 // kids[i] is node i's first child; kids[i+1] is one past its last
	// first[c] is the first TLD that begins with c or a later letter.
	first [257]uint32
}

var suffixes = sync.OnceValue(func() *suffixTrie {
	suffixData := packedSuffixes()
	n, at := uvarint(suffixData)
	nodes := int(n)
	t := &suffixTrie{labels: make([]uint32, nodes+1), kids: make([]uint32, nodes+1)}
	for i := range nodes {
		t.labels[i+1] = t.labels[i] + uint32(suffixData[at+i])
	}
	at += nodes
	t.flags = suffixData[at : at+nodes]
	at += nodes
	t.kids[0] = 1 // the root is nobody's child
	for i := range nodes {
		count, size := uvarint(suffixData[at:])
		t.kids[i+1] = t.kids[i] + count
		at += size
	}
	t.text = suffixData[at:]
	tld := t.kids[0]
	for c := range t.first {
		for tld < t.kids[1] && int(t.text[t.labels[tld]]) < c {
			tld++
		}
		t.first[c] = tld
	}
	return t
})

func uvarint(s string) (value uint32, size int) {
	for shift := 0; ; shift += 7 {
		b := s[size]
		size++
		value |= uint32(b&0x7f) << shift
		if b < 0x80 {
			return value, size
		}
	}
}

// child finds label among node's children; -1 when it is not there.
func (t *suffixTrie) child(node int, label string) int {
	lo, hi := int(t.kids[node]), int(t.kids[node+1])
	if node == 0 && label != "" {
		lo, hi = int(t.first[label[0]]), int(t.first[int(label[0])+1])
	}
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		switch order(t.text[t.labels[mid]:t.labels[mid+1]], label) {
		case 0:
			return mid
		case -1:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return -1
}

// star gives a node's wildcard child; it sorts before every label.
func (t *suffixTrie) star(node int) int {
	first := t.kids[node]
	if first == t.kids[node+1] || t.text[t.labels[first]] != '*' {
		return -1
	}
	return int(first)
}

// order is strings.Compare for short strings that mostly differ early; in the
// core a call into the runtime costs more than the comparison.
func order(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			if a[i] < b[i] {
				return -1
			}
			return 1
		}
	}
	switch {
	case len(a) < len(b):
		return -1
	case len(a) > len(b):
		return 1
	}
	return 0
}

// publicSuffix gives where in host (ASCII, lower case, no trailing dot) its
// public suffix starts, and whether that is a private one. The default rule
// for a TLD that is not on the list is that it is a suffix.
func publicSuffix(host string) (start int, private bool) {
	t := suffixes()
	node, end := 0, len(host)
	start = strings.LastIndexByte(host, '.') + 1
	for {
		from := strings.LastIndexByte(host[:end], '.') + 1
		label := host[from:end]
		if star := t.star(node); star >= 0 && label != "" {
			start, private = from, t.flags[star]&privateRule != 0
		}
		node = t.child(node, label)
		if node < 0 {
			return start, private
		}
		switch flags := t.flags[node]; {
		case flags&exception != 0:
			return end + 1, private
		case flags&(icannRule|privateRule) != 0:
			start, private = from, flags&privateRule != 0
		}
		if from == 0 {
			return start, private
		}
		end = from - 1
	}
}

// Registrable gives the part of a host name that somebody registered: its
// public suffix and one label. It is "" for a public suffix itself, for an IP
// address and for what is no host name.
func Registrable(host string) string {
	name, address, err := canonical(host)
	if err != nil || address {
		return ""
	}
	r, _ := registrable(name)
	return r
}

// registrable does it for a canonical name.
func registrable(name string) (string, bool) {
	start, private := publicSuffix(name)
	if start == 0 {
		return "", private
	}
	label := strings.LastIndexByte(name[:start-1], '.') + 1
	if label == start-1 {
		return "", private // an empty label is nobody's
	}
	return name[label:], private
}

// knownSuffix tells a name under a suffix that is on the list from one whose
// last label is made up.
func knownSuffix(name string) bool {
	return suffixes().child(0, name[strings.LastIndexByte(name, '.')+1:]) >= 0
}
