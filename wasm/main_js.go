//go:build js && wasm

// Command wasm is the core's browser face: compiled to core.wasm, it puts one
// object named tashikame on the global scope and waits. The extension's
// background is its only caller.
//
//	load(pack, tried)           {version, made} of the book now in use; "" is the built-in one.
//	                            tried is true for a pack that this very program has loaded before
//	offer(pack)                 begins to try a pack; the one in use goes on judging
//	try()                       tries it a little further: {} until it is in use, then as load
//	check(snapshot, ...bodies)  a Report; bodies are the regions' HTML, in order
//	sites(url)                  the site profiles to try on that page
//	profile(url)                what the page there is cut by, or null
//	code(lang, code, earlier)   a CodeCheck; earlier is a list of codes
//	version()                   of the book in use
//	recall(chunks)              hands in what the ledger has stored: {name: text}
//	remember(snapshot, ...bodies)
//	                            {listed, added}: what a Message Center's page lists is remembered
//	forget(account)             drops what is remembered of an account
//	changed()                   {name: text} to be stored after check, remember or forget; "" is to be removed
//	dues(request, chunks)       a DuesAnswer, of what is stored in those chunks
//	requests(request, chunks)   a RequestsAnswer, likewise
//
// Every answer is JSON; {"error": …} when there is none. Bodies cross beside the
// snapshot, so that a mail is not quoted and unquoted on its way.
package main

import (
	"errors"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall/js"
	"time"

	"tashikame/wasm/check"
	"tashikame/wasm/codec"
	"tashikame/wasm/ledger"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// maxStack ends a runaway recursion while the browser still has memory. Such
// an end is fatal to this program; the background then starts another.
const maxStack = 64 << 20

// A collection of garbage takes 30 ms here, ten times as long as a mail. It is
// left for when nobody has asked for a while, unless memory runs short first.
const (
	maxMemory = 128 << 20
	idle      = 300 * time.Millisecond
)

var rest = time.AfterFunc(time.Hour, runtime.GC)

func main() {
	debug.SetMaxStack(maxStack)
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(maxMemory)
	var d desk
	object := js.Global().Get("Object").New()
	for i := range face {
		answer := face[i].answer
		object.Set(face[i].name, guarded(func(args []js.Value) (string, error) { return answer(&d, args) }))
	}
	js.Global().Set("tashikame", object)
	select {}
}

// face is a table, not a map: one costs code to be filled, the other none.
var face = [...]struct {
	name   string
	answer func(*desk, []js.Value) (string, error)
}{
	{"load", (*desk).load},
	{"offer", (*desk).offer},
	{"try", (*desk).try},
	{"check", (*desk).check},
	{"sites", (*desk).sites},
	{"profile", (*desk).profile},
	{"code", (*desk).code},
	{"version", (*desk).version},
	{"recall", (*desk).recall},
	{"remember", (*desk).remember},
	{"forget", (*desk).forget},
	{"changed", (*desk).changed},
	{"dues", (*desk).dues},
	{"requests", (*desk).requests},
}

// guarded makes an answer callable from JavaScript. Nothing is thrown at the
// caller: a panic would leave the Go program unusable, so it is an answer too.
func guarded(answer func([]js.Value) (string, error)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) (result any) {
		defer func() {
			rest.Reset(idle)
			if p := recover(); p != nil {
				result = failure("panic: " + check.Said(p))
			}
		}()
		text, err := answer(args)
		if err != nil {
			return failure(err.Error())
		}
		return text
	})
}

func failure(why string) string {
	text, _ := codec.Marshal(map[string]string{"error": why})
	return text
}

// desk is one book in use and what judges by it.
type desk struct {
	book *rules.Book
	core *check.Core
	// messages is nil until something is recalled: mails are then not looked up.
	messages *ledger.Messages
	// arriving is a pack that is being read, offered the book that it became,
	// trial that book's trial.
	arriving *rules.Arriving
	offered  *rules.Book
	trial    *check.Trial
}

// load tries a pack and, when it holds, takes it into use. One that does not
// hold changes nothing.
func (d *desk) load(args []js.Value) (string, error) {
	if args[0].String() == "" {
		d.book, d.core = rules.Baseline(), check.New(rules.Baseline())
		return d.loaded()
	}
	if len(args) > 1 && args[1].Bool() {
		// Guarding and trying a book costs more than reading it.
		book, err := rules.Reread(args[0].String())
		if err != nil {
			return "", err
		}
		d.book, d.core = book, check.New(book)
		return d.loaded()
	}
	text, err := d.offer(args)
	for (d.arriving != nil || d.trial != nil) && err == nil {
		text, err = d.try(nil)
	}
	return text, err
}

// offer begins to read a pack.
func (d *desk) offer(args []js.Value) (text string, err error) {
	d.offered, d.trial = nil, nil
	d.arriving, err = rules.Arrive(args[0].String())
	return "{}", err
}

// try reads the pack that was offered a little further, then tries it a little
// further. What has passed is taken into use at once.
func (d *desk) try([]js.Value) (string, error) {
	if d.arriving != nil {
		return "{}", d.read()
	}
	if d.trial == nil {
		return "", errors.New("no rule pack was offered")
	}
	core, err := d.trial.Step()
	if core == nil && err == nil {
		return "{}", nil
	}
	book := d.offered
	d.offered, d.trial = nil, nil
	if err != nil {
		return "", err
	}
	d.book, d.core = book, core
	return d.loaded()
}

func (d *desk) read() error {
	book, err := d.arriving.Step()
	if book != nil {
		d.offered, d.trial = book, check.NewTrial(book)
	}
	if book != nil || err != nil {
		d.arriving = nil
	}
	return err
}

func (d *desk) loaded() (string, error) {
	book := d.book
	return codec.Marshal(map[string]any{"version": book.Version, "made": book.Made})
}

func (d *desk) check(args []js.Value) (string, error) {
	if err := d.open(); err != nil {
		return "", err
	}
	snapshot, err := snapshotOf(args)
	if err != nil {
		return "", err
	}
	return codec.Marshal(d.core.CheckWith(snapshot, d.messages))
}

// snapshotOf reads a snapshot and puts the bodies that came beside it in.
func snapshotOf(args []js.Value) (snapshot wire.Snapshot, err error) {
	if err := codec.Unmarshal(args[0].String(), &snapshot); err != nil {
		return snapshot, errors.New("reading the snapshot: " + err.Error())
	}
	bodies := args[1:]
	if len(bodies) != len(snapshot.Regions) {
		return snapshot, errors.New("there must be as many bodies as regions")
	}
	for i, body := range bodies {
		snapshot.Regions[i].HTML = body.String()
	}
	return snapshot, nil
}

// sites gives the profiles made for the page's host or, where there is none,
// those for any host.
func (d *desk) sites(args []js.Value) (string, error) {
	if err := d.open(); err != nil {
		return "", err
	}
	host := js.Global().Get("URL").New(args[0].String()).Get("hostname").String()
	exact, any := []rules.Site{}, []rules.Site{}
	for _, site := range d.book.Sites {
		switch {
		case len(site.Hosts) == 0:
			any = append(any, site)
		case slices.Contains(site.Hosts, strings.TrimSuffix(host, ".")):
			exact = append(exact, site)
		}
	}
	if len(exact) > 0 {
		return codec.Marshal(exact)
	}
	return codec.Marshal(any)
}

func (d *desk) version([]js.Value) (string, error) {
	if err := d.open(); err != nil {
		return "", err
	}
	return codec.Marshal(d.book.Version)
}

// open makes sure that there is a book to judge by.
func (d *desk) open() error {
	if d.core != nil {
		return nil
	}
	_, err := d.load([]js.Value{js.ValueOf("")})
	return err
}
