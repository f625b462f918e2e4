package rules

// Shop is what is known of a shop's own pages. Markup changes without notice,
// which is why it stands here and not in code.
type Shop struct {
	// Hides are classes by which the shop's style sheets hide elements.
	Hides []string `json:"hides" yaml:"hides"`
	// OwnSellers are the ids under which the shop itself sells.
	OwnSellers []string `json:"ownSellers" yaml:"own-sellers"`
	// KonbiniLimit is the total in yen above which konbini is not offered.
	KonbiniLimit int `json:"konbiniLimit" yaml:"konbini-limit"`
	// ReplyHours are how long a seller may take to answer.
	ReplyHours int `json:"replyHours" yaml:"reply-hours"`
	// Chains are the konbini that take payments.
	Chains []Chain `json:"chains" yaml:"chains"`
	// Unsaid is what turns a phrase into something that a page does not say.
	Unsaid Unsaid `json:"unsaid" yaml:"unsaid"`
	// Lookalikes are characters of gift codes that are taken for one another.
	// Each group is mutual: every one is mistaken for every other.
	Lookalikes []string `json:"lookalikes" yaml:"lookalikes"`
	// Resale are hosts on which gift codes are auctioned, resold or exchanged.
	Resale  []string   `json:"resale" yaml:"resale"`
	Pages   []ShopPage `json:"pages" yaml:"-"`
	Sources []string   `json:"-" yaml:"sources"`
	Since   string     `json:"-" yaml:"since"`
}

// Unsaid are words by which a phrase is denied, asked or only supposed: right
// before it, right behind it.
type Unsaid struct {
	Before []string `json:"before" yaml:"before"`
	Behind []string `json:"behind" yaml:"behind"`
}

// Chain is a konbini: by which number it is paid there, and how.
type Chain struct {
	ID     string `json:"id" yaml:"id"`
	Name   Text   `json:"name" yaml:"name"`
	Digits int    `json:"digits" yaml:"digits"`
	Steps  Text   `json:"steps" yaml:"steps"`
}

// ShopPage is how one kind of page is read.
type ShopPage struct {
	// ID is the kind: "product", "orders", …
	ID string `json:"id" yaml:"id"`
	// Like is a page whose parts, words and advice hold here too, but for those
	// that stand here.
	Like string `json:"-" yaml:"like"`
	// Regions are the elements that are cut out and handed to the core, as CSS
	// selectors; none is all of the page.
	Regions []string `json:"regions" yaml:"regions"`
	// Mark is the element that what is said stands beside.
	Mark []string `json:"mark,omitempty" yaml:"mark"`
	// Parts are selectors (page.Selectors says which) by what they find.
	Parts map[string][]string `json:"parts" yaml:"parts"`
	// Words are phrases by what they say.
	Words map[string][]string `json:"words" yaml:"words"`
	// Advice are ids of advice by the state they belong to, in order; "always" is for every one.
	Advice  map[string][]string `json:"advice" yaml:"advice"`
	Sources []string            `json:"-" yaml:"sources"`
	Since   string              `json:"-" yaml:"since"`
}

// Advice is what a state means and what follows from it.
type Advice struct {
	JA string `json:"ja" yaml:"ja"`
	EN string `json:"en" yaml:"en"`
	// From are ids of the sources it is told from.
	From []string `json:"from" yaml:"from"`
}

// Source is where an advice comes from, and as of when.
type Source struct {
	JA   string `json:"ja" yaml:"ja"`
	EN   string `json:"en" yaml:"en"`
	Date string `json:"date" yaml:"date"`
}

// Tell gives an advice in a language, where it comes from, and as of when.
func (b *Book) Tell(id, lang string) (text, source, date string) {
	a := b.Advice[id]
	for _, from := range a.From {
		s := b.Sources[from]
		if source != "" {
			source += ", "
		}
		source += Text{JA: s.JA, EN: s.EN}.In(lang)
		date = max(date, s.Date)
	}
	return Text{JA: a.JA, EN: a.EN}.In(lang), source, date
}

func (b *Book) checkShop(f *faults) {
	for id, s := range b.Sources {
		if s.JA == "" || s.EN == "" || s.Date == "" {
			f.add("source ", id, ": needs ja, en and a date")
		}
	}
	for id, a := range b.Advice {
		if a.JA == "" || a.EN == "" || len(a.From) == 0 {
			f.add("advice ", id, ": needs ja, en and a source")
		}
		for _, from := range a.From {
			if _, known := b.Sources[from]; !known {
				f.add("advice ", id, ": source ", from, " is not known")
			}
		}
	}
	for _, p := range b.Shop.Pages {
		f.once("page", p.ID)
		for _, ids := range p.Advice {
			for _, id := range ids {
				if _, known := b.Advice[id]; !known {
					f.add("page ", p.ID, ": advice ", id, " is not known")
				}
			}
		}
	}
	for _, host := range b.Shop.Resale {
		if wrong := wrongHost(host); wrong != "" {
			f.add("shop: ", wrong)
		}
	}
}
