// Package table reads testdata/phrases.tsv, the phrases that the reader of
// deadlines is held to. The tests and the benchmark read it here, so that both
// mean the same by it.
package table

import (
	"fmt"
	"os"
	"strings"
	"time"

	"tashikame/wasm/due"
	"tashikame/wasm/wire"
)

// Phrase is one line of the table.
type Phrase struct {
	Line int
	Sent time.Time
	Text string
	// Want is what is due, none where nothing is.
	Want []Want
}

// Want is one deadline.
type Want struct {
	At    time.Time
	Kind  wire.DueKind
	Basis wire.Basis
}

func (w Want) String() string {
	return fmt.Sprint(w.At.Format(time.DateTime), " ", w.Kind, " ", w.Basis)
}

// Got is a due of the core in the form of the table.
func Got(d wire.Due) Want {
	at, _ := time.Parse(time.RFC3339, d.At)
	return Want{at.In(due.JST), d.Kind, d.Basis}
}

// Read reads the table. Its form is explained at its top.
func Read(file string) ([]Phrase, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all []Phrase
	var sent time.Time
	for i, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if cells[0] == "sent" && len(cells) == 2 {
			if sent, err = time.Parse(time.RFC3339, cells[1]); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", file, i+1, err)
			}
			continue
		}
		p := Phrase{Line: i + 1, Sent: sent, Text: strings.ReplaceAll(cells[0], `\n`, "\n")}
		if err := p.read(cells[1:]); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, i+1, err)
		}
		all = append(all, p)
	}
	return all, nil
}

func (p *Phrase) read(cells []string) error {
	if len(cells) == 1 && cells[0] == "-" {
		return nil
	}
	if len(cells) != 3 {
		return fmt.Errorf("%d cells behind the phrase: want due, kind and basis, or a single -", len(cells))
	}
	times, kinds, bases := strings.Split(cells[0], " & "), strings.Split(cells[1], " & "), strings.Split(cells[2], " & ")
	if len(times) != len(kinds) || len(times) != len(bases) {
		return fmt.Errorf("%d dues, %d kinds, %d bases", len(times), len(kinds), len(bases))
	}
	for i := range times {
		at, err := time.ParseInLocation(time.DateTime, times[i], due.JST)
		if err != nil {
			return err
		}
		p.Want = append(p.Want, Want{at, wire.DueKind(kinds[i]), wire.Basis(bases[i])})
	}
	return nil
}
