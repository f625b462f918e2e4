package page

import "sort"

// Doc is what one body of HTML holds.
type Doc struct {
	// Text is the visible running text: blocks end in a line feed, white space
	// is folded as browsers do, hidden text is left out.
	Text string
	// Hidden is the text that is there but not seen, in the same form.
	Hidden string
	Links  []Link
	Images []Image
	// Salted counts hidden pieces that stand inside a word; honest mail hides
	// preview lines, never syllables.
	Salted int
	// Base is the document's <base href>, "" when it has none.
	Base string
	// Asks is true when there is a field to type into, AsksPassword when one
	// is for a password, Presses when there is a button that is no link.
	Asks, AsksPassword, Presses bool
	runs                        []run
	// quotes are the ranges of Text that quote another mail, apart and in order.
	quotes []span
}

// LinkKind is the element, or the place, a link was found in.
type LinkKind uint8

const (
	Anchor  LinkKind = iota // <a href>, SVG links
	Area                    // image map
	Form                    // <form action>, formaction
	Refresh                 // <meta http-equiv=refresh>
	Frame                   // <iframe src>
	Bare                    // an address standing in the text
)

// Link is one place a mail can send its reader to.
type Link struct {
	Kind LinkKind
	Ref  int
	// Target is the attribute as it stands.
	Target string
	// Start and End are the link's words in Text; equal when it has none.
	Start, End int
	// Alt is the text of the pictures inside.
	Alt string
	// Hidden is true when the link cannot be seen.
	Hidden bool
	// Pictures counts the pictures inside.
	Pictures int
}

// Image is a picture.
type Image struct {
	Ref      int
	Src, Alt string
	// Tiny is true for tracking pixels and spacers.
	Tiny bool
}

// run says which element the text from start on belongs to.
type run struct{ start, ref int }

type span struct{ start, end int }

// Words gives the text a link shows, pictures' texts included.
func (d *Doc) Words(l Link) string {
	words := d.Text[l.Start:l.End]
	switch {
	case l.Alt == "":
		return words
	case words == "":
		return l.Alt
	}
	return words + " " + l.Alt
}

// RefAt gives the data-ref of the element that byte i of Text stands in.
func (d *Doc) RefAt(i int) int {
	after := sort.Search(len(d.runs), func(n int) bool { return d.runs[n].start > i })
	if after == 0 {
		return 0
	}
	return d.runs[after-1].ref
}

// Quoted says whether byte i of Text stands in a quotation of another mail.
func (d *Doc) Quoted(i int) bool {
	at := sort.Search(len(d.quotes), func(n int) bool { return d.quotes[n].end > i })
	return at < len(d.quotes) && d.quotes[at].start <= i
}

// OnlyPictures says whether there is nothing to read but something to see.
func (d *Doc) OnlyPictures() bool {
	const few = 20 // bytes: less than a greeting
	if len(d.Text) > few {
		return false
	}
	for _, image := range d.Images {
		if !image.Tiny {
			return true
		}
	}
	return false
}
