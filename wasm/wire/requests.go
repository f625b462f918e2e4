package wire

// RequestsRequest asks something of the invitation requests that are remembered.
type RequestsRequest struct {
	// Do is one of see, list, remove, undo.
	Do   string `json:"do"`
	Now  string `json:"now"`
	Lang string `json:"lang"`
	// Account is the key, salted by the face, of whom the page greets; "" where
	// it greets nobody.
	Account string `json:"account,omitempty"`
	// Seen is what was judged of a product's page, for see.
	Seen *Judgement `json:"seen,omitempty"`
	// Key is a request's, for remove and undo.
	Key string `json:"key,omitempty"`
	// Find and Only choose from the list: by what stands in the title or the
	// product's number, and by status. Limit is how many are wanted; 0 is none.
	Find  string `json:"find,omitempty"`
	Only  string `json:"only,omitempty"`
	Limit int    `json:"limit,omitempty"`
}

// RequestsAnswer is the answer, and what is to be stored after it.
//
// A request is an Item of kind "request": its Key names it, the account
// included, and its Status is what the product's page showed last. Its fields
// are asin, title, open (the product's page), since and seen (when it was first
// seen, and last; RFC 3339), state (its Status in words) and changes (all there
// were, a line each); removed where the reader has just taken it off the list,
// and stale where it is time to look again, in words.
type RequestsAnswer struct {
	// Chunks are to be stored under their names, those that are empty removed.
	Chunks map[string]string `json:"chunks"`
	// Items are those asked for: the ones that ask for something first, then the
	// one seen last. More is how many would follow, All how many there are.
	Items []Item `json:"items"`
	More  int    `json:"more"`
	All   int    `json:"all"`
	// Turn is the key of the request of which the page has just shown what its
	// reader waits for. It is told once.
	Turn string `json:"turn,omitempty"`
	// Hints are to be said beside the state of the page seen.
	Hints []Advice `json:"hints"`
}
