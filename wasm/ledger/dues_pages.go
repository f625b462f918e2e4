package ledger

import (
	"slices"
	"time"

	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// SeePage notes what a page of the brand's own shows: what is due, and what no
// longer is. A page nobody vouches for says nothing.
func (d *Dues) SeePage(book *rules.Book, lang string, j *wire.Judgement, now time.Time) {
	if j.Kind != wire.RegionPage || j.Brand == "" || j.Verdict != wire.None {
		return
	}
	say := speech{book, lang}
	page := Sighting{Proven: true, Seen: now, Dues: j.Dues}
	switch j.Page {
	case "product":
		page.From, page.Title = wire.FromProduct, j.Fields["title"]
		d.product(page, j)
	case "orders":
		for i := range j.Items {
			d.order(say, page, &j.Items[i])
		}
	case "order-detail":
		d.order(say, page, &wire.Item{Key: j.Fields["order"], Status: j.Status, Fields: j.Fields, Dues: j.Dues})
	case "giftcard-balance":
		page.From, page.Origin, page.Title = wire.FromBalance, string(wire.FromBalance), say.text("due-balance", nil)
		d.See(page)
		d.lapse(page)
	}
}

// product notes the timer of an invitation, and that it was used or has lapsed.
func (d *Dues) product(page Sighting, j *wire.Judgement) {
	asin := j.Fields["asin"]
	if asin == "" {
		return
	}
	page.Origin = string(wire.FromProduct) + ":" + asin
	d.See(page)
	if slices.Contains([]string{"consumed", "expired"}, j.Status) {
		d.Settle(wire.DueInvitation, asin, page.Seen)
	}
}

// order notes what is due for one order. What has been sent was paid; of one
// that is only being made ready nobody can tell.
func (d *Dues) order(say speech, page Sighting, item *wire.Item) {
	if item.Key == "" {
		return
	}
	page.From, page.Origin, page.Dues = wire.FromOrder, string(wire.FromOrder)+":"+item.Key, item.Dues
	page.Title = say.text("due-order", map[string]string{"order": item.Key})
	d.See(page)
	switch item.Status {
	case "cancelled", "returned":
		d.Settle(wire.DueReturn, item.Key, page.Seen)
		fallthrough
	case "shipped", "delivered":
		d.Settle(wire.DueKonbini, item.Key, page.Seen)
	default:
		if item.Fields["paid"] != "" && item.Status != "unpaid" && len(item.Dues) == 0 {
			d.Settle(wire.DueKonbini, item.Key, page.Seen)
		}
	}
}

// lapse forgets what a page has listed before and lists no more: a gift card
// that was spent. A page that lists nothing may not have been read.
func (d *Dues) lapse(page Sighting) {
	if len(page.Dues) == 0 {
		return
	}
	for _, known := range d.dues {
		listed := func(w wire.Due) bool { return keyOf(&w) == known.key }
		theirs := func(s source) bool { return s.origin == page.Origin }
		if slices.ContainsFunc(page.Dues, listed) || !slices.ContainsFunc(known.sources, theirs) {
			continue
		}
		d.touch(known)
		if known.sources = slices.DeleteFunc(known.sources, theirs); len(known.sources) == 0 {
			delete(d.dues, known.key)
		}
		d.touch(known)
	}
}
