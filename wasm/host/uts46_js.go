//go:build js

package host

import (
	"errors"
	"strings"
	"syscall/js"
)

var errPunycode = errors.New("broken punycode")

var (
	jsURL       = js.Global().Get("URL")
	jsNormalize = js.Global().Get("String").Get("prototype").Get("normalize")
)

// mapToASCII is "domain to ASCII" for a name that is not ASCII, as this very
// browser runs it.
func mapToASCII(name string) (ascii string, err error) {
	// These would end the host, or be decoded once more; no host holds them.
	if strings.ContainsAny(name, "/\\?#@:[]%\t\r\n") {
		return "", errForbidden
	}
	defer func() {
		if recover() != nil { // the browser throws where it would not go
			ascii, err = "", errForbidden
		}
	}()
	return jsURL.New("https://" + name + "/").Get("hostname").String(), nil
}

// toUnicode turns the punycode of a name back; with an error where some of it
// stays as it is. Browsers offer no call for that.
func toUnicode(name string) (shown string, err error) {
	labels := strings.Split(name, ".")
	for i, label := range labels {
		coded, is := strings.CutPrefix(label, "xn--")
		if !is {
			continue
		}
		if decoded, ok := decodePunycode(coded); ok {
			labels[i] = decoded
		} else {
			err = errPunycode
		}
	}
	return strings.Join(labels, "."), err
}

// decompose gives the characters one is made of (NFKD).
func decompose(r rune) string {
	return jsNormalize.Call("call", string(r), "NFKD").String()
}
