package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// addText adds a text token, folding white space as browsers do.
func (r *reader) addText(b []byte) {
	if n := len(r.stack); n > 0 && r.stack[n-1].hidden {
		r.addHidden(b)
		return
	}
	if r.salt > 0 && r.salt == len(r.text) && letterFirst(b) {
		r.doc.Salted++
	}
	r.salt = 0
	for _, c := range b {
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' {
			if !r.gap {
				r.text = append(r.text, ' ')
				r.gap = true
			}
			continue
		}
		r.text = append(r.text, c)
		r.gap = false
	}
}

func (r *reader) addHidden(b []byte) {
	if text := strings.TrimSpace(string(b)); text != "" {
		r.hidden = append(append(r.hidden, text...), '\n')
		if letterLast(r.text) {
			r.salt = len(r.text)
		}
	}
}

// breakLine ends the line, once.
func (r *reader) breakLine() {
	n := len(r.text)
	if n > 0 && r.text[n-1] == ' ' {
		r.text[n-1] = '\n'
	} else if n > 0 && r.text[n-1] != '\n' {
		r.text = append(r.text, '\n')
	}
	r.gap = true
}

func letterFirst(b []byte) bool {
	c, _ := utf8.DecodeRune(b)
	return unicode.IsLetter(c)
}

func letterLast(b []byte) bool {
	c, _ := utf8.DecodeLastRune(b)
	return unicode.IsLetter(c)
}

// addBare finds addresses that stand in the text: webmails make links of them.
func (d *Doc) addBare() {
	var bare []Link
	covered, next := 0, 0 // text before covered is within links before next
	for at := 0; ; {
		i := nextAddress(d.Text[at:])
		if i < 0 {
			break
		}
		start := at + i
		end := start + addressLength(d.Text[start:])
		at = max(end, start+1)
		for next < len(d.Links) && d.Links[next].Start <= start {
			covered = max(covered, d.Links[next].End)
			next++
		}
		if end-start > len("https://") && start >= covered {
			bare = append(bare, Link{Kind: Bare, Ref: d.RefAt(start), Target: d.Text[start:end], Start: start, End: end})
		}
	}
	d.Links = append(d.Links, bare...)
}

// nextAddress finds where the next address begins.
func nextAddress(text string) int {
	for from := 0; ; {
		i := strings.IndexAny(text[from:], "hHwW")
		if i < 0 {
			return -1
		}
		i += from
		if hasPrefixFold(text[i:], "http://") || hasPrefixFold(text[i:], "https://") {
			return i
		}
		if hasPrefixFold(text[i:], "www.") && (i == 0 || !wordByte(text[i-1])) {
			return i
		}
		from = i + 1
	}
}

// addressLength is the length of the address text begins with. Japanese text
// runs on without a space, so the first character that an address cannot
// hold unescaped ends it. It is 0 for one whose host is blotted out, as those
// print it who warn of false mails: https://amazon-●●●.cn/.
func addressLength(text string) int {
	end := len(text)
	for i, c := range text {
		if strings.ContainsRune("●○◯〇■□×＊", c) && !strings.Contains(text[min(i, len("https://")):i], "/") {
			// Before an @ it hides nothing: that is a user name.
			if next := strings.IndexAny(text[i:], "@/ \n"); next < 0 || text[i+next] != '@' {
				return 0
			}
		}
		if c <= ' ' || strings.ContainsRune("<>\"「」『』【】（）、。，．　", c) || unicode.Is(unicode.Hiragana, c) || unicode.Is(unicode.Katakana, c) || unicode.Is(unicode.Han, c) {
			end = i
			break
		}
	}
	return len(strings.TrimRight(text[:end], ".,;:!?)]}'*"))
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '@'
}
