package rules

import "strings"

// Site is where the parts of a webmail's page are. Selectors are CSS.
type Site struct {
	ID   string `json:"id" yaml:"id"`
	Name string `json:"name" yaml:"name"`
	// Hosts the profile is for; empty means any host the user has allowed.
	Hosts []string `json:"hosts" yaml:"hosts"`
	// Present must match for the profile to apply to a document.
	Present string `json:"present" yaml:"present"`
	// Opens are the page's addresses at which a mail is open; * stands for
	// any characters. Where one matches and no mail is found, the page has
	// changed; that must be said, or silence looks like safety.
	Opens []string `json:"opens,omitempty" yaml:"opens,omitempty"`
	// Shows says the same by a selector, for pages that do not tell by their
	// address.
	Shows string `json:"shows,omitempty" yaml:"shows,omitempty"`
	// Source is true where Bodies hold a mail's source. Such a profile applies
	// only at Opens: elsewhere a mail can draw what looks like a source.
	Source bool `json:"source,omitempty" yaml:"source,omitempty"`
	// AuthServ is the name under which the mail host states what it checked
	// (RFC 8601 §2.2), for pages that show a mail's source; only this name is
	// believed, and only on the profile's own hosts.
	AuthServ string `json:"authserv,omitempty" yaml:"authserv,omitempty"`
	// Message matches each open mail. It may match the body itself, where the
	// page puts nothing around a mail and its header.
	Message string `json:"message" yaml:"message"`
	// Headed is true where a mail's fields stand before Message and after the
	// Message above, not in it.
	Headed bool `json:"headed,omitempty" yaml:"headed,omitempty"`
	// Key is the attribute of Message (or "url") that tells one mail from the next.
	Key string `json:"key" yaml:"key"`
	// Bodies match, inside Message, the elements that hold what was sent.
	Bodies []string `json:"bodies" yaml:"bodies"`
	// Fields say where the parts outside the body stand.
	Fields []FieldPlace `json:"fields" yaml:"fields"`
	// Attachments match, inside Message and outside the bodies, the elements
	// whose text is the name of a file that came with the mail.
	Attachments string `json:"attachments,omitempty" yaml:"attachments,omitempty"`
	// Compose is where a new mail is written, as an address with {to}, {subject}
	// and {body} in its query; it may be relative to the page's.
	Compose string `json:"compose,omitempty" yaml:"compose,omitempty"`
	// Banner is the element, inside Message, that the banner is put before.
	Banner  string   `json:"banner" yaml:"banner"`
	Sources []string `json:"-" yaml:"sources"`
	Since   string   `json:"-" yaml:"since"`
}

// FieldPlace says where one field of a mail stands.
type FieldPlace struct {
	// Field is the field's name, or "from" where a name and an address stand in
	// one text, the address in angle brackets.
	Field string `json:"field" yaml:"field"`
	// At is a CSS selector, looked for inside Message but never inside a body;
	// "" is all of Message that is not body.
	At string `json:"at" yaml:"at"`
	// Attr is the attribute that holds the value; "" is the text.
	Attr string `json:"attr" yaml:"attr"`
	// Own takes an element's own text and leaves out that of elements in it.
	Own bool `json:"own,omitempty" yaml:"own,omitempty"`
	// Page is true for what stands once on the page, outside every Message.
	Page bool `json:"page,omitempty" yaml:"page,omitempty"`
	// Labels are what the element before At's may say, in the languages known:
	// the rows of a table differ in nothing else.
	Labels []string `json:"labels,omitempty" yaml:"labels,omitempty"`
	// Until are words at which to stop reading: what follows is somebody else.
	Until []string `json:"until,omitempty" yaml:"until,omitempty"`
}

func (s *Site) check(f *faults) {
	if s.Present == "" || s.Message == "" || len(s.Bodies) == 0 {
		f.add("site ", s.ID, ": present, message and bodies must not be empty")
	}
	if s.Source && (len(s.Opens) == 0 || len(s.Hosts) == 0) {
		f.add("site ", s.ID, ": a source is believed only at known addresses: name hosts and opens")
	}
	if _, query, _ := strings.Cut(s.Compose, "?"); s.Compose != "" && !strings.Contains(query, "{to}") {
		f.add("site ", s.ID, ": compose: no {to} in its query")
	}
	for _, host := range s.Hosts {
		if wrong := wrongHost(host); wrong != "" {
			f.add("site ", s.ID, ": ", wrong)
		}
	}
}
