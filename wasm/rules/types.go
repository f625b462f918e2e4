package rules

// Format is the version of the Book's shape. A pack of another format is
// refused, and the last good one stays.
const Format = 1

// Book is the rule book.
type Book struct {
	Format int `json:"format"`
	// Version rises with every published book.
	Version int `json:"version"`
	// Made is when the book was compiled, RFC 3339.
	Made        string       `json:"made"`
	Brands      []Brand      `json:"brands"`
	Sites       []Site       `json:"sites"`
	Redirectors []Redirector `json:"redirectors"`
	// Opaque are registrable domains (or hosts) that hide where they lead.
	Opaque []string `json:"opaque"`
	// Social are domains that footers of honest mails link to; such a link
	// does not speak against the sender.
	Social []string `json:"social"`
	// Hosting are suffixes under which anybody can put a page, besides those
	// the public suffix list names.
	Hosting []string `json:"hosting"`
	// Relays are mail hosts that hide their users' addresses: what they pass on
	// comes from an address of theirs, and the true sender is not shown.
	Relays []string `json:"relays"`
	// Running are how the names of files end, without the dot, that run when
	// they are opened, or draw a page of their own.
	Running []string `json:"running"`
	// Young are TLDs that cost next to nothing. A name there that nearly holds
	// a brand's label is taken to mean it; the TLD alone is no reason.
	Young []string         `json:"young"`
	Words map[string]Words `json:"words"`
	// Texts are what people are told, by id.
	Texts map[string]Text `json:"texts"`
	// Due is what the reader of deadlines knows.
	Due Due `json:"due"`
	// Kinds are sorts of mail, in the order they are tried.
	Kinds []MailKind `json:"kinds"`
	// Shop is what is known of the shop's pages, Advice what is said beside
	// them, by id, and Sources where that comes from.
	Shop    Shop              `json:"shop"`
	Advice  map[string]Advice `json:"advice"`
	Sources map[string]Source `json:"sources"`
	// Replies are answers to sellers, ready to be copied, in the order of use.
	Replies []Reply `json:"replies"`
	// Off are ids of detectors that are switched off.
	Off []string `json:"off"`
}

// Brand is a name that mails are signed with, and what belongs to it.
type Brand struct {
	ID string `json:"id" yaml:"id"`
	// Names as a reader knows them; the first one is shown.
	Names []string `json:"names" yaml:"names"`
	// Owns are registrable domains (or a bare TLD, with a leading dot).
	Owns []string `json:"owns" yaml:"owns"`
	// Companions are others' domains that the brand's honest mails link to.
	Companions []string `json:"companions" yaml:"companions"`
	// HostsForOthers are run by the brand and filled by anyone.
	HostsForOthers []string `json:"hostsForOthers" yaml:"hosts-for-others"`
	// Sellers are mail domains through which marketplace sellers write.
	Sellers []string `json:"sellers" yaml:"sellers"`
	// Labels are the strings an imitating host name plays on ("amazon").
	Labels []string `json:"labels" yaml:"labels"`
	// Short are labels too short to be looked for inside other words ("amzn").
	Short []string `json:"short" yaml:"short"`
	// Combine are words that make a host an imitation when they stand beside a label.
	Combine []string `json:"combine" yaml:"combine"`
	// Innocent are host names (registrable) or words that hold or resemble a
	// label and have nothing to do with the brand.
	Innocent []string `json:"innocent" yaml:"innocent"`
	// Signs are phrases by which a mail presents itself as the brand's own.
	Signs []string `json:"signs" yaml:"signs"`
	// Telephones are numbers that honest mails give: the brand's own and its
	// carriers', digits only.
	Telephones []string `json:"telephones" yaml:"telephones"`
	// Home is where a person goes instead of following a link.
	Home string `json:"home" yaml:"home"`
	// Messages is the address of the Message Center, where the brand shows what
	// it has sent; "" where it has none.
	Messages string `json:"messages,omitempty" yaml:"messages"`
	// Pages is where the reader goes about what falls due, by kind; {key} stands
	// for an ASIN, and such a page is none where no ASIN is known.
	Pages map[string]string `json:"pages,omitempty" yaml:"pages"`
	// Report is the mail address that takes false mails.
	Report string `json:"report,omitempty" yaml:"report"`
	// Sources and Since are for those who write the book.
	Sources []string `json:"-" yaml:"sources"`
	Since   string   `json:"-" yaml:"since"`
}

// Redirector is a host that forwards to an address it carries in its own.
type Redirector struct {
	ID string `json:"id" yaml:"id"`
	// Hosts are exact names, or suffixes with a leading dot.
	Hosts []string `json:"hosts" yaml:"hosts"`
	// Path is a prefix the path must have, * standing for one segment; "" is any.
	Path string `json:"path" yaml:"path"`
	// Params are query parameters that hold the target, in order.
	Params []string `json:"params" yaml:"params"`
	// How is the way the target is written: "" plain (percent-encoded),
	// "base64", "urldefense-v2", "urldefense-v3", "translate-goog"; "path": it
	// stands in the path, behind Path; "query": it is all of the query.
	How string `json:"how" yaml:"how"`
	// Owner is the brand whose redirector it is, when it is a brand's.
	Owner   string   `json:"owner" yaml:"owner"`
	Sources []string `json:"-" yaml:"sources"`
	Since   string   `json:"-" yaml:"since"`
}

// Words is a list of phrases a detector looks for.
type Words struct {
	Phrases []string `json:"phrases" yaml:"phrases"`
	Sources []string `json:"-" yaml:"sources"`
	Since   string   `json:"-" yaml:"since"`
}

// Text is what a person is told. {name} stands for a parameter.
type Text struct {
	JA string `json:"ja" yaml:"ja"`
	EN string `json:"en" yaml:"en"`
}

// In gives the text in lang, Japanese when lang is not known.
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.EN
	}
	return t.JA
}
