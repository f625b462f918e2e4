package detect

import (
	"slices"
	"strings"

	"tashikame/wasm/auth"
	"tashikame/wasm/host"
	"tashikame/wasm/page"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
	"tashikame/wasm/words"
)

// Mail is a mail read: who speaks, what it says, where it leads.
type Mail struct {
	Index  *Index
	Region *wire.Region
	// Site is the profile of the page, when the page is really served by one of
	// the profile's own hosts; nil otherwise. Only such a page states proof.
	Site *rules.Site
	// DMARC is what the mail host states, on a page that shows the source.
	DMARC   auth.DMARC
	From    Sender
	Subject string
	Doc     *page.Doc
	// Text is Doc.Text folded; Hits are the book's phrases in it, by place.
	Text words.Folded
	Hits []words.Hit
	// Links are all links; those with Action set are what the mail asks to be used.
	Links []Link
	Claim Claim
	// Quote is the claim that a quoted mail makes, apart from the mail's own.
	Quote Claim
	// Guessed is true where the body was found by structure alone: a webmail's
	// own fields and buttons may be among it.
	Guessed bool
	// Listed is what the Message Center says of it.
	Listed Listed
}

// Sender is who the header says speaks.
type Sender struct {
	Name string
	// Address is "" where the webmail does not show it.
	Address string
	// Domain is what the address's domain is.
	Domain host.Identity
}

// Link is a link with where it leads.
type Link struct {
	page.Link
	// Words are what the reader sees of it.
	Words  string
	To     host.Destination
	Action bool
	// Quoted is true inside a quotation of another mail.
	Quoted bool
}

// Read reads a region that holds a mail. site is nil where the page cannot be
// believed to be the mail host's.
func (x *Index) Read(region *wire.Region, site *rules.Site) *Mail {
	m := &Mail{Index: x, Region: region, Site: site}
	if region.Kind == wire.RegionRaw {
		m.readSource()
		region = m.Region
	}
	m.Subject = region.Fields[wire.FieldSubject]
	m.From = x.sender(region)
	if region.HTML != "" {
		m.Doc = page.Read(region.HTML)
	} else {
		m.Doc = page.ReadText(region.Text)
	}
	m.Text = words.Fold(m.Doc.Text)
	m.Hits = x.finder.Find(m.Text.Text)
	m.readClaim()
	m.readLinks()
	return m
}

func (x *Index) sender(region *wire.Region) Sender {
	s := Sender{
		Name:    strings.TrimSpace(region.Fields[wire.FieldFromName]),
		Address: strings.TrimSpace(region.Fields[wire.FieldFromAddress]),
	}
	// RFC 5322 §3.6.2 allows several; the one that is nobody's decides.
	for i, address := range strings.Split(s.Address, ",") {
		if domain := x.domainOf(address); i == 0 || domain.Owner == "" {
			s.Domain = domain
		}
	}
	return s
}

// domainOf is what an address's domain is. What stands after the last @ is
// where mail servers send to (RFC 5321 §4.1.2).
func (x *Index) domainOf(address string) host.Identity {
	i := strings.LastIndexByte(address, '@')
	if i < 0 {
		return host.Identity{}
	}
	return x.Hosts.Look(strings.Trim(address[i+1:], "> \t"))
}

// readLinks follows every link, seen from the brand that is claimed.
func (m *Mail) readLinks() {
	brand := m.Claim.Brand
	if brand == "" {
		brand = m.Quote.Brand
	}
	m.Links = make([]Link, len(m.Doc.Links))
	for i, l := range m.Doc.Links {
		m.Links[i] = Link{
			Link:   l,
			Words:  m.Doc.Words(l),
			To:     m.Index.Hosts.Follow(l.Target, m.Doc.Base, brand),
			Quoted: m.Doc.Quoted(l.Start),
		}
	}
	if region := m.Region; region.HTML != "" && region.Text != "" {
		m.readPlain(region.Text, brand)
	}
	if m.Claim.Strength == Strong {
		m.readWritten(brand)
	}
	m.markActions()
}

// readWritten adds what plays on the brand's name and stands in the text as no
// link, to be typed into a browser: "open amazon-jp[.]example/pay". The brand's
// own name for itself (Amazon.co.jp) has a capital, and may touch other words.
func (m *Mail) readWritten(brand string) {
	text := words.Replace(m.Doc.Text, "[.]", ".", "(.)", ".")
	for start, end := nextName(text, '.', 0); end > 0; start, end = nextName(text, '.', end) {
		name := strings.TrimRight(text[start:end], ".-")
		if name != strings.ToLower(name) || start > 0 && (text[start-1] == '@' || text[start-1] == '/') {
			continue
		}
		if to := m.Index.Hosts.Follow(name, "", brand); to.Kind == host.Imitating {
			m.Links = append(m.Links, Link{Link: page.Link{Kind: page.Bare, Target: name}, Words: name, To: to})
		}
	}
}

// nextName finds the next byte c in text from at on, with the letters of an
// address around it; end is 0 when there is none.
func nextName(text string, c byte, at int) (start, end int) {
	i := strings.IndexByte(text[at:], c)
	if i < 0 {
		return 0, 0
	}
	start, end = at+i, at+i+1
	for start > 0 && addressByte(text[start-1]) {
		start--
	}
	for end < len(text) && addressByte(text[end]) {
		end++
	}
	return start, end
}

// readPlain follows the links of the plain text beside the HTML that lead where
// no other does: some programs show that text instead.
func (m *Mail) readPlain(text, brand string) {
	for _, l := range page.ReadText(text).Links {
		to := m.Index.Hosts.Follow(l.Target, "", brand)
		if !slices.ContainsFunc(m.Links, func(o Link) bool { return o.To.Registrable == to.Registrable }) {
			l.Start, l.End = 0, 0 // its words stand in another text
			m.Links = append(m.Links, Link{Link: l, Words: l.Target, To: to})
		}
	}
}

// markActions decides which links the mail asks to be used: all but those
// within the mail and a footer's. A thief may make a button of a social page:
// a footer's links stand after all others that leave the brand.
func (m *Mail) markActions() {
	footer := true
	for i := len(m.Links) - 1; i >= 0; i-- {
		l := &m.Links[i]
		if l.To.Kind == host.Elsewhere {
			continue
		}
		social := i > 0 && m.social(l)
		footer = footer && (social || l.fits())
		l.Action = !footer || !social
	}
}

// social says whether a link is a footer's to a social page: a picture, or the
// site's name and little else. Unsubscribe and legal links are no exception: a
// brand's own lead to the brand, and "contact us" is what thieves call a button.
func (m *Mail) social(l *Link) bool {
	if l.To.Kind != host.Foreign || l.Kind != page.Anchor || !m.Index.social[l.To.Registrable] {
		return false
	}
	const short = 32 // bytes folded
	folded := words.Fold(l.Words).Text
	if folded != "" && (len(folded) > short || strings.Count(m.Text.Text, folded) > 1 && len(folded) > 1) {
		return false // the text sends people to it
	}
	name, _, _ := strings.Cut(l.To.Registrable, ".")
	// A page there is a footer's; an address with a query may forward anywhere.
	return (folded == "" || folded == "x" || len(name) > 1 && strings.Contains(folded, name)) && !strings.Contains(l.To.URL, "?")
}

// saysAny says whether text holds a phrase of a list.
func (x *Index) saysAny(text, list string) bool {
	for _, hit := range x.finder.Find(words.Fold(text).Text) {
		if hit.List == list {
			return true
		}
	}
	return false
}

// Said gives the first hit of a word list that is the mail's own words; ok is
// false when there is none.
func (m *Mail) Said(list string) (hit words.Hit, ok bool) {
	for _, hit := range m.Hits {
		if hit.List == list && !m.reported(hit) {
			return hit, true
		}
	}
	return words.Hit{}, false
}

// asked is Said without what a mail warns of: "we never ask for your password".
// A seller's denials count for nothing; nor does what he alone may ask for (the
// list + "-too").
func (m *Mail) asked(list string) (hit words.Hit, ok bool) {
	for i, hit := range m.Hits {
		if (hit.List == list || !m.Claim.Seller && hit.List == list+"-too") && !m.reported(hit) && (m.Claim.Seller || !m.denied(i)) {
			return hit, true
		}
	}
	return words.Hit{}, false
}

// denied says whether a hit is part of a phrase that means something else (the
// list "not-" + its list), or its sentence ends by denying it.
func (m *Mail) denied(i int) bool {
	hit := m.Hits[i]
	for _, k := range m.around(i, sentence) {
		switch other := m.Hits[k]; other.List {
		case "not-" + hit.List:
			if other.Start <= hit.Start && hit.End <= other.End {
				return true
			}
		case "denies":
			if hit.End <= other.Start && !strings.Contains(m.Text.Text[hit.End:other.Start], "。") {
				return true
			}
		}
	}
	return false
}

// Words gives the original text of a hit, without the space behind it, which
// folding has dropped.
func (m *Mail) Words(hit words.Hit) string {
	start, end := m.Text.Span(hit.Start, hit.End)
	return strings.TrimSpace(m.Doc.Text[start:end])
}

// RefOf gives the element a hit stands in.
func (m *Mail) RefOf(hit words.Hit) int {
	start, _ := m.Text.Span(hit.Start, hit.End)
	return m.Doc.RefAt(start)
}

// reported says whether a hit is somebody else's words: in a quoted mail, or
// in quotation marks, as a newspaper prints them.
func (m *Mail) reported(hit words.Hit) bool {
	start, _ := m.Text.Span(hit.Start, hit.End)
	return m.Doc.Quoted(start) || m.inMarks(start)
}

// inMarks says whether a place stands between quotation marks of its line.
func (m *Mail) inMarks(at int) bool {
	line := m.lineTo(at)
	return strings.LastIndex(line, "「") > strings.LastIndex(line, "」") ||
		strings.LastIndex(line, "『") > strings.LastIndex(line, "』") ||
		strings.LastIndex(line, "“") > strings.LastIndex(line, "”")
}

// listed says whether a place stands behind the word that calls it a mail's
// subject: a list of what a filter has held back.
func (m *Mail) listed(at int) bool {
	line := m.lineTo(at)
	return strings.Contains(line, "件名") || strings.Contains(line, "Subject:")
}

// lineTo is the line a place stands in, up to it.
func (m *Mail) lineTo(at int) string {
	const far = 400 // bytes: a sentence; the marks of a longer one do not matter
	line := m.Doc.Text[max(0, at-far):at]
	return line[strings.LastIndexByte(line, '\n')+1:]
}
