package check

import (
	"slices"
	"strings"
	"time"

	"tashikame/wasm/detect"
	"tashikame/wasm/due"
	"tashikame/wasm/host"
	"tashikame/wasm/ledger"
	"tashikame/wasm/page"
	"tashikame/wasm/rules"
	"tashikame/wasm/shop"
	"tashikame/wasm/wire"
	"tashikame/wasm/words"
)

// Core judges by one rule book. It is safe for concurrent use.
type Core struct {
	index  *detect.Index
	reader *due.Reader
	pages  *shop.Reader
	read   func(*wire.Region, *rules.Site) *detect.Mail // index.Read; a test puts a bug here
}

// making are the steps of making a book ready, each a few milliseconds long.
var making = []func(*Core, *rules.Book){
	func(c *Core, book *rules.Book) { c.index = detect.NewIndex(book); c.read = c.index.Read },
	func(c *Core, book *rules.Book) { c.reader = due.NewReader(book) },
	func(c *Core, book *rules.Book) { c.pages = shop.NewReader(book, c.reader) },
}

// New makes a book ready.
func New(book *rules.Book) *Core {
	c := &Core{}
	for _, step := range making {
		step(c, book)
	}
	return c
}

// Version is the version of the book that judges.
func (c *Core) Version() int { return c.index.Book.Version }

// Check judges a snapshot.
func (c *Core) Check(s wire.Snapshot) wire.Report { return c.CheckWith(s, nil) }

// CheckWith judges a snapshot and looks its mails up in what the Message
// Centers have listed. Which entry proves which mail is noted there.
func (c *Core) CheckWith(s wire.Snapshot, messages *ledger.Messages) wire.Report {
	start := time.Now()
	report := wire.Report{Verdict: wire.None, Judgements: make([]wire.Judgement, len(s.Regions)), Rules: c.Version()}
	for i := range s.Regions {
		j := &report.Judgements[i]
		j.Key, j.Kind = s.Regions[i].Key, s.Regions[i].Kind
		c.judge(&s, &s.Regions[i], messages, j)
		report.Verdict = graver(report.Verdict, j.Verdict)
	}
	report.Micros = int(time.Since(start).Microseconds())
	return report
}

// judge judges one region. Whatever goes wrong in here is unreadable, and
// nobody else's region suffers for it.
func (c *Core) judge(s *wire.Snapshot, region *wire.Region, messages *ledger.Messages, j *wire.Judgement) {
	defer func() {
		if problem := recover(); problem != nil {
			c.unreadable(s, j, "internal: "+Said(problem))
		}
	}()
	switch {
	case region.Kind == wire.RegionPage:
		c.page(s, region, j)
	case region.Kind == wire.RegionLink:
		c.link(region, j)
		c.finish(s, j)
	case region.Problem != "" && region.Problem != "too-large":
		c.unreadable(s, j, region.Problem)
	default:
		c.mail(s, region, messages, j)
	}
}

// mail judges a region that holds a mail.
func (c *Core) mail(s *wire.Snapshot, region *wire.Region, messages *ledger.Messages, j *wire.Judgement) {
	m := c.read(region, c.site(s))
	m.Guessed = s.Site == "generic"
	place := c.lookUp(s, m, messages)
	j.Brand, j.Findings = brandOf(m), c.index.Find(m)
	j.Verdict = adjust(weigh(m), m, j.Findings)
	if j.Verdict == wire.None {
		j.Brand = ""
	} else {
		j.Mail, j.Guide = sortOf(m, j.Verdict, s.Lang)
	}
	j.Dues = c.dues(s, m, j)
	if partial(region) && (j.Verdict == wire.Consistent || j.Verdict == wire.Genuine) {
		j.Verdict, j.Why = wire.Unreadable, "too-large"
	}
	if j.Verdict == wire.Unreadable && j.Why == "" {
		j.Why = "only-pictures"
	}
	c.settle(s, m, j, place)
	c.numbers(m, j)
	c.answers(s, m, j)
	c.finish(s, j)
}

// site gives the profile of the page when the page is served by one of the
// profile's own hosts. Software on anybody's host states what its host likes;
// a mail file states what its author liked.
func (c *Core) site(s *wire.Snapshot) *rules.Site {
	if site, own := c.readBy(s); own {
		return site
	}
	return nil
}

// readBy gives the profile a page was read by, and whether one of the profile's
// own hosts serves the page; nil where none read it, or anybody on the way could
// have written it.
func (c *Core) readBy(s *wire.Snapshot) (site *rules.Site, own bool) {
	page, err := host.Read(s.URL, "")
	i := slices.IndexFunc(c.index.Book.Sites, func(site rules.Site) bool { return site.ID == s.Site })
	if err != nil || page.Scheme != "https" || i < 0 {
		return nil, false
	}
	site = &c.index.Book.Sites[i]
	return site, slices.Contains(site.Hosts, page.Host)
}

// sortOf says what sort of mail it is, and what is normal in one. Nothing is
// normal in a spoofed mail.
func sortOf(m *detect.Mail, v wire.Verdict, lang string) (id, guide string) {
	kind := m.Kind()
	switch {
	case kind == nil:
		return "other", ""
	case v == wire.Spoofed:
		return kind.ID, ""
	}
	return kind.ID, kind.Guide.In(lang)
}

// Said puts what a panic carries into words.
func Said(problem any) string {
	switch p := problem.(type) {
	case error:
		return p.Error()
	case string:
		return p
	}
	return "unknown"
}

// partial says whether the region holds more than was read.
func partial(region *wire.Region) bool {
	return region.Problem == "too-large" || len(region.HTML) > page.MaxBytes || len(region.Text) > page.MaxBytes
}

// unreadable leaves nothing of a judgement but that there is none, and why.
func (c *Core) unreadable(s *wire.Snapshot, j *wire.Judgement, why string) {
	*j = wire.Judgement{Key: j.Key, Kind: j.Kind, Verdict: wire.Unreadable, Why: why}
	c.finish(s, j)
}

// finish puts a judgement into words.
func (c *Core) finish(s *wire.Snapshot, j *wire.Judgement) {
	if j.Findings == nil {
		j.Findings = []wire.Finding{}
	}
	if j.Dues == nil {
		j.Dues = []wire.Due{}
	}
	name := ""
	if b := c.index.Brand(j.Brand); b != nil {
		name = b.Names[0]
	}
	j.Doubt = c.doubt(s, j)
	params := map[string]string{"brand": name}
	for i := range j.Findings {
		f := &j.Findings[i]
		if how := f.Params["how"]; how != "" {
			f.Params["why"] = c.text("how-"+how, s.Lang, nil)
		}
		f.Text = c.text("finding-"+f.ID, s.Lang, f.Params)
	}
	j.Headline = c.text("verdict-"+string(j.Verdict), s.Lang, params)
	j.Advice = c.text("advice-"+string(j.Verdict), s.Lang, params)
	if j.Kind == wire.RegionLink {
		j.Headline = c.text(j.Why, s.Lang, params)
		j.Advice = c.text("link-advice-"+string(j.Verdict), s.Lang, params)
		return
	}
	c.next(s.Lang, j, params)
	if j.Verdict == wire.Unreadable {
		id := "unreadable-" + j.Why
		if _, known := c.index.Book.Texts[id]; !known {
			id = "unreadable-internal"
		}
		j.Headline = c.text(id, s.Lang, params)
	}
}

// text fills a text of the book. {name} is replaced by the parameter, whatever
// it holds: nothing in it is read as a placeholder again.
func (c *Core) text(id, lang string, params map[string]string) string {
	return fill(c.index.Book.Texts[id].In(lang), params)
}

func fill(text string, params map[string]string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	pairs := make([]string, 0, 2*len(params))
	for name, value := range params {
		pairs = append(pairs, "{"+name+"}", value)
	}
	return words.Replace(text, pairs...)
}
