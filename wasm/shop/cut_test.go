package shop

import (
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"tashikame/wasm/rules"
	"tashikame/wasm/words"
)

// readCut reads a page as the extension does (shop/cut.ts): what its profile
// names, with the elements around it, and all of it only where that does not
// say enough.
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
	parts, around, skipped := map[*html.Node]bool{}, map[*html.Node]bool{}, map[*html.Node]bool{}
	for _, n := range cascadia.QueryAll(root, cascadia.MustCompile(strings.Join(profile.Regions, ","))) {
		parts[n] = true
		for up := n.Parent; up != nil; up = up.Parent {
			around[up] = true
		}
	}
	for _, n := range cascadia.QueryAll(root, cascadia.MustCompile(strings.Join(append(profile.Skip, "script", "style"), ","))) {
		skipped[n] = !around[n] && !parts[n]
	}
	all := len(profile.Names) > 0 && speaksOutside(root, profile.Names, parts, skipped)
	var b strings.Builder
	var write func(n *html.Node)
	write = func(n *html.Node) {
		switch {
		case skipped[n] && all:
			return
		case n.Type != html.ElementNode && n.Type != html.DocumentNode, parts[n] && !all:
			b.WriteString(render(n))
			return
		case n.Type == html.ElementNode:
			open, end, _ := strings.Cut(render(&html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Attr: n.Attr}), "><")
			b.WriteString(strings.TrimSuffix(open, ">") + ">")
			defer b.WriteString("<" + end)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if all || parts[c] || around[c] {
				write(c)
			}
		}
	}
	write(root)
	return b.String(), len(parts) > 0
}

// speaksOutside says whether one of the words stands outside of what is cut out.
func speaksOutside(root *html.Node, names []string, parts, skipped map[*html.Node]bool) bool {
	var text strings.Builder
	var read func(n *html.Node)
	read = func(n *html.Node) {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if !parts[c] && !skipped[c] {
				read(c)
			}
		}
	}
	read(root)
	folded := words.Fold(text.String()).Text
	return slices.ContainsFunc(names, func(name string) bool { return strings.Contains(folded, name) })
}
