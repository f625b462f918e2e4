package rules

// Reply is an answer to a seller, ready to be copied into the Message Center.
// {order} in it stands for the order number.
type Reply struct {
	ID string `json:"id" yaml:"id"`
	// Kinds are sorts of mail it answers, Findings what of such a mail it
	// answers before all else.
	Kinds    []string `json:"kinds,omitempty" yaml:"kinds"`
	Findings []string `json:"findings,omitempty" yaml:"findings"`
	// Title says what it is for.
	Title   Text     `json:"title" yaml:"title"`
	Text    Text     `json:"text" yaml:"text"`
	Sources []string `json:"-" yaml:"sources"`
	Since   string   `json:"-" yaml:"since"`
}

func (r *Reply) check(b *Book, f *faults) {
	if r.Title.JA == "" || r.Title.EN == "" || r.Text.JA == "" || r.Text.EN == "" {
		f.add("reply ", r.ID, ": needs title and text in ja and en")
	}
	if len(r.Kinds) == 0 && len(r.Findings) == 0 {
		f.add("reply ", r.ID, ": answers no kind of mail and no finding")
	}
	for _, id := range r.Kinds {
		if !b.hasKind(id) {
			f.add("reply ", r.ID, ": kind ", id, " is not known")
		}
	}
}

func (b *Book) hasKind(id string) bool {
	for i := range b.Kinds {
		if b.Kinds[i].ID == id {
			return true
		}
	}
	return false
}
