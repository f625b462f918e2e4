package wire

// Snapshot is what a face saw of one page at one moment.
type Snapshot struct {
	// URL is the page's address as the browser states it, never as the page does.
	URL string `json:"url"`
	// Site is the id of the site profile the regions were cut out by; "" for a
	// page no profile knows, "eml" for a mail file.
	Site string `json:"site"`
	// Now is the clock of the face, RFC 3339.
	Now string `json:"now"`
	// Lang is the language of the texts in the Report: "ja" or "en".
	Lang string `json:"lang"`
	// Account is the key, salted by the face, of the account whose Message
	// Center mails are looked up in; "" when none is known yet.
	Account string `json:"account,omitempty"`
	// Private is true for a private window: nothing is remembered of it and
	// nothing looked up for it.
	Private bool     `json:"private,omitempty"`
	Regions []Region `json:"regions"`
	// Cut says what was left out for size, in a word each; empty when all is here.
	Cut []string `json:"cut,omitempty"`
}

// RegionKind says what a region of a page is.
type RegionKind string

const (
	RegionMail RegionKind = "mail" // one open message
	RegionPage RegionKind = "page" // a shop's page
	// RegionRaw is a mail's source as the mail host shows it; Text holds it.
	RegionRaw RegionKind = "raw"
	// RegionLink is one link or address of mail, which Text holds.
	RegionLink RegionKind = "link"
)

// Region is one thing on the page that is judged by itself: an open mail, or
// the part of a shop page that a profile names.
type Region struct {
	// Key names the region within its page; a Judgement carries it back.
	Key  string     `json:"key"`
	Kind RegionKind `json:"kind"`
	// Fields are the texts that stood outside the body, by the names below.
	Fields map[Field]string `json:"fields"`
	// HTML is the body (several are concatenated), with a data-ref number on
	// each element of the clone it was cut from.
	HTML string `json:"html"`
	// Text is the body of a mail that has no HTML, or the source of a raw one.
	Text string `json:"text,omitempty"`
	// Attachments are the names of the files that come with a mail.
	Attachments []string `json:"attachments,omitempty"`
	// Problem is why the region could not be cut out: "changed" when the
	// profile's selectors no longer fit, "too-large", "frame" when the browser
	// closed the body to us; "" when nothing is wrong.
	Problem string `json:"problem,omitempty"`
}

// Field names a text found outside the body of a mail. Nothing from inside a
// body may ever be put into a field: a body can forge any of them.
type Field string

const (
	FieldFromName    Field = "from-name"
	FieldFromAddress Field = "from-address"
	FieldReplyTo     Field = "reply-to"
	FieldReturnPath  Field = "return-path"
	FieldSubject     Field = "subject"
	FieldDate        Field = "date" // as shown; RFC 3339 or RFC 5322 where known
	FieldMailedBy    Field = "mailed-by"
	FieldSignedBy    Field = "signed-by"
	FieldVia         Field = "via"
	FieldAuthResults Field = "authentication-results" // topmost block only
	FieldTitle       Field = "title"                  // of a page
)
