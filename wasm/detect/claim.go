package detect

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tashikame/wasm/host"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
	"tashikame/wasm/words"
)

// Strength is how firmly a mail says that it is a brand's.
type Strength uint8

const (
	NoClaim Strength = iota
	Weak             // the brand is only mentioned
	Strong           // the mail speaks as the brand
)

// Claim is whose word a mail says it is.
type Claim struct {
	Brand    string
	Strength Strength
	// By says by what: "name", "domain", "body".
	By string
	// Quote is the words it stands on.
	Quote string
	Ref   int
	// Disguised is true when the name is written so that it only looks like
	// the brand's (homographs, one letter changed).
	Disguised bool
	// Seller is true for a marketplace seller who writes under a name of his own.
	Seller bool
}

// newBrand folds the names, longest first, so that "Amazonプライム" is taken
// off a name before "Amazon" is.
func newBrand(b *rules.Brand) *brand {
	out := &brand{Brand: b}
	for _, name := range append(slices.Clone(b.Names), b.Labels...) {
		out.names = append(out.names, words.Fold(name).Text)
	}
	sort.Slice(out.names, func(i, k int) bool { return len(out.names[i]) > len(out.names[k]) })
	return out
}

// readClaim finds the brand the mail speaks as, or else the one it mentions.
func (m *Mail) readClaim() {
	for i := range m.Index.Book.Brands {
		b := m.Index.brands[m.Index.Book.Brands[i].ID]
		if c := m.claimOf(b); c.Strength > m.Claim.Strength {
			m.Claim = c
		}
		if c := m.bodyClaim(b, true); c.Strength > m.Quote.Strength {
			m.Quote = c
		}
	}
}

func (m *Mail) claimOf(b *brand) Claim {
	from := m.From
	name := b.readName(m.Index, from.Name)
	if from.Domain.Seller == b.ID && name.Strength != Strong {
		return Claim{Brand: b.ID, Strength: Strong, By: "domain", Quote: from.Address, Seller: true}
	}
	if name.Strength == Strong {
		return name
	}
	if from.Domain.Owner == b.ID || from.Domain.Imitates == b.ID {
		return Claim{Brand: b.ID, Strength: Strong, By: "domain", Quote: from.Address}
	}
	if from.Name == "" {
		// Without a name, webmails show what stands before the @ in its place.
		local, _, _ := strings.Cut(from.Address, "@")
		if c := b.readName(m.Index, local); c.Strength == Strong {
			return c
		}
	}
	body := m.bodyClaim(b, false)
	if body.Strength == NoClaim && name.Strength == Weak {
		return name
	}
	return body
}

// readName says what a display name claims. A name that is the brand's plus
// words of service ("Amazon カスタマーサービス") speaks as the brand; a name
// that holds other words besides ("Amazonお得情報便り") only mentions it.
func (b *brand) readName(x *Index, name string) Claim {
	folded := words.Fold(name).Text
	if folded == "" {
		return Claim{}
	}
	disguised := false
	at, length := b.in(folded)
	if at < 0 {
		at, length = b.likeIn(folded)
		disguised = true
	}
	if at < 0 { // A.m.a.z.o.n
		folded = strings.Map(letters, folded)
		at, length = b.in(folded)
	}
	if at < 0 {
		return Claim{}
	}
	claim := Claim{Brand: b.ID, Strength: Weak, By: "name", Quote: name, Disguised: disguised}
	before, after := folded[:at], folded[at+length:]
	if disguised && slices.Contains(b.names, host.Skeleton(folded[at:at+length])) || // nobody writes Аmazon by chance
		x.onlyService(b, before) && (x.onlyService(b, after) || x.endsAsOffice(after)) {
		claim.Strength = Strong
	}
	return claim
}

// letters drops what stands between letters to break a word up.
func letters(r rune) rune {
	if unicode.IsPunct(r) || unicode.IsSymbol(r) {
		return -1
	}
	return r
}

// in finds one of the brand's names in folded text.
func (b *brand) in(folded string) (at, length int) {
	for _, name := range b.names {
		if i := strings.Index(folded, name); i >= 0 {
			return i, len(name)
		}
	}
	return -1, 0
}

// likeIn finds a run of letters that only looks like one of the brand's
// labels, or is one slip away from it.
func (b *brand) likeIn(folded string) (at, length int) {
	for start := 0; start < len(folded); {
		end := start + letterRun(folded[start:])
		if end > start {
			for _, label := range b.Labels {
				if host.Resembles(folded[start:end], label) {
					return start, end - start
				}
			}
			start = end
			continue
		}
		_, n := utf8.DecodeRuneInString(folded[start:])
		start += n
	}
	return -1, 0
}

// letterRun is the length of the alphabetic run s begins with; Japanese
// scripts are not alphabets.
func letterRun(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー' {
			return i
		}
	}
	return len(s)
}

// onlyService says whether nothing is left of a name's rest once the brand's
// names and the words of service are taken off.
func (x *Index) onlyService(b *brand, rest string) bool {
	for _, name := range b.names {
		rest = strings.ReplaceAll(rest, name, " ")
	}
	hits := x.finder.Find(rest)
	left := []byte(rest)
	for _, hit := range hits {
		if hit.List == "service-name" {
			for i := hit.Start; i < hit.End; i++ {
				left[i] = ' '
			}
		}
	}
	for _, short := range []string{"jp", "co", "pc", "id", "の", "な", "ご", "お", "さん", "から", "より"} { // too short for a word list
		left = []byte(strings.ReplaceAll(string(left), short, " "))
	}
	for _, r := range string(left) {
		if unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// endsAsOffice says whether what follows the brand in a name ends like an
// office of it: "Amazon不正対策チーム", whatever it is said to be for, but what
// others make of the name's fame: "Amazon物販セミナー事務局".
func (x *Index) endsAsOffice(rest string) (office bool) {
	for _, hit := range x.finder.Find(rest) {
		switch hit.List {
		case "topic-name":
			return false
		case "office-name":
			office = office || hit.End == len(rest)
		}
	}
	return office
}

// bodyClaim weighs how the mail presents itself. Strong takes a phrase that
// only the brand would sign with, another sign, and something asked for.
// Quoted mails are weighed apart, by what stands in them alone.
func (m *Mail) bodyClaim(b *brand, quoted bool) Claim {
	claim := Claim{Brand: b.ID, By: "body"}
	signs, weight := map[string]bool{}, 0
	signed := 0 // where the last sign ends: what stands in it is no sign of its own
	for _, hit := range m.Hits {
		start, _ := m.Text.Span(hit.Start, hit.End)
		if m.Doc.Quoted(start) != quoted || m.inMarks(start) || !quoted && m.listed(start) {
			continue
		}
		switch hit.List {
		case listSign + b.ID:
			if m.toldOf(hit) {
				continue
			}
			signed = hit.End
			if phrase := m.Text.Text[hit.Start:hit.End]; !signs[phrase] {
				signs[phrase] = true
				weight += 2
			}
			if claim.Quote == "" || claim.Strength == NoClaim {
				claim.Quote, claim.Ref = m.Words(hit), m.RefOf(hit)
			}
			claim.Strength = Weak
		case listName + b.ID:
			if claim.Strength == NoClaim {
				claim.Strength, claim.Quote, claim.Ref = Weak, m.Words(hit), m.RefOf(hit)
			}
			if !signs["©"] && m.copyrightBefore(hit) {
				signs["©"] = true
				weight += 2
			}
		case "account":
			if !signs["account"] && hit.Start >= signed {
				signs["account"] = true
				weight++
			}
		}
	}
	if claim.Strength == NoClaim && !quoted {
		if at, _ := b.in(words.Fold(m.Subject).Text); at >= 0 {
			claim.Strength, claim.Quote = Weak, m.Subject
		}
	}
	if claim.Strength == NoClaim && !quoted {
		claim.Strength, claim.Quote, claim.Ref = m.pictured(b)
	}
	if claim.Strength == NoClaim {
		return Claim{}
	}
	if !quoted {
		weight += m.outerWeight(b)
		if (m.headedAs(b) || m.bearsLogo(b) || m.namedAfter(b)) && m.presses() {
			signs["head"] = true
			weight += 2
		}
	}
	if m.fromNobody(b) { // nobody else can have signed
		if signs["©"] {
			weight++
		}
		if !quoted && m.Index.saysAny(m.Subject, listSign+b.ID) {
			signs["subject"] = true
			weight += 2
		}
	}
	delete(signs, "account")
	const enough = 3
	if len(signs) > 0 && weight >= enough && m.asks() {
		claim.Strength = Strong
	}
	return claim
}

// toldOf says whether a sign is what a sentence speaks of: "Amazon Japan has
// raised its fee" is a newspaper's, "a place at Amazon Japan G.K." an agent's, and
// who is written to stands in an address; the same name alone is a signature.
func (m *Mail) toldOf(sign words.Hit) bool {
	last, _ := utf8.DecodeLastRuneInString(m.Text.Text[:sign.End])
	after := m.Text.Text[sign.End:]
	next, _ := utf8.DecodeRuneInString(after)
	const near = 40 // bytes: the office and the name of who is written to
	after = after[:min(len(after), near)]
	if strings.HasPrefix(m.Text.Text[sign.Start:], "お客様") {
		return false // said to somebody, not of something
	}
	return !unicode.Is(unicode.Hiragana, last) && strings.ContainsRune("はがをにもへと様", next) ||
		last == '社' && (next == 'の' || strings.Contains(after, "御中") || strings.Contains(after, "担当様"))
}

// headedAs says whether the subject begins with the brand's name in brackets,
// and the sender's name is nobody's: 【Amazon】… from "customer support".
func (m *Mail) headedAs(b *brand) bool {
	at, _ := b.in(words.Fold(strings.TrimLeft(m.Subject, "【[［〔(（ ")).Text)
	return at == 0 && m.fromNobody(b)
}

// namedAfter says whether the sender's name begins with the brand's, and goes on
// with words that nobody is known to call his own business by.
func (m *Mail) namedAfter(b *brand) bool {
	at, _ := b.in(words.Fold(m.From.Name).Text)
	return at == 0 && !m.Index.saysAny(m.From.Name, "topic-name")
}

// bearsLogo says whether a picture's text is the brand's name and nothing else,
// and the sender's name is nobody's. A logo weighs twice what a picture does.
func (m *Mail) bearsLogo(b *brand) bool {
	for _, image := range m.Doc.Images {
		alt := words.Fold(image.Alt).Text
		if at, length := b.in(alt); at == 0 && length == len(alt) {
			return m.fromNobody(b)
		}
	}
	return false
}

// presses says whether the mail demands something, or threatens or hurries: a
// maker who heads his mail 【Amazon】 writes to those who bought there.
func (m *Mail) presses() bool {
	_, threatens := m.Said("threat")
	_, hurries := m.Said("urgency")
	_, counts := m.Said("hours")
	return threatens || hurries || counts || m.Demands()
}

// fromNobody says whether the sender's name tells of no one: words of service,
// an address, nothing.
func (m *Mail) fromNobody(b *brand) bool {
	name := words.Fold(m.From.Name).Text
	return strings.Contains(name, "@") || m.Index.onlyService(b, name)
}

// outerWeight weighs what the header and the pictures add to a body's claim.
func (m *Mail) outerWeight(b *brand) int {
	weight := 0
	const head = 24 // bytes folded: 【Amazon】…, "Re: Amazon…"
	subject := words.Fold(m.Subject).Text
	if at, _ := b.in(subject); at >= 0 && at < head && !strings.Contains(subject[:at], "「") {
		weight++
	}
	if at, _ := b.in(words.Fold(m.From.Name).Text); at >= 0 && at < head {
		weight++
	}
	for _, image := range m.Doc.Images {
		if at, _ := b.in(words.Fold(image.Alt).Text); at == 0 && len(image.Alt) < head {
			weight++
			break
		}
	}
	if m.saysOwnName(b) {
		weight -= 2
	}
	if _, takes := m.Said("wallet"); takes {
		weight--
	}
	if _, reports := m.Said("press"); reports {
		weight -= 3
	}
	return weight
}

// pictured says whether a picture's text names the brand.
func (m *Mail) pictured(b *brand) (Strength, string, int) {
	for _, image := range m.Doc.Images {
		if at, _ := b.in(words.Fold(image.Alt).Text); at >= 0 {
			return Weak, image.Alt, image.Ref
		}
	}
	return NoClaim, "", 0
}

// saysOwnName says whether the sender's name, not the brand's, also signs the
// mail: a newsletter about Amazon says whose it is.
func (m *Mail) saysOwnName(b *brand) bool {
	name := words.Fold(m.From.Name).Text
	const short = 6 // bytes: two kanji
	if len(name) < short {
		return false
	}
	if at, length := b.in(name); at >= 0 && length == len(name) {
		return false
	}
	return strings.Contains(m.Text.Text, name)
}

// copyrightBefore says whether a name stands in a copyright line.
func (m *Mail) copyrightBefore(hit words.Hit) bool {
	const near = 24 // bytes: "© 1996-2026, "
	before := m.Text.Text[max(0, hit.Start-near):hit.Start]
	return strings.Contains(before, "©") || strings.Contains(before, "copyright") || strings.Contains(before, "(c)")
}

// asks says whether the mail asks for anything: a link, a form, an answer.
func (m *Mail) asks() bool {
	return len(m.Doc.Links) > 0 || m.Region.Fields[wire.FieldReplyTo] != "" || m.Demands()
}

// Demands says whether the mail asks for what thieves want: credentials, card
// or personal data, money, or a field filled in.
func (m *Mail) Demands() bool {
	if m.Doc.Asks {
		return true
	}
	for _, list := range []string{"asks-credentials", "asks-card", "asks-personal-data", "asks-money"} {
		if _, ok := m.asked(list); ok {
			return true
		}
	}
	return false
}

// Deceives says whether a mail that mentions a brand misleads about it: by a
// link that plays on its name, or one that shows its address and leads away.
func (m *Mail) Deceives() bool {
	if m.Claim.Strength == NoClaim {
		return false
	}
	for i := range m.Links {
		if m.Links[i].Action && m.Links[i].To.Kind == host.Imitating {
			return true
		}
	}
	return m.ShowsOwnedLinksElsewhere()
}

// ShowsOwnedLinksElsewhere says whether a link's words show a brand's address
// while it leads away.
func (m *Mail) ShowsOwnedLinksElsewhere() bool {
	for i := range m.Links {
		if l := &m.Links[i]; leadsAway(l.To) && m.ownedHostIn(l.Words) != "" {
			return true
		}
	}
	return false
}
