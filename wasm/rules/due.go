package rules

import "strconv"

// Due is what the reader of deadlines knows besides the language itself.
type Due struct {
	// Eras are Japan's, the newest first.
	Eras []Era `json:"eras" yaml:"eras"`
	// Holidays are the days on which no business is done besides weekends.
	Holidays Holidays `json:"holidays" yaml:"-"`
	// Recent is for how many days after a date a mail that names it without a
	// year still means the one just gone, and not next year's.
	Recent int `json:"recent" yaml:"recent"`
	// Signs are phrases by the part they play; see the comments in due.yaml.
	Signs map[string][]string `json:"signs" yaml:"signs"`
	// Kinds say by which words a deadline's kind is known, the first one
	// winning where two weigh the same.
	Kinds []DueKind `json:"kinds" yaml:"kinds"`
	// Defaults are counted from the sending of a mail that states no deadline.
	Defaults []DueDefault `json:"defaults" yaml:"defaults"`
	Sources  []string     `json:"-" yaml:"sources"`
	Since    string       `json:"-" yaml:"since"`
}

// Era is one of Japan's eras: 令和8年, R8.11.25.
type Era struct {
	Name   string `json:"name" yaml:"name"`
	Square string `json:"square" yaml:"square"` // the one-character form
	Letter string `json:"letter" yaml:"letter"`
	// From is its first day, 2006-01-02.
	From string `json:"from" yaml:"from"`
}

// Holidays are national holidays of the years From to To. Days holds a string
// for each year, four digits (MMDD) a day.
type Holidays struct {
	From int      `json:"from" yaml:"from"`
	To   int      `json:"to" yaml:"to"`
	Days []string `json:"days" yaml:"days"`
}

// DueKind is how one kind of deadline is told from the others.
type DueKind struct {
	Kind string `json:"kind" yaml:"kind"`
	// Sure words count three times as much as Weak ones.
	Sure []string `json:"sure" yaml:"sure"`
	Weak []string `json:"weak" yaml:"weak"`
}

// DueDefault is how long one kind of thing lasts where nothing is stated: the
// shorter one where sources differ.
type DueDefault struct {
	Kind    string   `json:"kind" yaml:"kind"`
	Hours   int      `json:"hours" yaml:"hours"`
	Days    int      `json:"days" yaml:"days"`
	Sources []string `json:"sources" yaml:"sources"`
}

// MaxDueKinds is how many kinds of deadlines the reader can tell apart.
const MaxDueKinds = 16

func (d *Due) check(f *faults) {
	for _, e := range d.Eras {
		if len(e.Letter) != 1 || e.Name == "" || len(e.From) != len("2006-01-02") {
			f.add("due: era ", e.Name, ": needs a name, a letter and its first day")
		}
	}
	h := &d.Holidays
	if h.From != 0 && len(h.Days) != h.To-h.From+1 {
		f.add("due: holidays: a line for each year from ", strconv.Itoa(h.From), " to ", strconv.Itoa(h.To))
	}
	for _, days := range h.Days {
		for i := 4; i < len(days); i += 4 {
			if len(days)%4 != 0 || days[i:min(i+4, len(days))] <= days[i-4:i] {
				f.add("due: holidays ", days, ": four digits a day, in order")
				break
			}
		}
	}
	if len(d.Kinds) > MaxDueKinds {
		f.add("due: more than ", strconv.Itoa(MaxDueKinds), " kinds")
	}
}
