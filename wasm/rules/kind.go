package rules

// MailKind is a sort of mail: how it is told by its words, and what is normal
// in it. Kinds are tried in order.
type MailKind struct {
	ID string `json:"id" yaml:"id"`
	// Seller is true for kinds that marketplace sellers write, and only they.
	Seller bool `json:"seller,omitempty" yaml:"seller"`
	// Subjects are phrases of a subject line; one is enough. A kind without any
	// is for what no other fits. A mail is told by
	// its subject first: an acknowledgement quotes the winning phrase in its body.
	Subjects []string `json:"subjects" yaml:"subjects"`
	// Bodies are phrases of the text, looked for when no subject fits.
	Bodies []string `json:"bodies,omitempty" yaml:"bodies"`
	// Due is the kind of deadline such a mail speaks of, "" for none.
	Due string `json:"due,omitempty" yaml:"due"`
	// Listed is true for kinds that always stand in the Message Center: a mail
	// of such a kind that is absent there is to be doubted.
	Listed bool `json:"listed,omitempty" yaml:"listed"`
	// Guide says what is normal in such a mail and what to do next.
	Guide   Text     `json:"guide" yaml:"guide"`
	Sources []string `json:"-" yaml:"sources"`
	Since   string   `json:"-" yaml:"since"`
}
