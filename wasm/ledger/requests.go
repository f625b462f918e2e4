package ledger

import (
	"errors"
	"sort"
	"strings"
	"time"

	"tashikame/wasm/clock"
	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
	"tashikame/wasm/words"
)

// Requests is what products' pages have shown of invitation requests: the shop
// itself lists them nowhere. They are joined by product and kept apart by
// account. It is not safe for concurrent use.
type Requests struct {
	chunks  map[string]string
	all     map[string]*wire.Item // by key
	changed map[string]string     // names of chunks
}

// requestsPrefix begins the names of chunks: an account, and the last sign of
// the product's number, so that one look writes little. A line is a request,
// its fields apart by tabs; times are in UTC and sort as they stand. A broken
// line loses that line alone.
//
//	requests1/KEY/5	B0EXAMPLE5	2026-11-20T01:02:03Z	2026-11-22T04:05:06Z		2026-11-20 requested,2026-11-22 invited	title
const requestsPrefix = "requests1/"

// requestFields are the fields of a line, in their order.
var requestFields = [...]string{"asin", "since", "seen", "removed", "was", "title"}

const (
	// staleAfter is how old a look may be before it is time for another.
	staleAfter = 30 * 24 * time.Hour
	// regret is for how long what was removed can be had back.
	regret = 24 * time.Hour
	// maxRequests is how many are remembered; those not seen for longest go first.
	maxRequests = 5_000
	// maxStates is how many states of one are.
	maxStates = 8
	// asinLength is that of Amazon's number for a product.
	asinLength = 10
)

// OpenRequests takes the chunks that are stored, those of dues among them.
func OpenRequests(chunks map[string]string) *Requests {
	r := &Requests{chunks: chunks, all: map[string]*wire.Item{}, changed: map[string]string{}}
	for name, text := range chunks {
		account, sign, ok := strings.Cut(strings.TrimPrefix(name, requestsPrefix), "/")
		if !ok || !strings.HasPrefix(name, requestsPrefix) {
			continue
		}
		for _, line := range strings.Split(text, "\n") {
			f := strings.Split(line, "\t")
			if len(f) != len(requestFields) || len(f[0]) != asinLength || !strings.HasSuffix(f[0], sign) || len(f[4]) < len("2006-01-02 x") {
				continue
			}
			known := r.add(account, f[0])
			for i, value := range f {
				known.Fields[requestFields[i]] = value
			}
			known.Status = f[4][strings.LastIndexByte(f[4], ' ')+1:]
		}
	}
	return r
}

func (r *Requests) add(account, asin string) *wire.Item {
	known := &wire.Item{Kind: "request", Key: account + "/" + asin, Fields: map[string]string{"asin": asin}}
	r.all[known.Key] = known
	return known
}

// Answer does what a face asks and says what is to be stored after it.
func (r *Requests) Answer(book *rules.Book, q wire.RequestsRequest) (a wire.RequestsAnswer, err error) {
	now := clock.Parse(q.Now)
	if now.IsZero() {
		return a, errors.New("requests: now: not RFC 3339: " + q.Now)
	}
	a.Hints = []wire.Advice{}
	say := speech{book, q.Lang}
	known := r.all[q.Key]
	switch {
	case q.Do == "see" && q.Seen != nil && (q.Account == "" || isKey(q.Account)):
		r.see(say, &q, inUTC(now), &a)
	case q.Do == "remove" && known != nil:
		known.Fields["removed"] = inUTC(now)
		r.touch(known)
	case q.Do == "undo" && known != nil:
		known.Fields["removed"] = ""
		r.touch(known)
	}
	all := r.kept(now)
	a.Chunks = r.write(all)
	a.Items = []wire.Item{}
	find := words.Fold(q.Find).Text
	gone := inUTC(now.Add(-regret))
	for _, known := range all {
		f := known.Fields
		if f["removed"] != "" && f["removed"] < gone {
			continue
		}
		a.All++
		switch {
		case q.Only != "" && q.Only != known.Status, find != "" && !strings.Contains(words.Fold(f["title"]+" "+f["asin"]).Text, find):
		case len(a.Items) < q.Limit || known.Key == a.Turn:
			a.Items = append(a.Items, describe(say, *known, now))
		default:
			a.More++
		}
	}
	return a, nil
}

func inUTC(t time.Time) string { return clock.RFC3339(t.UTC()) }

// see merges what a page shows. A page that could not be read, or is shown to
// nobody in particular, says nothing of a request; one that shows none matters
// only where there was one.
func (r *Requests) see(say speech, q *wire.RequestsRequest, now string, a *wire.RequestsAnswer) {
	status, asin, title := q.Seen.Status, q.Seen.Fields["asin"], oneLine(q.Seen.Fields["title"])
	known := r.all[q.Account+"/"+asin]
	switch status {
	case "requested", "invited", "expired", "consumed", "open-again":
	case "not-requested", "buyable", "unavailable":
		if status == "not-requested" && r.mailed(asin) {
			a.Hints = append(a.Hints, say.tell("other-account"))
		}
		if known == nil {
			return
		}
	default:
		return
	}
	if len(asin) != asinLength {
		return
	}
	if known == nil {
		known = r.add(q.Account, asin)
		known.Fields["since"] = now
	}
	f := known.Fields
	switch before := known.Status; {
	case before != status:
		if waited(before, status) && f["removed"] == "" {
			a.Turn = known.Key
		}
		known.Status = status
		turn(f, status, now)
	case f["title"] == title && f["seen"] >= now[:len("2006-01-02T15")]:
		return // looks of one hour are one: each would be written
	}
	f["seen"], f["title"] = now, title
	r.touch(known)
}

// mailed says whether a mail has told of an invitation to buy this product.
func (r *Requests) mailed(asin string) bool {
	d := OpenDues(r.chunks)
	d.read()
	if known := d.dues[string(wire.DueInvitation)+" "+asin]; known != nil {
		for i := range known.sources {
			if known.sources[i].from == wire.FromMail {
				return true
			}
		}
	}
	return false
}

// waited says whether a change of state is one that readers wait for. Of a
// product seen for the first time nothing has changed.
func waited(before, now string) bool {
	switch now {
	case "invited":
		return before != ""
	case "open-again", "not-requested":
		return before == "requested" || before == "invited" || before == "expired"
	}
	return false
}

// turn notes another state. What the reader had taken off the list comes back
// with an invitation or a new request.
func turn(f map[string]string, status, now string) {
	if status == "requested" || status == "invited" {
		f["removed"] = ""
	}
	if status == "requested" && f["was"] != "" {
		f["since"] = now
	}
	if f["was"] += "," + now[:len("2006-01-02")] + " " + status; strings.Count(f["was"], ",") > maxStates || f["was"][0] == ',' {
		_, f["was"], _ = strings.Cut(f["was"], ",")
	}
}

func (r *Requests) touch(known *wire.Item) { r.changed[requestChunk(known)] = "" }

func requestChunk(known *wire.Item) string {
	key := known.Key
	return requestsPrefix + key[:len(key)-asinLength] + key[len(key)-1:]
}

// kept gives the requests that are remembered: those that ask for something
// first, then the one seen last. None lasts longer than a year, by anybody's word.
func (r *Requests) kept(now time.Time) []*wire.Item {
	type ranked struct {
		by   string
		item *wire.Item
	}
	list := make([]ranked, 0, len(r.all))
	oldest := inUTC(now.Add(-keep))
	for _, known := range r.all {
		seen, first := known.Fields["seen"], "0"
		if urgent(known) {
			first = "1"
		}
		if seen < oldest {
			r.touch(known)
			continue
		}
		list = append(list, ranked{first + seen + known.Key, known})
	}
	sort.Slice(list, func(i, k int) bool { return list[i].by > list[k].by })
	all := make([]*wire.Item, 0, len(list))
	for i, known := range list {
		if i >= maxRequests {
			r.touch(known.item)
			continue
		}
		all = append(all, known.item)
	}
	return all
}

// urgent says whether a request asks for something to be done.
func urgent(known *wire.Item) bool {
	return (known.Status == "invited" || known.Status == "open-again") && known.Fields["removed"] == ""
}

// write gives the chunks that have changed; one that is empty is to be removed.
func (r *Requests) write(all []*wire.Item) map[string]string {
	for _, known := range all {
		name := requestChunk(known)
		text, asked := r.changed[name]
		if !asked {
			continue
		}
		for i, field := range requestFields {
			text += "\t\n"[:min(i, 1)] + known.Fields[field]
		}
		r.changed[name] = text + "\n"
	}
	return r.changed
}

// describe adds what is said of a request in words.
func describe(say speech, known wire.Item, now time.Time) wire.Item {
	f := map[string]string{}
	for name, value := range known.Fields {
		f[name] = value
	}
	known.Fields = f
	state := func(status string) string { return say.text("page-product-"+status, nil) }
	for _, was := range strings.Split(f["was"], ",") {
		day, status, _ := strings.Cut(was, " ")
		f["changes"] += day + " " + state(status) + "\n"
	}
	f["state"] = state(known.Status)
	for i := range say.book.Brands {
		if page := say.book.Brands[i].Pages[string(wire.DueInvitation)]; page != "" {
			f["open"] = strings.ReplaceAll(page, "{key}", f["asin"])
		}
	}
	if f["seen"] < inUTC(now.Add(-staleAfter)) && known.Status != "consumed" {
		f["stale"] = say.text("request-stale", nil)
	}
	if known.Status == "requested" {
		known.Told = []wire.Advice{say.tell("note-months")}
	}
	return known
}

func (w speech) tell(id string) wire.Advice {
	a := wire.Advice{ID: id}
	a.Text, a.Source, a.Date = w.book.Tell(id, w.lang)
	return a
}
