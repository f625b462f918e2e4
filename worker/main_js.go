package main

import (
	"errors"
	"io/fs"
	"net/http"
	"syscall/js"

	"github.com/syumai/workers"
	"github.com/syumai/workers/cloudflare"

	"tashikame/worker/serve"
)

func listen(handler http.Handler) { workers.Serve(handler) }

func getenv(name string) string {
	if v := cloudflare.GetBinding(name); v.Type() == js.TypeString {
		return v.String()
	}
	return ""
}

func published() serve.Store { return namespace{cloudflare.GetBinding("RULES")} }

// namespace is Workers KV. The library's own reader takes a missing value for
// the text "<null>" and bytes for UTF-8; signed files need neither guess.
type namespace struct{ kv js.Value }

func (n namespace) ReadFile(name string) ([]byte, error) {
	if n.kv.IsUndefined() {
		return nil, errors.New("the KV binding RULES is missing from the Worker's configuration")
	}
	v, err := await(n.kv.Call("get", name, "arrayBuffer"))
	if err != nil {
		return nil, err
	}
	if v.IsNull() {
		return nil, &fs.PathError{Op: "get", Path: name, Err: fs.ErrNotExist}
	}
	view := js.Global().Get("Uint8Array").New(v)
	text := make([]byte, view.Length())
	js.CopyBytesToGo(text, view)
	return text, nil
}

// await waits for a promise without keeping JavaScript from settling it.
func await(promise js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	settled := make(chan outcome, 1)
	kept := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- outcome{value: args[0]}
		return nil
	})
	defer kept.Release()
	broken := js.FuncOf(func(_ js.Value, args []js.Value) any {
		settled <- outcome{err: errors.New(args[0].Call("toString").String())}
		return nil
	})
	defer broken.Release()
	promise.Call("then", kept, broken)
	o := <-settled
	return o.value, o.err
}
