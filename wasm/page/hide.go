package page

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// hides says whether the attributes of an element make it invisible.
func (a *attrs) hides() bool {
	return a.hidden || a.unseen || (a.style != "" && hidesStyle(a.style))
}

// hidesStyle says whether declarations make an element invisible. Only what
// is plain is believed: a judgement by the browser (data-unseen) is better.
func hidesStyle(style string) bool {
	// The cheap filter first: most styles have none of these.
	if !strings.ContainsAny(style, "0") && !containsFold(style, "none") && !containsFold(style, "hidden") && !containsFold(style, "-") {
		return false
	}
	var clipped, noHeight, transparent bool
	for style != "" {
		var decl string
		decl, style, _ = strings.Cut(style, ";")
		key, val, ok := strings.Cut(decl, ":")
		if !ok {
			continue
		}
		key = strings.ToLower(strings.TrimSpace(key))
		val = strings.ToLower(strings.TrimSpace(val))
		val = strings.TrimSpace(strings.TrimSuffix(val, "!important"))
		switch key {
		case "display":
			if val == "none" {
				return true
			}
		case "visibility":
			if val == "hidden" || val == "collapse" {
				return true
			}
		case "opacity":
			transparent = zero(val)
		case "font-size":
			if zero(val) {
				return true
			}
		case "color":
			transparent = transparent || val == "transparent" || strings.HasSuffix(strings.ReplaceAll(val, " ", ""), ",0)")
		case "text-indent", "left", "top", "margin-left":
			if strings.HasPrefix(val, "-") && len(strings.TrimRight(val, "pxemrt%")) >= 5 {
				return true // -9999px
			}
		case "overflow":
			clipped = val == "hidden"
		case "height", "max-height", "width", "max-width":
			noHeight = noHeight || zero(val)
		}
	}
	return transparent || clipped && noHeight
}

// zero is a length or number of nothing: 0, 0px, 0.0, .01em is not.
func zero(val string) bool {
	val = strings.TrimRight(val, "abcdefghijklmnopqrstuvwxyz%")
	return val != "" && strings.Trim(val, "0.") == ""
}

func containsFold(s, lower string) bool {
	return strings.Contains(s, lower) || strings.Contains(strings.ToLower(s), lower)
}

// styles are the simple selectors of a mail's own style sheets that hide:
// ".x{display:none}". Rules inside @media are not believed, since they hide
// on one screen what another shows.
type styles struct{ classes, ids, tags map[string]bool }

func (s *styles) read(sheet string) {
	for depth := 0; sheet != ""; {
		i := strings.IndexAny(sheet, "{}")
		if i < 0 {
			return
		}
		selectors, mark := sheet[:i], sheet[i]
		sheet = sheet[i+1:]
		if mark == '}' {
			depth--
			continue
		}
		if strings.Contains(selectors, "@") {
			depth++
			continue
		}
		body, rest, _ := strings.Cut(sheet, "}")
		sheet = rest
		if depth <= 0 && hidesStyle(body) {
			for _, sel := range strings.Split(selectors, ",") {
				s.add(strings.TrimSpace(sel))
			}
		}
	}
}

func (s *styles) add(selector string) {
	if i := strings.LastIndex(selector, "*/"); i >= 0 {
		selector = strings.TrimSpace(selector[i+2:])
	}
	// Text that we wrongly take for hidden is text we do not judge, so only a
	// lone class, id or tag counts.
	if selector == "" || strings.ContainsAny(selector, " >+~:[*") || strings.ContainsAny(selector[1:], ".#") {
		return
	}
	set := &s.tags
	switch selector[0] {
	case '.':
		set, selector = &s.classes, selector[1:]
	case '#':
		set, selector = &s.ids, selector[1:]
	}
	if *set == nil {
		*set = map[string]bool{}
	}
	(*set)[selector] = true
}

func (s *styles) hide(tag atom.Atom, class, id string) bool {
	if s.ids != nil && s.ids[id] || s.tags != nil && s.tags[tag.String()] {
		return true
	}
	if s.classes == nil || class == "" {
		return false
	}
	for _, name := range strings.Fields(class) {
		if s.classes[name] {
			return true
		}
	}
	return false
}
