package rules

// PageProfile is what of a page is handed to the core, and where what it says
// of it is shown.
type PageProfile struct {
	// ID is the page's kind; "anywhere" for a page that is no shop's.
	ID string `json:"id"`
	// Regions are CSS selectors; the outermost elements that match are cut out,
	// in document order, into one region. Where there are none, or none matches,
	// it is all of the body.
	Regions []string `json:"regions"`
	// Skip are places where everybody may write, Names words (folded: NFKC, lower
	// case, no white space). Where a page holds one of the words outside of its
	// regions and of those places, what is looked for may have moved: all of the
	// body is cut out but those places. One that holds a region is not skipped.
	Skip  []string `json:"skip,omitempty"`
	Names []string `json:"names,omitempty"`
	// Mark are CSS selectors; what is said stands beside the first that is seen.
	Mark []string `json:"mark"`
	// Account finds the words by which the shop greets whose account it is.
	Account []string `json:"account"`
	// Code finds the field that a gift code is typed into, Buy the buttons by
	// which something is bought.
	Code []string `json:"code,omitempty"`
	Buy  []string `json:"buy,omitempty"`
	// Except are selectors of webmail: a page anywhere that has one is left alone,
	// since its mails are judged one by one.
	Except []string `json:"except,omitempty"`
}
