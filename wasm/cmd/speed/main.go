// Command speed measures what a check costs against a known amount of work in
// the same program, so that the figure holds on any machine:
//
//	GOOS=js GOARCH=wasm go run -exec="$(go env GOROOT)/lib/wasm/go_js_wasm_exec" ./wasm/cmd/speed FILE.eml…
//
// The reference for a whole check is one pass of x/net/html's Tokenizer with
// Token() over the same mail; for reading deadlines, one NFKC pass over the
// same text. It prints the median of the ratios, and their spread.
package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"tashikame/wasm/check"
	"tashikame/wasm/eml"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "speed:", err)
		os.Exit(1)
	}
}

func run(files []string) error {
	mails, err := read(files)
	if err != nil {
		return err
	}
	core := check.New(rules.Baseline())
	var ratios, kilobytes, micros []float64
	for _, mail := range mails {
		snapshot := wire.Snapshot{Lang: "ja", Now: time.Now().Format(time.RFC3339), Regions: []wire.Region{mail}}
		whole, pass := pair(func() { core.Check(snapshot) }, func() { tokenise(mail.HTML) })
		ratios = append(ratios, whole/pass)
		micros = append(micros, whole)
		kilobytes = append(kilobytes, float64(len(mail.HTML))/1000)
	}
	fmt.Printf("%s/%s, %d mails of %.0f KB (median)\n", runtime.GOOS, runtime.GOARCH, len(mails), median(kilobytes))
	fmt.Printf("whole check: %.0f µs (median); against one Tokenizer pass: %.2f× (median), %.2f to %.2f; the bar is 3.0×\n",
		median(micros), median(ratios), slices.Min(ratios), slices.Max(ratios))
	return nil
}

// read reads the mails that have HTML.
func read(patterns []string) ([]wire.Region, error) {
	var mails []wire.Region
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range files {
			f, err := os.Open(name)
			if err != nil {
				return nil, err
			}
			mail, _, err := eml.Read(f)
			f.Close()
			if err == nil && len(mail.HTML) > 1000 {
				mails = append(mails, mail)
			}
		}
	}
	if len(mails) == 0 {
		return nil, errors.New("no mail with HTML among the files named")
	}
	return mails, nil
}

// pair times two pieces of work in turn, so that both meet the same machine,
// and gives the median of each, in microseconds.
func pair(a, b func()) (float64, float64) {
	const rounds = 15
	var as, bs []float64
	a()
	b()
	for range rounds {
		as = append(as, timed(a))
		bs = append(bs, timed(b))
	}
	return median(as), median(bs)
}

// timed repeats short work until the clock can see it.
func timed(work func()) float64 {
	for n := 1; ; n *= 2 {
		start := time.Now()
		for range n {
			work()
		}
		if took := time.Since(start); took > 5*time.Millisecond {
			return float64(took.Microseconds()) / float64(n)
		}
	}
}

func tokenise(body string) (tokens int) {
	z := html.NewTokenizer(strings.NewReader(body))
	for z.Next() != html.ErrorToken {
		z.Token()
		tokens++
	}
	return tokens
}

func median(of []float64) float64 {
	sorted := slices.SortedFunc(slices.Values(of), cmp.Compare)
	return sorted[len(sorted)/2]
}
