package wire

// Verdict is the answer to "is this really from whom it says?".
type Verdict string

const (
	Genuine    Verdict = "genuine"    // we can show that it is theirs
	Consistent Verdict = "consistent" // sender and links fit, nothing proves it
	Caution    Verdict = "caution"    // a careful person would stop here
	Spoofed    Verdict = "spoofed"    // claims a brand and contradicts it
	Unreadable Verdict = "unreadable" // could not look; never silent, never green
	None       Verdict = "none"       // claims no known brand
)

// Severity says how much a finding weighs.
type Severity string

const (
	Info        Severity = "info"
	CautionSign Severity = "caution"
	Danger      Severity = "danger"
)

// Span is a half-open range of bytes.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Finding is one thing that was seen, with what on the page made us say it.
type Finding struct {
	// ID is the detector's id.
	ID       string   `json:"id"`
	Severity Severity `json:"severity"`
	// Ref is the data-ref of the element the finding stands on; 0 is none.
	Ref int `json:"ref,omitempty"`
	// Also are further elements of which the same is to be said: other links
	// to the same host.
	Also []int `json:"also,omitempty"`
	// Quote is the exact text it stands on.
	Quote string `json:"quote"`
	// Host is the host name concerned, as a person may be shown it.
	Host string `json:"host"`
	// Differs are the bytes of Host that differ from the name it imitates, or
	// that hold the imitated name.
	Differs []Span `json:"differs,omitempty"`
	// Registrable is the range of Host that was registered by somebody.
	Registrable *Span `json:"registrable,omitempty"`
	// Params fill the text's placeholders.
	Params map[string]string `json:"params,omitempty"`
	// Text is the finding in words, in the language of the Snapshot.
	Text string `json:"text,omitempty"`
}

// DueKind says what falls due.
type DueKind string

const (
	DueInvitation DueKind = "invitation"
	DueKonbini    DueKind = "konbini"
	DueGiftcard   DueKind = "giftcard"
	DueReturn     DueKind = "return"
	DuePressure   DueKind = "pressure"
	DueOther      DueKind = "other"
)

// Basis says where a due's time comes from.
type Basis string

const (
	Stated  Basis = "stated"  // the page says it
	Counted Basis = "counted" // a stated duration from a known time
	Assumed Basis = "assumed" // the rule book's default, the earlier reading
)

// Due is one deadline.
type Due struct {
	Kind  DueKind `json:"kind"`
	At    string  `json:"at"` // RFC 3339 with offset
	Basis Basis   `json:"basis"`
	// Quote is the exact text it stands on.
	Quote string `json:"quote"`
	Ref   int    `json:"ref,omitempty"`
	// Key joins dues of one thing from several sources: an order number, an
	// ASIN; "" when the text names none.
	Key string `json:"key,omitempty"`
	// Day is true when only a day was given; At is then its last second.
	Day bool `json:"day,omitempty"`
	// Numbers are those it is paid by: of a page of the brand's own, or a mail
	// that is genuine. No other mail's are ever named.
	Numbers []string `json:"numbers,omitempty"`
	// Reason is how At was reached, in words.
	Reason string `json:"reason,omitempty"`
	// Open is the brand's own page to go to; never an address out of a mail.
	Open string `json:"open,omitempty"`
}

// Judgement is what the core says of one region.
type Judgement struct {
	Key     string     `json:"key"`
	Kind    RegionKind `json:"kind"`
	Brand   string     `json:"brand"` // the brand's id
	Verdict Verdict    `json:"verdict"`
	// Mail is what sort of mail it is, an id of the book's kinds, or "other". Guide says what is normal in one, in words.
	Mail     string `json:"mail,omitempty"`
	Guide    string `json:"guide,omitempty"`
	Headline string `json:"headline"` // the verdict in words
	Advice   string `json:"advice"`   // the one next step, in words
	// Next is where that step is taken: a page of the brand's own, never an address out of a mail.
	Next     *Step     `json:"next,omitempty"`
	Findings []Finding `json:"findings"`
	Dues     []Due     `json:"dues"`
	// Why is set when the verdict is unreadable.
	Why string `json:"why,omitempty"`
	// MessageCenter is whether the mail is listed there; null where nothing is
	// remembered, and for mails that are warned of.
	MessageCenter *MessageCenter `json:"messageCenter,omitempty"`
	// Replies are answers that fit a seller's mail, those that fit best first.
	Replies []Reply `json:"replies,omitempty"`
	// Scam is the mail by which a false one is reported to the brand.
	Scam *Draft `json:"scam,omitempty"`
	// Doubt is what the reader sends who thinks the verdict wrong: the verdict,
	// the ids of findings and the rules, and nothing of the mail.
	Doubt string `json:"doubt,omitempty"`
	// Page is what a shop's page is for, Status the state it shows, in the words
	// of the kind; "unknown" where it cannot be told, and Reason then says why, in words.
	Page   string `json:"page,omitempty"`
	Status string `json:"status,omitempty"`
	Reason string `json:"reason,omitempty"`
	// Fields are what else stands on the page, by name.
	Fields map[string]string `json:"fields,omitempty"`
	// Items are the things a list holds: an order, an entry of a balance.
	Items []Item `json:"items,omitempty"`
	// Told is what the state means and what follows, the first first.
	Told []Advice `json:"told,omitempty"`
}

// Step is a page to go to, and what the button to it says.
type Step struct {
	Text string `json:"text"`
	Open string `json:"open"`
}

// Item is one thing of a page that lists several.
type Item struct {
	Kind   string `json:"kind"`
	Key    string `json:"key"` // an order number; "" when the page shows none
	Ref    int    `json:"ref,omitempty"`
	Status string `json:"status"`
	// Headline is the state in words; "" where there are none for it.
	Headline string            `json:"headline,omitempty"`
	Fields   map[string]string `json:"fields,omitempty"`
	Told     []Advice          `json:"told,omitempty"`
	Dues     []Due             `json:"dues,omitempty"`
}

// Advice is one thing told, and where it comes from.
type Advice struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Source string `json:"source"`
	// Date is as of when the source says it.
	Date string `json:"date"`
}

// Report is what the core says of one Snapshot.
type Report struct {
	// Verdict is the gravest of the judgements'.
	Verdict    Verdict     `json:"verdict"`
	Judgements []Judgement `json:"judgements"`
	// Rules is the version of the rule book that judged.
	Rules  int `json:"rules"`
	Micros int `json:"micros"`
}
