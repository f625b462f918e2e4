package codec

import (
	"errors"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth bounds the recursion on hostile input; ours is nowhere deeper than ten.
const maxDepth = 200

// Unmarshal reads JSON into what into points at. As in encoding/json, null and
// what is missing leave a value as it is, and unknown names are passed over.
// The error says where in the text it went wrong, in bytes, and at which name.
func Unmarshal(text string, into any) error {
	r := reader{text: text}
	r.value(reflect.ValueOf(into).Elem())
	if r.next() != 0 || r.at < len(text) {
		r.fail("something after the value")
	}
	return r.err
}

// reader reads one text. After the first error it stands at the end of it.
type reader struct {
	text  string
	at    int
	depth int
	name  string
	err   error
}

func (r *reader) fail(what string) {
	if r.err == nil {
		r.err = errors.New("reading JSON: " + what + " at byte " + strconv.Itoa(r.at) + ", " + r.name)
	}
	r.at = len(r.text)
}

// next passes over white space and gives the byte after it, 0 at the end.
func (r *reader) next() byte {
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; c {
		case ' ', '\n', '\t', '\r':
		default:
			return c
		}
	}
	return 0
}

// take reads one byte that has to come next.
func (r *reader) take(want byte) bool {
	if r.next() != want {
		r.fail("no " + string(rune(want)))
		return false
	}
	r.at++
	return true
}

// value reads a value into v; with an invalid v it only passes over it.
func (r *reader) value(v reflect.Value) {
	c := r.next()
	if c == 'n' {
		r.word("null")
		return
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	switch kind := v.Kind(); {
	case c == '"' && (kind == reflect.String || kind == reflect.Invalid):
		if text := r.string(); kind == reflect.String {
			v.SetString(text)
		}
	case c == '[' && (kind == reflect.Slice || kind == reflect.Invalid):
		r.list(v)
	case c == '{' && (kind == reflect.Map || kind == reflect.Struct || kind == reflect.Invalid):
		r.object(v)
	case (c == 't' || c == 'f') && (kind == reflect.Bool || kind == reflect.Invalid):
		yes := c == 't'
		if r.word(strconv.FormatBool(yes)); kind == reflect.Bool {
			v.SetBool(yes)
		}
	case (c == '-' || digit(c)) && (kind == reflect.Int || kind == reflect.Invalid):
		r.number(v)
	default:
		r.fail("another type than expected")
	}
}

func (r *reader) word(word string) {
	if !strings.HasPrefix(r.text[r.at:], word) {
		r.fail("no " + word)
		return
	}
	r.at += len(word)
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// number reads a number; only whole ones fit in v.
func (r *reader) number(v reflect.Value) {
	start := r.at
	if r.text[r.at] == '-' {
		r.at++
	}
	first := r.at
	n := r.digits()
	whole := n == 1 || n > 1 && r.text[first] != '0'
	if r.at < len(r.text) && r.text[r.at] == '.' {
		r.at++
		whole = r.digits() > 0 && whole
	}
	if r.at < len(r.text) && r.text[r.at]|0x20 == 'e' {
		r.at++
		if r.at < len(r.text) && (r.text[r.at] == '+' || r.text[r.at] == '-') {
			r.at++
		}
		whole = r.digits() > 0 && whole
	}
	switch {
	case !whole:
		r.fail("no number")
	case v.IsValid():
		n, err := strconv.ParseInt(r.text[start:r.at], 10, 64)
		if err != nil {
			r.fail("no whole number")
			return
		}
		v.SetInt(n)
	}
}

// digits passes over digits and counts them.
func (r *reader) digits() int {
	start := r.at
	for r.at < len(r.text) && digit(r.text[r.at]) {
		r.at++
	}
	return r.at - start
}

func (r *reader) list(v reflect.Value) {
	var none reflect.Value
	if v.IsValid() {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	}
	r.items('[', ']', func(i int) {
		if !v.IsValid() {
			r.value(none)
			return
		}
		if i == v.Cap() {
			v.Grow(max(4, i))
		}
		v.SetLen(i + 1)
		r.value(v.Index(i))
	})
}

func (r *reader) object(v reflect.Value) {
	var item reflect.Value
	var fields []field
	switch v.Kind() {
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
	case reflect.Struct:
		fields = fieldsOf(v.Type())
	}
	r.items('{', '}', func(int) {
		if r.next() != '"' {
			r.fail("no name")
			return
		}
		name := r.string()
		if !r.take(':') {
			return
		}
		r.name = name
		switch v.Kind() {
		case reflect.Map:
			item = reflect.New(v.Type().Elem()).Elem()
			r.value(item)
			key := reflect.New(v.Type().Key()).Elem()
			key.SetString(name)
			v.SetMapIndex(key, item)
		case reflect.Struct:
			r.value(fieldNamed(v, fields, name))
		default:
			r.value(item)
		}
	})
}

// fieldNamed gives the field to fill, an invalid value for an unknown name.
func fieldNamed(v reflect.Value, fields []field, name string) (to reflect.Value) {
	for i := range fields {
		if fields[i].name == name {
			return v.Field(fields[i].index)
		}
	}
	return to
}

// items reads what stands between two brackets, with commas between.
func (r *reader) items(open, shut byte, each func(i int)) {
	r.take(open)
	if r.depth++; r.depth > maxDepth {
		r.fail("too deep")
	}
	for i := 0; r.err == nil; i++ {
		if i == 0 && r.next() == shut {
			break
		}
		each(i)
		if r.next() == ',' {
			r.at++
			continue
		}
		break
	}
	r.take(shut)
	r.depth--
}

// string reads a string that begins here.
func (r *reader) string() string {
	r.at++
	start := r.at
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; {
		case c == '"':
			r.at++
			return valid(r.text[start : r.at-1])
		case c == '\\':
			return r.escaped(start)
		case c < ' ':
			r.fail("a control character")
		}
	}
	r.fail("no end of a string")
	return ""
}

// valid has U+FFFD in place of each byte that is no UTF-8.
func valid(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	return string([]rune(text))
}

// escapes are the letters after a backslash, and what they stand for.
const escapes, stand = `"\/bfnrt`, "\"\\/\b\f\n\r\t"

// escaped goes on with a string that has escapes in it.
func (r *reader) escaped(start int) string {
	out := []byte(r.text[start:r.at])
	for r.at < len(r.text) {
		c := r.text[r.at]
		r.at++
		switch {
		case c == '"':
			return valid(string(out))
		case c < ' ':
			r.fail("a control character")
		case c != '\\':
			out = append(out, c)
		default:
			out = r.escape(out)
		}
	}
	r.fail("no end of a string")
	return ""
}

func (r *reader) escape(out []byte) []byte {
	if strings.HasPrefix(r.text[r.at:], "u") {
		r.at--
		unit := r.unit()
		if utf16.IsSurrogate(unit) {
			before := r.at
			if pair := utf16.DecodeRune(unit, r.unit()); pair != utf8.RuneError {
				return utf8.AppendRune(out, pair)
			}
			r.at = before
		}
		return utf8.AppendRune(out, unit) // half a pair becomes U+FFFD
	}
	if r.at < len(r.text) {
		if i := strings.IndexByte(escapes, r.text[r.at]); i >= 0 {
			r.at++
			return append(out, stand[i])
		}
	}
	r.fail("no such escape")
	return out
}

// unit reads \uXXXX; -1 when something else stands here.
func (r *reader) unit() rune {
	rest := r.text[r.at:]
	if len(rest) < 6 || rest[:2] != `\u` {
		if r.at == len(r.text) || rest[0] == '\\' && len(rest) > 1 && rest[1] == 'u' {
			r.fail("no such escape")
		}
		return -1
	}
	n, err := strconv.ParseUint(rest[2:6], 16, 32)
	if err != nil {
		r.fail("no such escape")
		return -1
	}
	r.at += 6
	return rune(n)
}
