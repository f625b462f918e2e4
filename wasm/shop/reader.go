package shop

import (
	"slices"
	"time"

	"tashikame/wasm/due"
	"tashikame/wasm/page"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
	"tashikame/wasm/words"
)

// Reader reads pages by one rule book. It is safe for concurrent use.
type Reader struct {
	book  *rules.Book
	dues  *due.Reader
	pages map[Kind]*knowledge
	// unsaid are the book's words that take a phrase back, folded.
	unsaid rules.Unsaid
}

// knowledge is what the book knows of one kind of page, made ready.
type knowledge struct {
	*rules.ShopPage
	parts  *page.Selectors
	finder *words.Finder
}

// NewReader makes a book ready.
func NewReader(book *rules.Book, dues *due.Reader) *Reader {
	r := &Reader{book: book, dues: dues, pages: map[Kind]*knowledge{},
		unsaid: rules.Unsaid{Before: folded(book.Shop.Unsaid.Before), Behind: folded(book.Shop.Unsaid.Behind)}}
	for i := range book.Shop.Pages {
		p := &book.Shop.Pages[i]
		k := &knowledge{ShopPage: p, finder: words.NewFinder(p.Words)}
		k.parts, _ = page.NewSelectors(p.Parts)
		r.pages[Kind(p.ID)] = k
	}
	return r
}

func folded(phrases []string) []string {
	out := make([]string, len(phrases))
	for i, phrase := range phrases {
		out[i] = words.Fold(phrase).Text
	}
	return out
}

// Unknown is the state of a page that does not say.
const Unknown = "unknown"

// Page is what was read of a page.
type Page struct {
	Kind   Kind
	Status string
	// Reason is why the status is unknown: an id of the book's texts without "why-".
	Reason string
	// Ref is the element that the status stands on.
	Ref    int
	Fields map[string]string
	Items  []Item
	Dues   []wire.Due
	// Advice are ids of the book's advice.
	Advice []string
	// Params fill the placeholders of advice and headline.
	Params map[string]string
	// Talk is the markup of what a seller says in a conversation.
	Talk string
}

// Item is one of several things on a page.
type Item struct {
	wire.Item
	Advice []string
}

// readers are the kinds that can be read.
var readers = [...]struct {
	kind Kind
	read func(*sheet)
}{
	{Product, (*sheet).product},
	{Orders, (*sheet).orders},
	{OrderDetail, (*sheet).orderDetail},
	{GiftcardRedeem, (*sheet).redeem},
	{GiftcardBalance, (*sheet).balance},
	{Conversation, (*sheet).conversation},
	{Cart, (*sheet).checkout},
	{Checkout, (*sheet).checkout},
}

func readerOf(kind Kind) func(*sheet) {
	for i := range readers {
		if readers[i].kind == kind {
			return readers[i].read
		}
	}
	return nil
}

// Read reads a page of the shop. ok is false where there is no reader for its
// kind.
func (r *Reader) Read(address, html, lang string, now time.Time) (p Page, ok bool) {
	kind := KindOf(r.book, address)
	k, read := r.pages[kind], readerOf(kind)
	if k == nil || read == nil {
		return Page{Kind: kind, Status: Unknown}, false
	}
	s := &sheet{Reader: r, know: k, address: address, lang: lang, now: now}
	s.Tree = page.NewTree(html, r.book.Shop.Hides)
	s.found = k.parts.Find(s.Tree)
	s.Page = Page{Kind: kind, Status: Unknown, Fields: map[string]string{}}
	read(s)
	if s.Reason != "" {
		s.Fields["reason"] = s.Reason
	}
	s.advise()
	return s.Page, true
}

// advise adds what the book says to the state.
func (s *sheet) advise() {
	s.Advice = slices.Concat(s.Advice, s.know.Advice[s.Status], s.know.Advice["always"])
}
