package rules

// Site is where the parts of a webmail's page are. Selectors are CSS.
type Site struct {
	ID   string `json:"id" yaml:"id"`
	Name string `json:"name" yaml:"name"`
	// Hosts the profile is for; empty means any host the user has allowed.
	Hosts []string `json:"hosts" yaml:"hosts"`
	// Present must match for the profile to apply to a document.
	Present string `json:"present" yaml:"present"`
	// Message matches each open mail.
	Message string `json:"message" yaml:"message"`
	// Key is the attribute of Message (or "url") that tells one mail from the next.
	Key string `json:"key" yaml:"key"`
	// Bodies match, inside Message, the elements that hold what was sent.
	Bodies []string `json:"bodies" yaml:"bodies"`
	// Fields say where the parts outside the body stand.
	Fields []FieldPlace `json:"fields" yaml:"fields"`
	// AuthServ is the name under which the mail host states what it checked
	// (RFC 8601 §2.2), for pages that show a mail's source; only this name is
	// believed, and only on the profile's own hosts.
	AuthServ string `json:"authServ" yaml:"authserv"`
	// Banner is the element, inside Message, that the banner is put before.
	Banner  string   `json:"banner" yaml:"banner"`
	Sources []string `json:"-" yaml:"sources"`
	Since   string   `json:"-" yaml:"since"`
}

// FieldPlace says where one field of a mail stands.
type FieldPlace struct {
	Field string `json:"field" yaml:"field"`
	// At is a CSS selector, looked for inside Message first, then in the
	// document; never inside a body.
	At string `json:"at" yaml:"at"`
	// Attr is the attribute that holds the value; "" is the text.
	Attr string `json:"attr" yaml:"attr"`
}
