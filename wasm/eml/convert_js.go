//go:build js && wasm

package eml

import "syscall/js"

// decoders are the browser's, by name. A hostile mail may name thousands: only
// those that exist are kept.
var decoders = map[string]js.Value{}

// decoder is the browser's decoder of a name; ok is false where it has none.
func decoder(name string) (d js.Value, ok bool) {
	if d, ok = decoders[name]; ok {
		return d, true
	}
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	d = js.Global().Get("TextDecoder").New(name)
	decoders[name] = d
	return d, true
}

// standard is the charset that the Encoding Standard means by a name.
func standard(name string) charset {
	d, ok := decoder(name)
	if !ok {
		return ""
	}
	return charset(d.Get("encoding").String())
}

// convert gives text in UTF-8, with U+FFFD for what the charset does not have.
func convert(from charset, text []byte) string {
	bytes := js.Global().Get("Uint8Array").New(len(text))
	js.CopyBytesToJS(bytes, text)
	d, _ := decoder(string(from))
	return d.Call("decode", bytes).String()
}
