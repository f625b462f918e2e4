package shop

import (
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"tashikame/wasm/rules"
)

// readCut reads a page as the extension does: what its profile names, with the
// elements around it, and all of it only where that does not say enough.
func readCut(root *html.Node, want expected) Page {
	if text, ok := cut(root, ProfileOf(rules.Baseline(), want.URL)); ok {
		if p, _ := reader.Read(want.URL, text, "ja", want.Now); p.Status != Unknown {
			return p
		}
	}
	p, _ := reader.Read(want.URL, render(root), "ja", want.Now)
	return p
}

// cut leaves of a page what its profile names and what stands around that; ok
// is false where there is nothing of it.
func cut(root *html.Node, profile *rules.PageProfile) (text string, ok bool) {
	if len(profile.Regions) == 0 {
		return "", false
	}
	parts := map[*html.Node]bool{}
	around := map[*html.Node]bool{}
	for _, n := range cascadia.QueryAll(root, cascadia.MustCompile(strings.Join(profile.Regions, ","))) {
		parts[n] = true
		for up := n.Parent; up != nil; up = up.Parent {
			around[up] = true
		}
	}
	var b strings.Builder
	var write func(n *html.Node)
	write = func(n *html.Node) {
		switch {
		case parts[n]:
			b.WriteString(render(n))
			return
		case n.Type == html.ElementNode:
			open, end, _ := strings.Cut(render(&html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Attr: n.Attr}), "><")
			b.WriteString(strings.TrimSuffix(open, ">") + ">")
			defer b.WriteString("<" + end)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if parts[c] || around[c] {
				write(c)
			}
		}
	}
	write(root)
	return b.String(), len(parts) > 0
}
