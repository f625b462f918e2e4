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
	// Mark are CSS selectors; what is said stands beside the first that is seen.
	Mark []string `json:"mark"`
	// Account finds the words by which the shop greets whose account it is.
	Account []string `json:"account"`
	// Code finds the field that a gift code is typed into, Buy the buttons by
	// which something is bought.
	Code []string `json:"code,omitempty"`
	Buy  []string `json:"buy,omitempty"`
	// Names are what a page anywhere must hold to be looked at, folded (NFKC,
	// lower case); Except are selectors of webmail, whose mails are judged
	// one by one.
	Names  []string `json:"names,omitempty"`
	Except []string `json:"except,omitempty"`
}
