package ledger

import (
	"slices"
	"strconv"
	"time"

	"tashikame/wasm/clock"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
	"tashikame/wasm/words"
)

// Agenda says what is due at a time, in words: the soonest first, then what is
// past and not yet forgotten, the latest first. Of each no more than limit is
// put into words: a ledger may be full, and a reader sees the first few.
func (d *Dues) Agenda(book *rules.Book, lang string, now time.Time, limit int) wire.Agenda {
	d.Forget(now)
	say := speech{book, lang}
	agenda := wire.Agenda{Items: []wire.AgendaItem{}}
	all := d.sorted()
	coming := 0 // the first that is not past
	for coming < len(all) && all[coming].at() <= now.Unix() {
		coming++
	}
	for i, known := range all[coming:] {
		if i < limit {
			agenda.Items = append(agenda.Items, known.item(say, now))
		} else {
			agenda.More++
		}
		if known.state == wire.AgendaOpen {
			agenda.Open++
			if known.at() <= now.Unix()+daySeconds {
				agenda.Soon++
			}
		}
	}
	for i := coming - 1; i >= max(0, coming-limit); i-- {
		agenda.Items = append(agenda.Items, all[i].item(say, now))
	}
	return agenda
}

func (u *due) item(say speech, now time.Time) wire.AgendaItem {
	first := u.earliest()
	left := time.Unix(first.at, 0).Sub(now)
	item := wire.AgendaItem{
		Key: u.key, Kind: u.kind, Heading: say.text("due-kind-"+string(u.kind), nil), Title: u.title,
		At: rfc3339(first.at), Day: first.day, Left: int(left / time.Second), LeftText: say.left(left), Past: left <= 0,
		State: u.state, Basis: first.basis, Proven: u.proven(), Open: u.open,
	}
	for i := range u.sources {
		s := &u.sources[i]
		item.Sources = append(item.Sources, wire.AgendaSource{From: s.from, At: rfc3339(s.at), Basis: s.basis, Quote: s.quote, Reason: s.reason, Proven: s.proven})
		item.Differ = item.Differ || s.at != first.at
	}
	item.Todo = u.todo(say, &item)
	if item.Proven {
		item.Numbers = u.numbers
	}
	item.Chains = u.chains(say)
	return item
}

// todo says what to do about it. A payment number that is not proven is never
// named: the order history has the true one.
func (u *due) todo(say speech, item *wire.AgendaItem) []string {
	todo := []string{}
	add := func(id string) {
		if text := say.text(id, nil); text != "" {
			todo = append(todo, text)
		}
	}
	add("due-todo-" + string(u.kind))
	if u.kind == wire.DueKonbini && (!item.Proven || len(u.numbers) == 0) {
		add("due-todo-order-history")
	}
	if !item.Proven {
		add("due-unproven")
	}
	if item.Differ {
		add("due-differ")
	}
	if item.Basis == wire.Assumed {
		add("due-look-up")
	}
	return todo
}

// chains says where numbers of that length are paid; all of them while none is
// known.
func (u *due) chains(say speech) []wire.AgendaStep {
	if u.kind != wire.DueKonbini {
		return nil
	}
	var steps []wire.AgendaStep
	for _, c := range say.book.Shop.Chains {
		takes := func(number string) bool { return len(number) == c.Digits }
		if len(u.numbers) == 0 || slices.ContainsFunc(u.numbers, takes) {
			steps = append(steps, wire.AgendaStep{Chain: c.Name.In(say.lang), Digits: c.Digits, Steps: c.Steps.In(say.lang)})
		}
	}
	return steps
}

func rfc3339(at int64) string {
	return clock.RFC3339(time.Unix(at, 0).In(clock.JST))
}

// speech says things in a language, with the book's texts.
type speech struct {
	book *rules.Book
	lang string
}

func (w speech) text(id string, params map[string]string) string {
	text := w.book.Texts[id].In(w.lang)
	if len(params) == 0 {
		return text
	}
	pairs := make([]string, 0, 2*len(params))
	for name, value := range params {
		pairs = append(pairs, "{"+name+"}", value)
	}
	return words.Replace(text, pairs...)
}

// left says how long is left in its two largest units: 1日3時間.
func (w speech) left(d time.Duration) string {
	if d <= 0 {
		return w.text("due-past", nil)
	}
	minutes := int((d + time.Minute - 1) / time.Minute)
	days, hours := minutes/(24*60), minutes/60%24
	switch {
	case days >= 3:
		return w.text("due-left-days", map[string]string{"days": strconv.Itoa(days)})
	case days > 0:
		return w.text("due-left-days-hours", map[string]string{"days": strconv.Itoa(days), "hours": strconv.Itoa(hours)})
	case hours > 0:
		return w.text("due-left-hours", map[string]string{"hours": strconv.Itoa(hours), "minutes": strconv.Itoa(minutes % 60)})
	}
	return w.text("due-left-minutes", map[string]string{"minutes": strconv.Itoa(minutes)})
}
