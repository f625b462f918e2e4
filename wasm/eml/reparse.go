//go:build !(js && wasm && extension)

package eml

import (
	"strings"

	"golang.org/x/net/html"
)

// reparsed is HTML in which everything is closed that was opened.
func reparsed(text string) string {
	tree, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return text
	}
	var out strings.Builder
	if html.Render(&out, tree) != nil {
		return text
	}
	return out.String()
}
