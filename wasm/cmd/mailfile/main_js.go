//go:build js && wasm

// Command mailfile reads mail files for the extension's page that takes them:
// compiled to mail.wasm, it puts one function named tashikameMail on the
// global scope and waits.
//
//	tashikameMail(bytes)  {fields, html, text, problem, attachments}, or {error} in a word:
//	                      empty, no-mail, broken
//
// It is apart from the core, which every browser start pays for.
package main

import (
	"bytes"
	"errors"
	"syscall/js"

	"tashikame/wasm/eml"
)

func main() {
	js.Global().Set("tashikameMail", js.FuncOf(func(_ js.Value, args []js.Value) (answer any) {
		defer func() {
			if recover() != nil {
				answer = js.ValueOf(map[string]any{"error": "broken"})
			}
		}()
		file := make([]byte, args[0].Length())
		js.CopyBytesToGo(file, args[0])
		return js.ValueOf(read(file))
	}))
	select {}
}

func read(file []byte) map[string]any {
	region, meta, err := eml.Read(bytes.NewReader(file))
	switch {
	case errors.Is(err, eml.ErrEmpty):
		return map[string]any{"error": "empty"}
	case errors.Is(err, eml.ErrNoMail):
		return map[string]any{"error": "no-mail"}
	case err != nil:
		return map[string]any{"error": "broken"}
	}
	fields, attachments := map[string]any{}, []any{}
	for name, text := range region.Fields {
		fields[string(name)] = text
	}
	for _, name := range meta.Attachments {
		attachments = append(attachments, name)
	}
	return map[string]any{
		"fields": fields, "html": region.HTML, "text": region.Text, "problem": region.Problem, "attachments": attachments,
	}
}
