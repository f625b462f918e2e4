package shop

import (
	"slices"
	"sort"

	"golang.org/x/net/html/atom"
)

// States of an invitation request.
const (
	notRequested = "not-requested"
	requested    = "requested"
	invited      = "invited"
	expired      = "expired"
	consumed     = "consumed"
	openAgain    = "open-again"
	buyable      = "buyable"
	unavailable  = "unavailable"
	signedOut    = "signed-out"
)

// containers are the parts of which a page of an invitation sale fills one.
var containers = []string{notRequested, requested, invited, expired, consumed}

// agrees says whether a state may be read in and around a container that stands
// for another. After an invitation has lapsed the button may still say
// 「リクエスト済み」, or ask again.
func agrees(container, said string) bool {
	return said == container || container == expired && said != invited && said != consumed
}

// request is what a product's page says of an invitation request.
type request struct {
	// container is the state whose container is filled, "" when none or several are.
	container string
	node      int
	// there are the containers that the page has at all; empty is true where
	// one is shown and holds nothing, several where more than one is filled.
	there          map[string]bool
	empty, several bool
	// said are the states that words in the buy box name.
	said []string
	// invitedAt is where words say that one is invited.
	invitedAt int
	// live is true where a button to request can be pressed, dead where there
	// is one that cannot; asks where words offer to request, button or not.
	live, dead, asks bool
	// out is true where words say that it cannot be had.
	out bool
	// about is true where anything speaks of an invitation sale.
	about, trace bool
	// done counts the buttons that say that it is requested.
	done int
	// signIn is true where the page asks to sign in first, doubtful where it
	// may or may not.
	signIn, doubtful bool
	box              []int
}

func (s *sheet) request() *request {
	q := &request{there: map[string]bool{}}
	s.readContainers(q)
	s.readPanel(q)
	for _, part := range append([]string{"box", "panel"}, containers...) {
		q.box = append(q.box, s.shown(part)...)
	}
	sort.Slice(q.box, func(i, k int) bool { return q.box[i] < q.box[k] })
	q.box = s.outermost(q.box)
	s.readWords(q)
	s.readSignIn(q)
	return q
}

func (s *sheet) readContainers(q *request) {
	hides := false
	for _, state := range containers {
		for _, n := range s.found[state] {
			q.there[state] = true
			switch {
			case s.filled(n):
				q.fill(state, n)
			case !s.Nodes[n].Hidden:
				q.empty = true
			default:
				hides = true
			}
		}
	}
	// A page hides all but one, or empties all but one: one that is shown and
	// empty among hidden ones was the true one.
	q.several = q.several || q.empty && hides && q.container != ""
	// The same said once more, where the page has details of the request.
	for _, state := range [...]string{requested, invited} {
		for _, n := range s.found["detail-"+state] {
			if q.trace = true; s.filled(n) {
				q.fill(state, n)
			}
		}
	}
}

func (q *request) fill(state string, n int) {
	q.several = q.several || q.container != "" && q.container != state
	q.container, q.node = state, n
}

// readPanel reads the panel of all offers, which names a place for an offer's
// state but not which; the words in it do.
func (s *sheet) readPanel(q *request) {
	panel := s.shown("panel")
	for _, n := range s.found["panel-state"] {
		if q.trace = true; !s.filled(n) {
			continue
		}
		// Outside of the panel it may be a template of it: it counts only where the
		// page shows nothing else to go by.
		if !s.within(panel, n) && (len(panel) > 0 || len(q.there) > 0 || s.says(s.Text, "buy", "out") != "") {
			q.several = true
			continue
		}
		said := s.states(s.phrases(s.Nodes[n].Start, s.Nodes[n].Stop))
		if len(said) == 1 {
			q.fill(said[0], n)
		} else {
			q.empty = true
		}
	}
	for _, n := range s.found["panel-request"] {
		if q.trace = true; s.filled(n) && s.live(n) && s.says(s.label(n), requested) == "" {
			q.fill(notRequested, n)
		}
	}
}

// states are the states that phrases name, each once.
func (s *sheet) states(all []phrase) []string {
	var out []string
	for _, p := range all {
		state := p.says
		switch state {
		case "again":
			state = openAgain
		case requested, invited, expired, consumed:
		default:
			continue
		}
		if !slices.Contains(out, state) {
			out = append(out, state)
		}
	}
	return out
}

func (s *sheet) readWords(q *request) {
	for _, n := range q.box {
		all := s.phrases(s.Nodes[n].Start, s.Nodes[n].Stop)
		for _, state := range s.states(all) {
			q.said = appendNew(q.said, state)
		}
		for _, p := range all {
			q.about = q.about || speaksOfInvitation(p)
			q.asks = q.asks || p.says == "request"
			q.out = q.out || p.says == "out"
			if p.says == invited {
				q.invitedAt = p.at
			}
			q.signIn = q.signIn || p.says == "sign-in"
		}
	}
	buttons := s.outermost(s.shown("button"))
	for _, n := range s.shown("button") {
		if !s.within(q.box, n) {
			continue
		}
		switch label := s.label(n); s.says(label, requested, "sign-in", "request", "again") {
		case "request", "again":
			q.live, q.dead = q.live || s.live(n), q.dead || !s.live(n)
		case requested:
			q.said = appendNew(q.said, requested)
			if slices.Contains(buttons, n) {
				q.done++
			}
		case "sign-in":
			q.signIn = true
		}
	}
	for _, n := range s.shown("request-button") {
		q.trace = true
		q.live = q.live || s.live(n) && s.says(s.label(n), requested) == ""
	}
	if q.live {
		q.said = appendNew(q.said, notRequested)
	}
	q.trace = q.trace || len(q.there) > 0 || len(s.found["trace"]) > 0
}

func speaksOfInvitation(p phrase) bool {
	switch p.says {
	case "buy", "out", "hello-stranger", "preorder":
		return false
	}
	return true
}

// readSignIn finds out whether the page is drawn for somebody who is signed in.
func (s *sheet) readSignIn(q *request) {
	for _, n := range s.shown("account") {
		q.signIn = q.signIn || s.says(s.Words(n), "hello-stranger") != ""
	}
	flags := s.found["signed-in"]
	for _, n := range flags {
		switch s.Attr(n, "value") {
		case "true":
		case "false":
			q.signIn = true
		default:
			q.doubtful = true
		}
	}
	// The flag under another name says false to something we do not know.
	if len(flags) == 0 {
		for _, n := range s.found["flag"] {
			q.doubtful = q.doubtful || s.Attr(n, "value") == "false" && s.within(append(q.box, s.found[notRequested]...), n)
		}
	}
}

// settle weighs what was read. Why is the reason of an unknown.
func (s *sheet) settle(q *request) (state, why string) {
	switch {
	case q.several:
		return Unknown, "containers-differ"
	case q.container != "":
		state, why = s.byContainer(q)
	case q.empty:
		return Unknown, "container-empty"
	default:
		state, why = s.byWords(q)
	}
	if !q.signIn && !(q.doubtful && state == notRequested) {
		return state, why
	}
	switch {
	case state == buyable, state == unavailable:
		return state, why
	case !q.signIn:
		return Unknown, "sign-in-unclear"
	case state == notRequested, state == Unknown && q.about && len(q.said) == 0:
		return signedOut, ""
	}
	return Unknown, "words-differ" // what only somebody signed in can see, shown to nobody
}

func (s *sheet) byContainer(q *request) (state, why string) {
	for _, said := range q.said {
		if !agrees(q.container, said) {
			return Unknown, "words-differ"
		}
	}
	if s.says(s.Words(q.node), "not-"+q.container) != "" {
		return Unknown, "words-differ"
	}
	if q.container == notRequested && q.dead && !q.live {
		return Unknown, "button-unclear"
	}
	if q.container == expired {
		return s.lapsed(q)
	}
	return q.container, ""
}

// lapsed tells an invitation that has lapsed from one that can be asked for
// again: only a button that can be pressed says so.
func (s *sheet) lapsed(q *request) (state, why string) {
	switch {
	// Some containers are gone, and the button may be out of one of them.
	case q.live && len(q.there) > 1 && len(q.there) < len(containers) && !s.liveWithin(q.node):
		return Unknown, "button-unclear"
	case q.live && !slices.Contains(q.said, requested):
		return openAgain, ""
	// Of two buttons that say the same, one is another state's.
	case q.live, slices.Contains(q.said, openAgain), q.asks && !q.dead, q.done > 1:
		return Unknown, "button-unclear"
	}
	for n := q.node; n > 0 && n < s.Nodes[q.node].End; n++ {
		// The shell of a button, perhaps.
		if node := &s.Nodes[n]; !node.Hidden && node.End == n+1 && node.Start == node.Stop && (node.Tag == atom.Div || node.Tag == atom.Span) {
			return Unknown, "button-unclear"
		}
		if s.isInput(n) && !s.Nodes[n].Hidden && s.says(s.label(n), requested, "request") == "" {
			return Unknown, "button-unclear"
		}
	}
	return expired, ""
}

// liveWithin says whether element n holds a button to request that can be pressed.
func (s *sheet) liveWithin(n int) bool {
	return n > 0 && slices.ContainsFunc(s.shown("request-button"), func(b int) bool { return s.Holds(n, b) && s.live(b) })
}

// byWords answers where no container is filled.
func (s *sheet) byWords(q *request) (state, why string) {
	said := q.said
	switch {
	case slices.Contains(said, expired) && !slices.Contains(said, invited) && !slices.Contains(said, consumed):
		if state, why = s.lapsed(q); state == openAgain && q.there[expired] {
			return Unknown, "words-differ"
		}
	case len(said) == 1 && said[0] != openAgain:
		state = said[0]
	case len(said) > 0:
		return Unknown, "words-differ"
	default:
		return s.ordinary(q)
	}
	// Its container is there and not filled, or what only the invited can press
	// is live: the markup says otherwise.
	if q.there[state] || s.canBuy(q) && (state != invited || len(q.there) > 0) || len(q.there) > 0 && len(q.there) < len(containers)-1 {
		return Unknown, "words-differ"
	}
	return state, why
}

// ordinary answers for a page that shows nothing of an invitation.
func (s *sheet) ordinary(q *request) (state, why string) {
	// All five containers, all of them hidden, say that there is none.
	none := len(q.there) == len(containers) || !q.trace
	if q.about || !none || s.speaksOutside(q) {
		return Unknown, "nothing-known"
	}
	buy := s.canBuy(q)
	out := q.out && !buy // of another offer, perhaps
	for _, n := range s.shown("out") {
		out = out || s.says(s.Words(n), "out") != ""
	}
	switch {
	case buy && out:
		return Unknown, "words-differ"
	case buy:
		return buyable, ""
	case out:
		return unavailable, ""
	}
	return Unknown, "nothing-known"
}

// canBuy says whether the product can be put into the cart: by the button's
// name, or by what it says.
func (s *sheet) canBuy(q *request) bool {
	return slices.ContainsFunc(s.shown("cart-button"), s.live) || slices.ContainsFunc(s.shown("button"), func(n int) bool {
		return s.within(q.box, n) && s.live(n) && s.says(s.label(n), "buy") != ""
	})
}

// speaksOutside says whether an invitation sale is spoken of anywhere but
// where everybody may write: the page has moved what we look for.
func (s *sheet) speaksOutside(q *request) bool {
	elsewhere := s.outermost(s.shown("elsewhere"))
	for _, p := range s.phrases(0, len(s.Text)) {
		switch p.says {
		case "request", requested, invited, expired, consumed:
		default:
			continue
		}
		if !s.standsIn(elsewhere, p.at) {
			return true
		}
	}
	return false
}
