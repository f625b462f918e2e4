package page

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// Selectors are CSS selectors of the book, by the name of the part each finds,
// made ready to be looked for all at once. Known are tag, #id, .class, [attr],
// [attr=v], [attr^=v], [attr$=v], [attr*=v], joined, and descendants.
type Selectors struct {
	byID, byClass map[string][]selector
	byTag         map[atom.Atom][]selector
	others        []selector // neither id, class nor tag: looked at for every element
}

type selector struct {
	part string
	// steps are compounds from the right; each following one is an ancestor's.
	steps []compound
}

type compound struct {
	tag     atom.Atom
	id      string
	classes []string
	attrs   []condition
}

type condition struct {
	key, val string
	how      byte // '=' exact, '^' prefix, '$' suffix, '*' within, 0 present
}

// NewSelectors makes parts ready. One that cannot be read is returned, so that
// the book's test can name it; it finds nothing.
func NewSelectors(parts map[string][]string) (s *Selectors, unreadable []string) {
	s = &Selectors{byID: map[string][]selector{}, byClass: map[string][]selector{}, byTag: map[atom.Atom][]selector{}}
	for part, texts := range parts {
		for _, text := range texts {
			sel := selector{part: part}
			for _, step := range strings.Fields(text) {
				c, ok := readCompound(step)
				if !ok {
					unreadable = append(unreadable, text)
					sel.steps = nil
					break
				}
				sel.steps = append([]compound{c}, sel.steps...)
			}
			if len(sel.steps) > 0 {
				s.add(sel)
			}
		}
	}
	return s, unreadable
}

func (s *Selectors) add(sel selector) {
	switch key := &sel.steps[0]; {
	case key.id != "":
		s.byID[key.id] = append(s.byID[key.id], sel)
	case len(key.classes) > 0:
		s.byClass[key.classes[0]] = append(s.byClass[key.classes[0]], sel)
	case key.tag != 0:
		s.byTag[key.tag] = append(s.byTag[key.tag], sel)
	default:
		s.others = append(s.others, sel)
	}
}

func readCompound(text string) (c compound, ok bool) {
	end := len(text)
	if i := strings.IndexAny(text, "#.["); i >= 0 {
		end = i
	}
	if end > 0 {
		if c.tag = atom.Lookup([]byte(text[:end])); c.tag == 0 {
			return c, false
		}
	}
	for text = text[end:]; text != ""; {
		mark := text[0]
		text = text[1:]
		if mark == '[' {
			inner, rest, closed := strings.Cut(text, "]")
			if !closed {
				return c, false
			}
			c.attrs, text = append(c.attrs, readCondition(inner)), rest
			continue
		}
		end := len(text)
		if i := strings.IndexAny(text, "#.[:>+~,"); i >= 0 {
			end = i
		}
		if end == 0 {
			return c, false
		}
		switch mark {
		case '#':
			c.id = text[:end]
		case '.':
			c.classes = append(c.classes, text[:end])
		default:
			return c, false
		}
		text = text[end:]
	}
	return c, true
}

func readCondition(text string) condition {
	key, val, ok := strings.Cut(text, "=")
	if !ok {
		return condition{key: key}
	}
	val = strings.Trim(val, `"'`)
	if n := len(key) - 1; n > 0 && strings.IndexByte("^$*", key[n]) >= 0 {
		return condition{key[:n], val, key[n]}
	}
	return condition{key, val, '='}
}

// Find gives the elements of each part, in document order, hidden ones too.
func (s *Selectors) Find(t *Tree) map[string][]int {
	found := map[string][]int{}
	for n := range t.Nodes {
		node := &t.Nodes[n]
		if node.ID != "" {
			s.try(t, n, s.byID[node.ID], found)
		}
		for _, class := range strings.Fields(node.Class) {
			if list := s.byClass[class]; list != nil {
				s.try(t, n, list, found)
			}
		}
		if node.Tag != 0 {
			s.try(t, n, s.byTag[node.Tag], found)
		}
		if n > 0 {
			s.try(t, n, s.others, found)
		}
	}
	return found
}

func (s *Selectors) try(t *Tree, n int, list []selector, found map[string][]int) {
	for i := range list {
		sel := &list[i]
		if !sel.fits(t, n) {
			continue
		}
		if all := found[sel.part]; len(all) == 0 || all[len(all)-1] != n {
			found[sel.part] = append(all, n)
		}
	}
}

func (sel *selector) fits(t *Tree, n int) bool {
	if !sel.steps[0].fits(t, n) {
		return false
	}
	rest := sel.steps[1:]
	for n = t.Nodes[n].Parent; len(rest) > 0; n = t.Nodes[n].Parent {
		if n < 0 {
			return false
		}
		if rest[0].fits(t, n) {
			rest = rest[1:]
		}
	}
	return true
}

func (c *compound) fits(t *Tree, n int) bool {
	node := &t.Nodes[n]
	if c.tag != 0 && c.tag != node.Tag || c.id != "" && c.id != node.ID {
		return false
	}
	for _, class := range c.classes {
		if !hasClass(node.Class, class) {
			return false
		}
	}
	for i := range c.attrs {
		if !c.attrs[i].fits(t, n) {
			return false
		}
	}
	return true
}

func (c *condition) fits(t *Tree, n int) bool {
	val, there := t.LookAttr(n, c.key)
	switch c.how {
	case '=':
		return val == c.val && there
	case '^':
		return strings.HasPrefix(val, c.val)
	case '$':
		return strings.HasSuffix(val, c.val)
	case '*':
		return strings.Contains(val, c.val)
	}
	return there
}

func hasClass(classes, class string) bool {
	for _, c := range strings.Fields(classes) {
		if c == class {
			return true
		}
	}
	return false
}
