package codec

import (
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Marshal writes a value as JSON, a map's names in no order. What is no UTF-8
// becomes U+FFFD.
func Marshal(v any) (string, error) {
	return string(appendValue(nil, reflect.ValueOf(v))), nil
}

func appendValue(out []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.String:
		return appendString(out, v.String())
	case reflect.Bool:
		return append(out, strconv.FormatBool(v.Bool())...)
	case reflect.Int:
		return append(out, strconv.Itoa(int(v.Int()))...)
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return append(out, "null"...)
		}
		return appendValue(out, v.Elem())
	case reflect.Slice:
		return appendSlice(out, v)
	case reflect.Map:
		return appendMap(out, v)
	case reflect.Struct:
		return appendStruct(out, v)
	}
	panic("codec: cannot write a " + v.Kind().String())
}

func appendSlice(out []byte, v reflect.Value) []byte {
	if v.IsNil() {
		return append(out, "null"...)
	}
	out = append(out, '[')
	for i := range v.Len() {
		out = appendValue(comma(out), v.Index(i))
	}
	return append(out, ']')
}

func appendMap(out []byte, v reflect.Value) []byte {
	if v.IsNil() {
		return append(out, "null"...)
	}
	out = append(out, '{')
	for item := v.MapRange(); item.Next(); {
		out = append(appendString(comma(out), item.Key().String()), ':')
		out = appendValue(out, item.Value())
	}
	return append(out, '}')
}

func appendStruct(out []byte, v reflect.Value) []byte {
	out = append(out, '{')
	for _, f := range fieldsOf(v.Type()) {
		if f.omit && isEmpty(v.Field(f.index)) {
			continue
		}
		out = append(appendString(comma(out), f.name), ':')
		out = appendValue(out, v.Field(f.index))
	}
	return append(out, '}')
}

// isEmpty says what omitempty leaves out.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.String:
		return v.Len() == 0
	case reflect.Bool:
		return !v.Bool()
	case reflect.Int:
		return v.Int() == 0
	case reflect.Pointer:
		return v.IsNil()
	}
	return false
}

// comma writes one unless it is the first thing in its brackets.
func comma(out []byte) []byte {
	if c := out[len(out)-1]; c == '[' || c == '{' {
		return out
	}
	return append(out, ',')
}

func appendString(out []byte, text string) []byte {
	out = append(out, '"')
	start := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			if r == utf8.RuneError && size == 1 {
				out = append(append(out, text[start:i]...), "\uFFFD"...)
				start = i + 1
			}
			i += size
			continue
		}
		if c < ' ' || c == '"' || c == '\\' {
			out = appendEscape(append(out, text[start:i]...), c)
			start = i + 1
		}
		i++
	}
	return append(append(out, text[start:]...), '"')
}

func appendEscape(out []byte, c byte) []byte {
	out = append(out, '\\')
	if i := strings.IndexByte(stand, c); i >= 0 {
		return append(out, escapes[i])
	}
	return append(out, 'u', '0', '0', '0'+c>>4, "0123456789abcdef"[c&15])
}

// field is what JSON knows of a struct's field.
type field struct {
	name  string
	index int
	omit  bool
}

// known are the fields of the types that were met. Like all of the core it is
// used by one caller at a time in the browser; elsewhere it is guarded.
var known typeCache

// fieldsOf reads the tags of a type, once.
func fieldsOf(t reflect.Type) []field {
	if fields, ok := known.get(t); ok {
		return fields
	}
	var fields []field
	for i := range t.NumField() {
		tag := jsonTag(string(t.Field(i).Tag))
		name, options, _ := strings.Cut(tag, ",")
		if name == "" {
			name = t.Field(i).Name
		}
		if tag != "-" {
			fields = append(fields, field{name, i, options == "omitempty"})
		}
	}
	known.set(t, fields)
	return fields
}

// jsonTag gives what stands in json:"…". Ours hold no escapes.
func jsonTag(tags string) string {
	_, rest, _ := strings.Cut(tags, `json:"`)
	tag, _, _ := strings.Cut(rest, `"`)
	return tag
}
