package rules

// PageProfile is what of a shop's page is handed to the core, and where what
// it says of it is shown.
type PageProfile struct {
	// ID is the page's kind.
	ID string `json:"id"`
	// Regions are CSS selectors; the outermost elements that match are cut out,
	// in document order, into one region. Where there are none, or none matches,
	// it is all of the body.
	Regions []string `json:"regions"`
	// Mark are CSS selectors; what is said stands beside the first that is seen.
	Mark []string `json:"mark"`
}
