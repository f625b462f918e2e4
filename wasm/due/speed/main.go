// Command speed measures reading beside one pass of Unicode normalisation over
// the same text, in whatever it runs in: bench due runs it as WebAssembly.
//
//	speed ROUNDS <TEXT
//
// It prints one line of JSON: nanoseconds, the median of the rounds, after as
// many to warm up. Both are measured in turn, so that a busy machine is as busy
// for one as for the other.
package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"time"

	"golang.org/x/text/unicode/norm"

	"tashikame/wasm/due"
	"tashikame/wasm/rules"
)

func main() {
	if err := measure(); err != nil {
		fmt.Fprintln(os.Stderr, "speed:", err)
		os.Exit(1)
	}
}

func measure() error {
	if len(os.Args) != 2 {
		return fmt.Errorf("usage: speed ROUNDS <TEXT")
	}
	rounds, err := strconv.Atoi(os.Args[1])
	if err != nil || rounds < 1 {
		return fmt.Errorf("%q rounds", os.Args[1])
	}
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	text := string(input)
	r := due.NewReader(rules.Baseline())
	sent := time.Date(2026, 11, 20, 10, 15, 0, 0, due.JST)
	var reading, normalising []int64
	for round := range 2 * rounds {
		start := time.Now()
		r.Read(text, due.Context{Sent: sent, Now: sent})
		half := time.Now()
		_ = norm.NFKC.String(text)
		end := time.Now()
		if round < rounds {
			continue // the engine is still compiling
		}
		reading = append(reading, half.Sub(start).Nanoseconds())
		normalising = append(normalising, end.Sub(half).Nanoseconds())
	}
	fmt.Printf("{\"bytes\":%d,\"read\":%d,\"nfkc\":%d}\n", len(text), median(reading), median(normalising))
	return nil
}

func median(all []int64) int64 {
	slices.Sort(all)
	return all[len(all)/2]
}
