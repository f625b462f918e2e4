package review

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"tashikame/wasm/rules"
)

// characters refuses what nobody can see in a review: a host with a zero-width
// space in it looks like the host without.
func (l *linter) characters(book *rules.Book) {
	text, err := json.Marshal(book)
	if err != nil {
		l.bad("%w", err)
		return
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		l.bad("%w", err)
		return
	}
	l.walk("", tree)
}

func (l *linter) walk(path string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			l.visible(path, key)
			l.walk(path+"."+key, v[key])
		}
	case []any:
		for i, member := range v {
			l.walk(fmt.Sprintf("%s[%d]", path, i), member)
		}
	case string:
		l.visible(path, v)
	}
}

func (l *linter) visible(path, text string) {
	for _, c := range text {
		if c == '\n' && (strings.HasSuffix(path, ".ja") || strings.HasSuffix(path, ".en")) {
			continue // what people are told, or send, may have lines
		}
		if isInvisible(c) {
			l.bad("%s: %q holds the invisible character %U", strings.TrimPrefix(path, "."), text, c)
			return
		}
	}
}

// isInvisible tells of characters that show nothing, or a space that is none of
// the two that people type.
func isInvisible(c rune) bool {
	const brailleBlank = '\u2800'
	return unicode.In(c, unicode.C, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) ||
		unicode.Is(unicode.Zs, c) && c != ' ' && c != '\u3000' || c == brailleBlank || c == unicode.ReplacementChar
}
