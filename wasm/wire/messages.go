package wire

// Listing says whether a mail stands in the brand's Message Center too.
type Listing string

const (
	Found    Listing = "found"
	NotFound Listing = "not-found" // not among what was listed; no proof of anything
	Untold   Listing = "unknown"   // cannot be told; Why says why
)

// MessageCenter is what the Message Center that was opened last says of a mail.
type MessageCenter struct {
	State Listing `json:"state"`
	// AsOf is when the Message Center was last seen, RFC 3339; "" is never.
	AsOf string `json:"asOf"`
	// Why is the state in words: as of when, and what it may come from.
	Why string `json:"why"`
	// Open is the address of the Message Center, for the button that opens it.
	Open string `json:"open"`
}

// Reply is an answer to a seller, ready to be copied.
type Reply struct {
	ID string `json:"id"`
	// Title says what it is for, in the language of the Snapshot.
	Title string `json:"title"`
	JA    string `json:"ja"`
	EN    string `json:"en"`
}

// Draft is a mail for the reader to finish and send.
type Draft struct {
	To      string `json:"to"`
	Subject string `json:"subject"`
	Body    string `json:"body"`
	// Steps say what to do with it, in words.
	Steps string `json:"steps"`
}
