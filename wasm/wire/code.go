package wire

// A CodeCheck is what can be said of a gift code as it is typed. The code
// itself is kept nowhere: what is said holds no more of it than the caller has.
type CodeCheck struct {
	// Notes are what there is to point out: ids of the book's texts without "code-".
	Notes []CodeNote `json:"notes"`
	// Others are codes that differ in one character that is often misread, the
	// likeliest first, written in groups as Amazon prints them.
	Others []string `json:"others"`
}

// CodeNote is one thing to point out.
type CodeNote struct {
	ID string `json:"id"`
	// At are the places in the code as typed, in characters from 0.
	At   []int  `json:"at,omitempty"`
	Text string `json:"text,omitempty"`
}
