package words

import "strings"

// Replace puts the second of each pair of strings in the place of the first,
// wherever it stands, in one pass. Earlier pairs go first. It is
// strings.NewReplacer without the weight of its three ways to be fast.
func Replace(text string, pairs ...string) string {
	var out []byte
	done := 0
next:
	for i := 0; i < len(text); i++ {
		for p := 0; p+1 < len(pairs); p += 2 {
			if strings.HasPrefix(text[i:], pairs[p]) {
				out = append(append(out, text[done:i]...), pairs[p+1]...)
				done = i + len(pairs[p])
				i = done - 1
				continue next
			}
		}
	}
	if out == nil && done == 0 {
		return text
	}
	return string(append(out, text[done:]...))
}
