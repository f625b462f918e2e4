package page

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Tree is what a page shows, element by element: as much of a document tree
// as it takes to say which words stand in which element, and no more. It is
// read in one pass over the tokens.
type Tree struct {
	// Text is the visible running text, in the form of Doc.Text.
	Text string
	// Title is the document's, which no region shows.
	Title string
	// Nodes are the elements in document order; the first is the root around all.
	Nodes []Node
	attrs []Attr
	runs  []run
	html  string
}

// Node is one element.
type Node struct {
	Tag atom.Atom
	Ref int
	// Parent is the element around it, End the first one after it that is not inside.
	Parent, End int
	// Start and Stop are its words in Text.
	Start, Stop int
	// Hidden is true when it or an element around it is not shown.
	Hidden    bool
	ID, Class string
	attrs     span
	html      span
}

// Attr is an attribute.
type Attr struct{ Key, Val string }

// NewTree reads a page. hides are the classes by which it hides elements:
// what its style sheets say of them is not in the page.
func NewTree(body string, hides []string) *Tree {
	if len(body) > MaxBytes {
		body = body[:MaxBytes]
	}
	b := &treeBuilder{tokens: html.NewTokenizer(strings.NewReader(body)), text: reader{gap: true, text: make([]byte, 0, len(body)/8)}}
	for _, class := range hides {
		b.styles.add("." + class)
	}
	b.tree.Nodes = append(make([]Node, 0, len(body)/64), Node{Parent: -1})
	b.stack = append(b.stack, 0)
	b.read()
	b.close(0)
	b.tree.Text, b.tree.runs, b.tree.html = string(b.text.text), b.text.doc.runs, body
	return &b.tree
}

type treeBuilder struct {
	tree   Tree
	tokens *html.Tokenizer
	stack  []int // open elements
	deeper int   // open elements beyond maxDepth
	at     int   // where the next token begins
	text   reader
	styles styles
}

func (b *treeBuilder) next() html.TokenType {
	token := b.tokens.Next()
	b.at += len(b.tokens.Raw())
	return token
}

func (b *treeBuilder) read() {
	for {
		switch b.next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			if top := b.top(); !top.Hidden && top.Tag != atom.Textarea { // what a person types is not what the page says
				b.text.addText(b.tokens.Text())
			}
		case html.StartTagToken:
			b.start(false)
		case html.SelfClosingTagToken:
			b.start(true)
		case html.EndTagToken:
			name, _ := b.tokens.TagName()
			b.end(atom.Lookup(name))
		}
	}
}

func (b *treeBuilder) top() *Node { return &b.tree.Nodes[b.stack[len(b.stack)-1]] }

func (b *treeBuilder) start(selfClosed bool) {
	from := b.at - len(b.tokens.Raw())
	name, more := b.tokens.TagName()
	tag := atom.Lookup(name)
	if tag == atom.Html || tag == atom.Body || tag == atom.Head {
		return // the root stands for them
	}
	if skipped(tag) || tag == atom.Noscript {
		b.skip(tag)
		return
	}
	b.closeImplied(tag)
	if breaks(tag) {
		b.text.breakLine()
	}
	parent := b.stack[len(b.stack)-1]
	n := Node{Tag: tag, Parent: parent, Ref: b.tree.Nodes[parent].Ref, Hidden: b.tree.Nodes[parent].Hidden, Start: len(b.text.text), html: span{from, b.at}}
	n.attrs.start = len(b.tree.attrs)
	if more {
		b.attributes(&n)
	}
	n.attrs.end = len(b.tree.attrs)
	n.Hidden = n.Hidden || b.styles.hide(tag, n.Class, n.ID)
	n.Stop, n.End = n.Start, len(b.tree.Nodes)+1
	b.tree.Nodes = append(b.tree.Nodes, n)
	switch {
	case void(tag) || selfClosed && tag == 0:
	case len(b.stack) < maxDepth:
		b.stack = append(b.stack, n.End-1)
		b.text.mark(n.Ref)
	default:
		b.deeper++
	}
}

// attributes keeps what selectors ask for; scripts' and styles' are left out.
func (b *treeBuilder) attributes(n *Node) {
	const long = 512 // bytes: data that a script put there
	for more := true; more; {
		var key, val []byte
		key, val, more = b.tokens.TagAttr()
		switch k := string(key); {
		case k == "id":
			n.ID = string(val)
		case k == "class":
			n.Class = string(val)
		case k == "data-ref":
			if ref, err := strconv.Atoi(string(val)); err == nil && ref > 0 {
				n.Ref = ref
			}
		case k == "hidden" || k == "data-unseen":
			n.Hidden = true
		case k == "style":
			n.Hidden = n.Hidden || hidesStyle(string(val))
		case len(val) > long && k != "href", strings.HasPrefix(k, "on"), k == "src", k == "srcset":
		default:
			b.tree.attrs = append(b.tree.attrs, Attr{k, string(val)})
		}
	}
}

func (b *treeBuilder) end(tag atom.Atom) {
	if b.deeper > 0 {
		b.deeper--
		return
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		open := b.tree.Nodes[b.stack[i]].Tag
		if open == tag {
			b.close(i)
			break
		}
		if scopes(open) && !scopes(tag) && tag != atom.Tr && tag != atom.Tbody {
			break
		}
	}
	if breaks(tag) {
		b.text.breakLine()
	}
	b.text.mark(b.top().Ref)
}

// close closes the open elements from the i-th on.
func (b *treeBuilder) close(i int) {
	for _, n := range b.stack[i:] {
		node := &b.tree.Nodes[n]
		node.Stop, node.End, node.html.end = len(b.text.text), len(b.tree.Nodes), b.at
	}
	b.stack = b.stack[:i]
}

// closeImplied closes what a start tag ends without saying so (HTML §13.1.2.4).
func (b *treeBuilder) closeImplied(tag atom.Atom) {
	n := len(b.stack) - 1
	top := b.tree.Nodes[b.stack[n]].Tag
	same := false
	switch tag {
	case atom.P, atom.Div, atom.Table, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.H4, atom.Form, atom.Section:
		same = top == atom.P
	case atom.Li, atom.Option, atom.Tr:
		same = top == tag
	case atom.Td, atom.Th:
		same = top == atom.Td || top == atom.Th
	}
	if same && n > 0 {
		b.close(n)
	}
}

func (b *treeBuilder) skip(tag atom.Atom) {
	if tag == atom.Template {
		b.skipTemplate()
		return
	}
	for {
		switch b.next() {
		case html.ErrorToken, html.EndTagToken:
			return
		case html.TextToken:
			switch tag {
			case atom.Style:
				b.styles.read(string(b.tokens.Text()))
			case atom.Title:
				if b.tree.Title == "" {
					b.tree.Title = strings.Join(strings.Fields(string(b.tokens.Text())), " ")
				}
			}
		}
	}
}

// skipTemplate passes over a <template>, whose content is markup, not text.
func (b *treeBuilder) skipTemplate() {
	for depth := 1; depth > 0; {
		switch b.next() {
		case html.ErrorToken:
			return
		case html.StartTagToken:
			if name, _ := b.tokens.TagName(); atom.Lookup(name) == atom.Template {
				depth++
			}
		case html.EndTagToken:
			if name, _ := b.tokens.TagName(); atom.Lookup(name) == atom.Template {
				depth--
			}
		}
	}
}

// Words gives what element n shows.
func (t *Tree) Words(n int) string {
	return strings.TrimSpace(t.Text[t.Nodes[n].Start:t.Nodes[n].Stop])
}

// HTML gives the markup of element n, as it was read.
func (t *Tree) HTML(n int) string { return t.html[t.Nodes[n].html.start:t.Nodes[n].html.end] }

// Attr gives an attribute of element n; "" when it has none or it is empty.
func (t *Tree) Attr(n int, key string) string {
	val, _ := t.LookAttr(n, key)
	return val
}

// LookAttr gives an attribute of element n, and whether it is there.
func (t *Tree) LookAttr(n int, key string) (string, bool) {
	node := &t.Nodes[n]
	switch key {
	case "id":
		return node.ID, node.ID != ""
	case "class":
		return node.Class, node.Class != ""
	}
	for _, a := range t.attrs[node.attrs.start:node.attrs.end] {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// Attrs gives the attributes of element n, but for its id and class.
func (t *Tree) Attrs(n int) []Attr {
	return t.attrs[t.Nodes[n].attrs.start:t.Nodes[n].attrs.end]
}

// RefAt gives the data-ref of the element that byte i of Text stands in.
func (t *Tree) RefAt(i int) int { return (&Doc{runs: t.runs}).RefAt(i) }

// Holds says whether element n is inside element in, or is it.
func (t *Tree) Holds(in, n int) bool { return n >= in && n < t.Nodes[in].End }
