package page

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// MaxBytes is how much of one body is read. A mail that is larger is read up
// to here, and the reader is told (Doc is then not the whole mail).
const MaxBytes = 4 << 20

// Read reads a body of HTML.
func Read(body string) *Doc {
	if len(body) > MaxBytes {
		body = body[:MaxBytes]
	}
	r := &reader{
		tokens: html.NewTokenizer(strings.NewReader(body)),
		text:   make([]byte, 0, len(body)/3),
		gap:    true,
	}
	r.read()
	return r.finish()
}

// ReadText reads a body that has no HTML. Its quotations are lines with ">".
func ReadText(body string) *Doc {
	if len(body) > MaxBytes {
		body = body[:MaxBytes]
	}
	d := &Doc{Text: strings.ReplaceAll(body, "\r\n", "\n")}
	for at := 0; at < len(d.Text); {
		end := len(d.Text)
		if n := strings.IndexByte(d.Text[at:], '\n'); n >= 0 {
			end = at + n + 1
		}
		if d.Text[at] == '>' {
			d.quotes = append(d.quotes, span{at, end})
		}
		at = end
	}
	d.addQuotes()
	d.addBare()
	return d
}

// open is one element that is open.
type open struct {
	tag    atom.Atom
	name   string // only where tag is 0
	ref    int
	hidden bool // it or one around it is hidden
	quote  int  // start of the quotation it opens, -1 when it opens none
	link   int  // index of the link it opens, -1 when it opens none
}

type reader struct {
	tokens *html.Tokenizer
	doc    Doc
	text   []byte
	hidden []byte
	stack  []open
	styles styles
	// gap is true when the text so far ends in white space that is folded.
	gap bool
	// salt is the length of text when hidden text began right after a letter.
	salt int
	attr attrs
}

// attrs are the attributes of one tag that somebody here reads.
type attrs struct {
	ref                                              int
	href, action, src, srcdoc, alt, style, class, id string
	content, equiv, width, height, kind              string
	hidden, unseen                                   bool
	quote                                            bool
}

func (r *reader) read() {
	for {
		switch r.tokens.Next() {
		case html.ErrorToken:
			return // the end, or a token larger than the tokenizer's buffer
		case html.TextToken:
			r.addText(r.tokens.Text())
		case html.StartTagToken:
			r.startTag(false)
		case html.SelfClosingTagToken:
			r.startTag(true)
		case html.EndTagToken:
			name, _ := r.tokens.TagName()
			r.endTag(atom.Lookup(name), name)
		}
	}
}

func (r *reader) startTag(selfClosed bool) {
	name, more := r.tokens.TagName()
	tag := atom.Lookup(name)
	var unknown string
	if tag == 0 {
		unknown = string(name)
	}
	r.attr = attrs{}
	for more {
		var key, val []byte
		key, val, more = r.tokens.TagAttr()
		r.attr.take(key, val)
	}
	if skipped(tag) {
		r.skip(tag)
		return
	}
	if tag == atom.Noscript {
		r.readInner()
		return
	}
	r.closeImplied(tag)
	if breaks(tag) {
		r.breakLine()
	}
	top := open{tag: tag, name: unknown, ref: r.attr.ref, quote: -1, link: -1}
	if n := len(r.stack); n > 0 {
		top.hidden = r.stack[n-1].hidden
		if top.ref == 0 {
			top.ref = r.stack[n-1].ref
		}
	}
	top.hidden = top.hidden || r.attr.hides() || r.styles.hide(tag, r.attr.class, r.attr.id)
	r.element(tag, &top)
	if void(tag) || (selfClosed && tag == 0) {
		return
	}
	if len(r.stack) < maxDepth {
		r.stack = append(r.stack, top)
	}
	r.mark(top.ref)
}

// maxDepth bounds what hostile nesting can cost; browsers stop at 512 too.
const maxDepth = 512

// element notes what one element brings.
func (r *reader) element(tag atom.Atom, top *open) {
	a := &r.attr
	switch tag {
	case atom.A:
		if a.href != "" {
			top.link = r.addLink(Anchor, a.href, top)
		}
	case atom.Area:
		if a.href != "" {
			i := r.addLink(Area, a.href, top)
			r.doc.Links[i].Alt = a.alt
		}
	case atom.Form:
		if a.action != "" {
			r.addLink(Form, a.action, top)
		}
	case atom.Button, atom.Input:
		if a.action != "" { // formaction
			r.addLink(Form, a.action, top)
		}
		if tag == atom.Input && typed(a.kind) {
			r.doc.Asks = true
			r.doc.AsksPassword = r.doc.AsksPassword || strings.EqualFold(a.kind, "password")
		} else if (tag == atom.Button && a.kind == "" || submits(a.kind)) && !r.linked() {
			r.doc.Presses = true
		}
	case atom.Textarea, atom.Select:
		r.doc.Asks = true
	case atom.Meta:
		if strings.EqualFold(a.equiv, "refresh") {
			if target, ok := refreshTarget(a.content); ok {
				r.addLink(Refresh, target, top)
			}
		}
	case atom.Base:
		if r.doc.Base == "" {
			r.doc.Base = a.href
		}
	case atom.Iframe, atom.Embed, atom.Object:
		if a.src != "" {
			r.addLink(Frame, a.src, top)
		}
		r.readPage(a.srcdoc)
	case atom.Img:
		r.addImage(top)
	case atom.Blockquote:
		top.quote = len(r.text)
	case atom.Div:
		if a.quote {
			top.quote = len(r.text)
		}
	case 0:
		// SVG: <a xlink:href> has tag A; other elements with one do not navigate.
	}
}

func (r *reader) addLink(kind LinkKind, target string, in *open) int {
	at := len(r.text)
	r.doc.Links = append(r.doc.Links, Link{
		Kind: kind, Ref: in.ref, Target: target, Start: at, End: at, Hidden: in.hidden,
	})
	return len(r.doc.Links) - 1
}

func (r *reader) addImage(in *open) {
	a := &r.attr
	image := Image{Ref: in.ref, Src: a.src, Alt: a.alt, Tiny: tiny(a.width) || tiny(a.height) || in.hidden}
	r.doc.Images = append(r.doc.Images, image)
	if image.Tiny {
		return
	}
	for i := len(r.stack) - 1; i >= 0; i-- {
		if link := r.stack[i].link; link >= 0 {
			l := &r.doc.Links[link]
			l.Pictures++
			l.Alt = strings.TrimSpace(l.Alt + " " + a.alt)
			return
		}
	}
}

func (r *reader) endTag(tag atom.Atom, name []byte) {
	for i := len(r.stack) - 1; i >= 0; i-- {
		if r.stack[i].tag == tag && (tag != 0 || r.stack[i].name == string(name)) {
			r.close(i)
			break
		}
		// An end tag inside a cell does not close what is around the table.
		if scopes(r.stack[i].tag) && !scopes(tag) && tag != atom.Tr && tag != atom.Tbody {
			break
		}
	}
	if breaks(tag) {
		r.breakLine()
	}
	r.mark(r.ref())
}

// close closes the elements from i on.
func (r *reader) close(i int) {
	for _, e := range r.stack[i:] {
		if e.link >= 0 {
			r.doc.Links[e.link].End = len(r.text)
		}
		if e.quote >= 0 && len(r.text) > e.quote {
			r.doc.quotes = append(r.doc.quotes, span{e.quote, len(r.text)})
		}
	}
	r.stack = r.stack[:i]
}

// closeImplied closes what a start tag ends without saying so (HTML §13.1.2.4),
// as far as links and hidden regions are concerned.
func (r *reader) closeImplied(tag atom.Atom) {
	n := len(r.stack)
	if n == 0 {
		return
	}
	top := r.stack[n-1].tag
	switch tag {
	case atom.P, atom.Div, atom.Table, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.Blockquote:
		if top == atom.P {
			r.close(n - 1)
		}
	case atom.Li, atom.Option:
		if top == tag {
			r.close(n - 1)
		}
	case atom.Td, atom.Th:
		if top == atom.Td || top == atom.Th {
			r.close(n - 1)
		}
	case atom.A:
		// A link cannot stand in a link: the second ends the first.
		for i := n - 1; i >= 0 && !scopes(r.stack[i].tag); i-- {
			if r.stack[i].tag == atom.A {
				r.close(i)
				return
			}
		}
	}
}

func (r *reader) ref() int {
	if n := len(r.stack); n > 0 {
		return r.stack[n-1].ref
	}
	return 0
}

// mark notes that text from here on belongs to ref.
func (r *reader) mark(ref int) {
	if n := len(r.doc.runs); n > 0 {
		last := &r.doc.runs[n-1]
		if last.ref == ref {
			return
		}
		if last.start == len(r.text) {
			last.ref = ref
			return
		}
	}
	r.doc.runs = append(r.doc.runs, run{len(r.text), ref})
}

// readInner reads what stands in <noscript>. The tokenizer gives it as text,
// as to a browser that runs scripts; mail programs run none and show it.
func (r *reader) readInner() {
	if r.tokens.Next() == html.TextToken {
		r.readPage(string(r.tokens.Raw()))
	}
}

// readPage reads a page that stands as a text within this one.
func (r *reader) readPage(text string) {
	if outer := r.tokens; text != "" {
		r.tokens = html.NewTokenizer(strings.NewReader(text))
		r.read()
		r.tokens = outer
	}
}

// skip passes over an element whose content is no text; style sheets are read.
func (r *reader) skip(tag atom.Atom) {
	if tag == atom.Title {
		tag = 0 // never shown in a mail
	}
	for {
		switch r.tokens.Next() {
		case html.ErrorToken, html.EndTagToken:
			return
		case html.TextToken:
			if tag == atom.Style {
				r.styles.read(string(r.tokens.Text()))
			}
		}
	}
}

func (r *reader) finish() *Doc {
	r.close(0)
	d := &r.doc
	d.Text, d.Hidden = string(r.text), string(r.hidden)
	d.addQuotes()
	d.addBare()
	return d
}

func (a *attrs) take(key, val []byte) {
	switch string(key) {
	case "href":
		a.href = string(val)
	case "xlink:href":
		if a.href == "" {
			a.href = string(val)
		}
	case "action", "formaction":
		a.action = string(val)
	case "src", "data":
		a.src = string(val)
	case "srcdoc":
		a.srcdoc = string(val)
	case "alt":
		a.alt = string(val)
	case "style":
		a.style = string(val)
	case "class":
		a.class = string(val)
		a.quote = a.quote || strings.Contains(a.class, "gmail_quote") || strings.Contains(a.class, "moz-cite-prefix")
	case "id":
		a.id = string(val)
	case "width":
		a.width = string(val)
	case "height":
		a.height = string(val)
	case "type":
		a.kind = string(val)
	case "http-equiv":
		a.equiv = string(val)
	case "content":
		a.content = string(val)
	case "hidden":
		a.hidden = true
	case "data-ref":
		if n, err := strconv.Atoi(string(val)); err == nil && n > 0 {
			a.ref = n
		}
	case "data-unseen":
		a.unseen = true // stamped by the content script: the browser does not show it
	}
}

// skipped are elements whose content is never text for a reader.
func skipped(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Title, atom.Template, atom.Noframes, atom.Xmp:
		return true
	}
	return false
}

// scopes are elements that an unmatched end tag inside them does not reach past.
func scopes(tag atom.Atom) bool {
	return tag == atom.Td || tag == atom.Th || tag == atom.Table
}

func void(tag atom.Atom) bool {
	switch tag {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// breaks are elements that end a line.
func breaks(tag atom.Atom) bool {
	switch tag {
	case atom.Br, atom.P, atom.Div, atom.Table, atom.Tr, atom.Td, atom.Th, atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dt, atom.Dd,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hr, atom.Blockquote, atom.Pre, atom.Section, atom.Article,
		atom.Header, atom.Footer, atom.Main, atom.Nav, atom.Aside, atom.Center, atom.Form, atom.Fieldset, atom.Address, atom.Option, atom.Button:
		return true
	}
	return false
}

// linked says whether what is read stands in a link.
func (r *reader) linked() bool {
	return slices.ContainsFunc(r.stack, func(e open) bool { return e.link >= 0 })
}

func submits(kind string) bool {
	return strings.EqualFold(kind, "submit") || strings.EqualFold(kind, "image")
}

// typed are the input types a person types into.
func typed(kind string) bool {
	switch strings.ToLower(kind) {
	case "hidden", "submit", "button", "image", "reset", "checkbox", "radio":
		return false
	}
	return true
}

// tiny is a width or height of a tracking pixel.
func tiny(length string) bool {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(length), "px"))
	return err == nil && n <= 3
}

// refreshTarget reads the content of <meta http-equiv=refresh> (HTML §4.2.5.3).
func refreshTarget(content string) (string, bool) {
	_, rest, ok := strings.Cut(content, ";")
	if !ok {
		_, rest, ok = strings.Cut(content, ",")
	}
	rest = strings.TrimSpace(rest)
	if len(rest) >= 3 && strings.EqualFold(rest[:3], "url") {
		rest = strings.TrimSpace(rest[3:])
		rest = strings.TrimSpace(strings.TrimPrefix(rest, "="))
	}
	return strings.Trim(rest, `'"`), ok && rest != ""
}
