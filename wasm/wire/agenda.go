package wire

// Agenda is what is due, the soonest first; what is past comes last.
type Agenda struct {
	Items []AgendaItem `json:"items"`
	// Soon counts what is due within a day and not done: the badge. Open counts
	// all that is still to be done, More what is to come and not among the items.
	Soon int `json:"soon"`
	Open int `json:"open"`
	More int `json:"more"`
}

// AgendaState is what the reader has made of a due.
type AgendaState string

const (
	AgendaOpen      AgendaState = "open"
	AgendaDone      AgendaState = "done"
	AgendaDismissed AgendaState = "dismissed"
	// AgendaSettled is not the reader's: the brand's own page shows that it is over.
	AgendaSettled AgendaState = "settled"
)

// AgendaItem is one thing that is due.
type AgendaItem struct {
	Key  string  `json:"key"`
	Kind DueKind `json:"kind"`
	// Heading is the kind in words, Title what it is about, as a mail's subject
	// or a page's title has it.
	Heading string `json:"heading"`
	Title   string `json:"title"`
	// At is the earliest of what the sources say, RFC 3339.
	At  string `json:"at"`
	Day bool   `json:"day,omitempty"`
	// Left is the time left in seconds, negative when past; LeftText in words.
	Left     int         `json:"left"`
	LeftText string      `json:"leftText"`
	Past     bool        `json:"past,omitempty"`
	State    AgendaState `json:"state"`
	Basis    Basis       `json:"basis"`
	// Proven is true where a page of the brand's own or a mail proven genuine says so.
	Proven bool `json:"proven,omitempty"`
	// Sources are all that speak of it; Differ is true where they disagree.
	Sources []AgendaSource `json:"sources"`
	Differ  bool           `json:"differ,omitempty"`
	// Todo says what to do, a step each, in words.
	Todo []string `json:"todo"`
	// Numbers are those to pay by, only where they are proven; Chains say how they are paid where.
	Numbers []string     `json:"numbers,omitempty"`
	Chains  []AgendaStep `json:"chains,omitempty"`
	// Open is the page to go to: never an address out of a mail.
	Open string `json:"open,omitempty"`
}

// AgendaSource is one mail or page that speaks of a due.
type AgendaSource struct {
	From   DueSource `json:"from"`
	At     string    `json:"at"`
	Basis  Basis     `json:"basis"`
	Quote  string    `json:"quote"`
	Reason string    `json:"reason"`
	Proven bool      `json:"proven,omitempty"`
}

// AgendaStep is how a payment number is paid at one chain of konbini.
type AgendaStep struct {
	Chain  string `json:"chain"`
	Digits int    `json:"digits"`
	Steps  string `json:"steps"`
}

// DueSource is where a due was seen.
type DueSource string

const (
	FromMail     DueSource = "mail"
	FromProduct  DueSource = "product"
	FromOrder    DueSource = "order"
	FromBalance  DueSource = "balance"
	FromMessages DueSource = "messages"
)

// ReminderOptions are when the reader wants to be told.
type ReminderOptions struct {
	// Leads are how long before, in minutes.
	Leads []int `json:"leads"`
	// Quiet hours by the reader's clock, in minutes of the day; equal is none.
	QuietFrom int `json:"quietFrom"`
	QuietTo   int `json:"quietTo"`
	// East is how far the reader's clock is ahead of UTC now, in minutes.
	East int `json:"east"`
}

// Reminder is one thing to be told now.
type Reminder struct {
	Key   string `json:"key"`
	Title string `json:"title"`
	Text  string `json:"text"`
	At    string `json:"at"`
	// Lead is the one it is told for, in minutes.
	Lead int `json:"lead"`
}

// Reminders are what is to be told now, and when to ask again.
type Reminders struct {
	Tell []Reminder `json:"tell"`
	// Next is RFC 3339; "" is never.
	Next string `json:"next,omitempty"`
}

// CalendarEvent is a due as a calendar keeps it.
type CalendarEvent struct {
	UID string `json:"uid"`
	// At is the instant, RFC 3339 in UTC.
	At          string `json:"at"`
	Summary     string `json:"summary"`
	Description string `json:"description"`
	URL         string `json:"url,omitempty"`
	// Stamp is when the due was last changed: a calendar that has an older one
	// takes this instead.
	Stamp string `json:"stamp"`
	// Alarms are minutes before.
	Alarms []int `json:"alarms"`
}

// DuesRequest asks something of what is remembered as due.
type DuesRequest struct {
	// Do is one of see, page, mark, undo, agenda, remind, told, calendar.
	Do   string `json:"do"`
	Now  string `json:"now"`
	Lang string `json:"lang"`
	// Seen is what a mail or page says, for see.
	Seen *DueSighting `json:"seen,omitempty"`
	// Page is what a shop's page shows, for page.
	Page *Judgement `json:"page,omitempty"`
	// Key is an item's, for mark and undo.
	Key   string      `json:"key,omitempty"`
	State AgendaState `json:"state,omitempty"`
	// Limit is how many items of the agenda are wanted; 0 is as many as a popup shows.
	Limit int `json:"limit,omitempty"`
	// Keys are the items to put into a calendar; none is all.
	Keys []string `json:"keys,omitempty"`
	// Told are the reminders that were shown, for told.
	Told    []Reminder       `json:"told,omitempty"`
	Options *ReminderOptions `json:"options,omitempty"`
}

// DueSighting is what one mail or page says is due.
type DueSighting struct {
	// Origin tells the mail or page from others, the same one each time.
	Origin string    `json:"origin"`
	From   DueSource `json:"from"`
	Title  string    `json:"title"`
	// Open is the brand's own page to go to; never an address out of a mail.
	Open string `json:"open,omitempty"`
	// Verdict is the mail's; "" for a page of the brand's own.
	Verdict Verdict `json:"verdict,omitempty"`
	Dues    []Due   `json:"dues"`
}

// DuesAnswer is the answer, and what is to be stored after it.
type DuesAnswer struct {
	// Chunks are to be stored under their names, those that are empty removed.
	Chunks    map[string]string `json:"chunks"`
	Agenda    *Agenda           `json:"agenda,omitempty"`
	Reminders *Reminders        `json:"reminders,omitempty"`
	Events    []CalendarEvent   `json:"events,omitempty"`
}
