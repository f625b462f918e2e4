package detect

// Listed is what the Message Center says of a mail, as far as it was opened.
// The front desk looks it up before the detectors look at the mail.
type Listed struct {
	// Proves is true where an entry of the same account is this very mail and
	// no other's, and the page is one that can be believed.
	Proves bool
	// Absent is true where the Message Center was opened after the mail was
	// sent and listed nothing like it.
	Absent bool
	// AsOf is when it was opened last, as it is shown.
	AsOf string
}
