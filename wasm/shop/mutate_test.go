package shop

import (
	"flag"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// mutator changes a page as a shop's next version, or another shopper's page,
// might. It hits whatever element it hits: also one that holds the state, or
// hides another. It says whether it found anything to change.
type mutator struct {
	name   string
	change func(root *html.Node, rnd *rand.Rand) bool
}

// Where a page shows its state, in the fixtures.
var stateIDs = []string{"hdp_invited_desktop", "hdp_requested_desktop", "hdp_notRequested_desktop", "hdp_expired_desktop", "hdp_consumed_desktop"}

var mutators = []mutator{
	{"rename a class", func(root *html.Node, rnd *rand.Rand) bool { return rename(root, rnd, "class") }},
	{"rename an id", func(root *html.Node, rnd *rand.Rand) bool { return rename(root, rnd, "id") }},
	{"rename the true container's id", func(root *html.Node, _ *rand.Rand) bool {
		c := trueContainer(root)
		if c != nil {
			setAttr(c, "id", "p13n_slot_7")
		}
		return c != nil
	}},
	{"rename every container's id", func(root *html.Node, _ *rand.Rand) bool {
		all := withID(root, stateIDs...)
		for i, c := range all {
			setAttr(c, "id", "p13n_slot_"+strconv.Itoa(i))
		}
		return len(all) > 0
	}},
	{"wrap", func(root *html.Node, rnd *rand.Rand) bool {
		n := pick(rnd, shownElements(root))
		wrapper := &html.Node{Type: html.ElementNode, Data: "div", Attr: []html.Attribute{{Key: "class", Val: "celwidget"}}}
		n.Parent.InsertBefore(wrapper, n)
		n.Parent.RemoveChild(n)
		wrapper.AppendChild(n)
		return true
	}},
	{"unwrap", func(root *html.Node, rnd *rand.Rand) bool {
		n := pick(rnd, shownElements(root))
		for c := n.FirstChild; c != nil; c = n.FirstChild {
			n.RemoveChild(c)
			n.Parent.InsertBefore(c, n)
		}
		n.Parent.RemoveChild(n)
		return true
	}},
	{"reorder siblings", func(root *html.Node, rnd *rand.Rand) bool {
		n := pick(rnd, elements(root, func(n *html.Node) bool { return n.FirstChild != nil && n.FirstChild != n.LastChild }))
		for range 1 + rnd.IntN(4) {
			first := n.FirstChild
			n.RemoveChild(first)
			n.AppendChild(first)
		}
		return true
	}},
	{"add a sibling", func(root *html.Node, rnd *rand.Rand) bool {
		n := pick(rnd, elements(root, func(n *html.Node) bool { return n.Data == "div" }))
		n.Parent.InsertBefore(parse(`<div class="a-section"><span>今日の特選</span></div>`), n)
		return true
	}},
	{"duplicate a hidden template", func(root *html.Node, rnd *rand.Rand) bool {
		n := pick(rnd, shownElements(root))
		copied := render(n)
		hidden := [...]string{`<div class="aok-hidden">` + copied + `</div>`, `<div style="display: none">` + copied + `</div>`, `<div hidden>` + copied + `</div>`, `<template>` + copied + `</template>`}
		n.Parent.InsertBefore(parse(hidden[rnd.IntN(len(hidden))]), n)
		return true
	}},
	{"add templates of every state", func(root *html.Node, _ *rand.Rand) bool {
		box := byID(root, "buybox")
		for _, id := range stateIDs {
			box.AppendChild(parse(`<div class="aok-hidden" id="` + id + `"><p>招待されました 招待をリクエスト済み 招待の期限が切れました 招待を利用済み</p><button>招待をリクエストする</button></div>`))
		}
		return len(withID(root, stateIDs...)) > len(stateIDs) // only where the page is of an invitation sale
	}},
	{"swap to English", func(root *html.Node, _ *rand.Rand) bool { return swap(root) }},
	{"strip attributes", func(root *html.Node, rnd *rand.Rand) bool {
		pick(rnd, elements(root, func(n *html.Node) bool { return len(n.Attr) > 0 })).Attr = nil
		return true
	}},
	{"strip every class but those that hide", func(root *html.Node, _ *rand.Rand) bool {
		for _, n := range elements(root, nil) {
			if c := attr(n, "class"); c != "" && !strings.Contains(c, "hidden") && !strings.Contains(c, "disabled") {
				setAttr(n, "class", "")
			}
		}
		return true
	}},
	{"inject the state words into reviews", injectIntoReviews},
	{"inject the state words into the title", func(root *html.Node, _ *rand.Rand) bool {
		byID(root, "productTitle").AppendChild(&html.Node{Type: html.TextNode, Data: " 招待されました"})
		return true
	}},
	{"empty the container", func(root *html.Node, _ *rand.Rand) bool {
		c := trueContainer(root)
		if c != nil {
			empty(c)
		}
		return c != nil
	}},
	{"empty any container", func(root *html.Node, rnd *rand.Rand) bool {
		empty(pick(rnd, elements(root, func(n *html.Node) bool { return n.FirstChild != nil && attr(n, "id")+attr(n, "class") != "" })))
		return true
	}},
	{"empty every hidden container", func(root *html.Node, _ *rand.Rand) bool {
		for _, c := range withID(root, stateIDs...) {
			if isHidden(c) {
				empty(c)
			}
		}
		return true
	}},
	{"empty the buy box", func(root *html.Node, _ *rand.Rand) bool { empty(byID(root, "buybox")); return true }},
	{"show what was hidden", func(root *html.Node, rnd *rand.Rand) bool {
		hidden := elements(root, isHidden)
		if len(hidden) == 0 || trueContainer(root) == nil {
			return false
		}
		setAttr(pick(rnd, hidden), "class", "a-section")
		return true
	}},
	{"strip the attributes of a hidden container", func(root *html.Node, rnd *rand.Rand) bool {
		hidden := hiddenContainers(root)
		if len(hidden) == 0 {
			return false
		}
		pick(rnd, hidden).Attr = nil
		return true
	}},
	{"strip the id of a hidden container and show it", func(root *html.Node, rnd *rand.Rand) bool {
		for _, c := range hiddenContainers(root) {
			if attr(c, "id") == "hdp_notRequested_desktop" {
				c.Attr = nil
				return true
			}
		}
		return false
	}},
	{"put white space into words", func(root *html.Node, _ *rand.Rand) bool {
		for n := range root.Descendants() {
			if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" {
				n.Data = strings.ReplaceAll(n.Data, "招待", "招待\n\t ")
			}
		}
		return true
	}},
}

// swap is the English of the fixtures' Japanese.
var swapped = strings.NewReplacer("招待をリクエスト済み", "Invitation requested", "招待をリクエストする", "Request invitation", "招待されました", "You're invited",
	"招待の期限が切れました", "Your invitation has expired", "招待を利用済み", "You have already used your invitation", "招待された方のみご購入いただけます", "Available by invitation only",
	"カートに入れる", "Add to Cart", "今すぐ買う", "Buy Now", "現在在庫切れです", "Currently unavailable", "本商品は招待販売としております", "This item is sold by invitation",
	"ログインして招待をリクエスト", "Sign in to request an invitation", "未発送", "Not yet shipped", "発送済み", "Shipped", "お届け済み", "Delivered", "キャンセル済み", "Cancelled", "お支払い待ち", "Payment pending",
	"返品完了", "Return complete", "番号は無効です", "code is invalid", "ロックされています", "is locked", "別のアカウントに登録済み", "already been redeemed to another", "無効化されています", "has been deactivated", "こんにちは, ログイン", "Hello, sign in", "再度リクエスト", "You can request again")

func swap(root *html.Node) bool {
	changed := false
	change := func(s *string) {
		if out := swapped.Replace(*s); out != *s {
			*s, changed = out, true
		}
	}
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			change(&n.Data)
		}
		for i := range n.Attr {
			change(&n.Attr[i].Val)
		}
	}
	return changed
}

var sweeps = flag.Int("sweeps", 1, "how often the pages are changed, each time in other places")

// A page moved by any of the mutators, or two of them, gives the right state
// or none: never a wrong one.
func TestMutationsNeverGiveAWrongState(t *testing.T) {
	pages, right, unknown := 0, 0, 0
	number := 0
	eachPage(t, "", func(name, text string, want expected) {
		if strings.HasPrefix(name, "conversation-") {
			return // see below
		}
		if number++; want.Status == Unknown {
			return // a change may take away what was contradicted
		}
		eachMutation(t, text, number, func(what string, root *html.Node) {
			pages++
			got, _ := reader.Read(want.URL, render(root), "ja", want.Now)
			itemsAreRight(t, name+", "+what, got.Items, want.Items)
			isRight(t, name+", "+what+", cut", readCut(root, want), want)
			if len(want.Items) > 1 && got.Kind == Orders {
				return // the state of a list is its first one's, whichever that is now
			}
			switch {
			case got.Status == want.Status:
				right++
			case got.Status == Unknown:
				unknown++
			case isWhatIsLeft(got.Status, want.Status, what):
			default:
				t.Errorf("%s, %s: %s, want %s or unknown", name, what, got.Status, want.Status)
			}
		})
	})
	t.Logf("%d pages: %d right, %d unknown", pages, right, unknown)
	if pages < 300 || right < pages/2 {
		t.Errorf("%d pages, %d of them right: too few to say anything", pages, right)
	}
}

// A seller who has answered is never said not to have, unless his answer is
// gone from the page; nor is it said for longer than it is so.
func TestMutationsNeverTakeAnAnswerAway(t *testing.T) {
	pages, right, number := 0, 0, 0
	eachPage(t, "conversation-", func(name, text string, want expected) {
		number++
		eachMutation(t, text, number, func(what string, root *html.Node) {
			got, _ := reader.Read(want.URL, render(root), "ja", want.Now)
			if strings.Contains(what, "empty any") && strings.Count(textOf(root), "11月") < strings.Count(text, "11月") {
				return
			}
			if pages++; got.Status == want.Status {
				right++
			}
			if waits := got.Fields["days"] != ""; waits && (got.Status != want.Status || got.Fields["days"] != want.Fields["days"]) {
				t.Errorf("%s, %s: %s for %s days, want %s", name, what, got.Status, got.Fields["days"], want.Status)
			}
		})
	})
	t.Logf("%d pages: %d right", pages, right)
	if pages < 300 || right < pages/2 {
		t.Errorf("%d pages, %d of them right: too few to say anything", pages, right)
	}
}

// eachMutation gives a page as each mutator changes it, alone, and with every
// fifth after it: others for other pages.
func eachMutation(t *testing.T, text string, number int, do func(what string, root *html.Node)) {
	t.Helper()
	for change := range *sweeps * len(mutators) {
		sweep, i := change/len(mutators), change%len(mutators)
		first := mutators[i]
		for j := -1; j < len(mutators); j++ {
			if j >= 0 && (i+j+number+sweep)%5 != 0 {
				continue
			}
			rnd := rand.New(rand.NewPCG(uint64(change), uint64(j+1)))
			root, err := html.Parse(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			what := first.name
			if !safely(first, root, rnd) {
				continue
			}
			if j >= 0 {
				what += ", then " + mutators[j].name
				safely(mutators[j], root, rnd)
			}
			do(what, root)
		}
	}
}

func textOf(root *html.Node) string {
	var text strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
	}
	return text.String()
}

// isRight holds what is read of a page to what is so, or to nothing.
func isRight(t *testing.T, name string, got Page, want expected) {
	t.Helper()
	itemsAreRight(t, name, got.Items, want.Items)
	list := len(want.Items) > 1 && got.Kind == Orders
	if !list && got.Status != Unknown && got.Status != want.Status && !isWhatIsLeft(got.Status, want.Status, name) {
		t.Errorf("%s: %s, want %s or unknown", name, got.Status, want.Status)
	}
}

// isWhatIsLeft says whether changes have made another page of it: one of two
// things that it showed is emptied, and the other is what is read (of an answer
// and a riddle the riddle, of what lapsed and a button to request again the
// button, of such a button and a greeting that asks to sign in the button, of the
// button and the place for its answer, brought out of hiding, the answer); or a
// state is brought out of hiding, and the names that would give it away are gone.
func isWhatIsLeft(got, want, change string) bool {
	if strings.Contains(change, "empty any container") {
		return got == giftCaptcha && want == "invalid" || got == notRequested && (want == openAgain || want == signedOut) ||
			got == requested && want == notRequested && strings.Contains(change, "strip attributes")
	}
	return got == invited && want == buyable && strings.Contains(change, "hidden container") && strings.Contains(change, "rename every container's id")
}

// itemsAreRight holds what is said of each order to what is so: the order
// itself, or nothing.
func itemsAreRight(t *testing.T, name string, got []Item, want []expectedItem) {
	t.Helper()
	for _, item := range got {
		for _, w := range want {
			if item.Key != "" && item.Key == w.Key && w.Status != Unknown && item.Status != w.Status && item.Status != Unknown {
				t.Errorf("%s: order %s is %s, want %s or unknown", name, item.Key, item.Status, w.Status)
			}
		}
	}
}

// safely applies a mutator; one that an earlier one has taken the ground from changes nothing.
func safely(m mutator, root *html.Node, rnd *rand.Rand) (changed bool) {
	defer func() {
		if recover() != nil {
			changed = false
		}
	}()
	return m.change(root, rnd)
}

func elements(root *html.Node, fits func(*html.Node) bool) []*html.Node {
	var all []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data != "html" && n.Data != "head" && n.Data != "body" && (fits == nil || fits(n)) {
			all = append(all, n)
		}
	}
	return all
}

func shownElements(root *html.Node) []*html.Node {
	return elements(root, func(n *html.Node) bool {
		for p := n; p != nil; p = p.Parent {
			switch p.Data {
			case "script", "style", "title", "meta", "head":
				return false
			}
		}
		return true
	})
}

// said are words of every state of every kind of page.
var said = []string{"招待されました", "招待をリクエスト済み", "招待をリクエストする", "招待の期限が切れました", "招待を利用済み", "You're invited", "Currently unavailable", "カートに入れる", "再度リクエスト",
	"キャンセル済み", "発送済み", "11月1日にお届け済み", "未発送", "お支払い待ち", "返品完了", "Delivered November 1", "ロックされています", "別のアカウントに登録済み", "アカウントに追加されました", "無効化されています", "番号は無効です"}

func injectIntoReviews(root *html.Node, _ *rand.Rand) bool {
	places := elements(root, func(n *html.Node) bool {
		return strings.Contains(strings.ToLower(attr(n, "id")+attr(n, "data-hook")), "review")
	})
	if len(places) == 0 {
		return false
	}
	for _, words := range said {
		places[0].AppendChild(parse("<p>" + words + "</p>"))
		places[len(places)-1].AppendChild(parse("<span>" + words + "</span>"))
	}
	return true
}

func pick(rnd *rand.Rand, all []*html.Node) *html.Node { return all[rnd.IntN(len(all))] }

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func setAttr(n *html.Node, key, val string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			n.Attr[i].Val = val
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: val})
}

// rename changes one name, wherever it stands: what a new version of the shop's style sheets does.
func rename(root *html.Node, rnd *rand.Rand, key string) bool {
	names := elements(root, func(n *html.Node) bool { return attr(n, key) != "" })
	if len(names) == 0 {
		return false
	}
	old := attr(pick(rnd, names), key)
	for _, n := range names {
		if attr(n, key) == old {
			setAttr(n, key, "x-"+strconv.Itoa(rnd.IntN(1000)))
		}
	}
	return true
}

func withID(root *html.Node, ids ...string) []*html.Node {
	return elements(root, func(n *html.Node) bool {
		for _, id := range ids {
			if attr(n, "id") == id {
				return true
			}
		}
		return false
	})
}

func byID(root *html.Node, id string) *html.Node { return withID(root, id)[0] }

func isHidden(n *html.Node) bool { return strings.Contains(attr(n, "class"), "aok-hidden") }

func hiddenContainers(root *html.Node) []*html.Node {
	var all []*html.Node
	for _, c := range withID(root, stateIDs...) {
		if isHidden(c) {
			all = append(all, c)
		}
	}
	return all
}

func trueContainer(root *html.Node) *html.Node {
	for _, c := range withID(root, stateIDs...) {
		if !isHidden(c) && c.FirstChild != nil {
			return c
		}
	}
	return nil
}

func empty(n *html.Node) {
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
}

func parse(text string) *html.Node {
	root, _ := html.Parse(strings.NewReader(text))
	body := root.LastChild.LastChild
	n := body.FirstChild
	body.RemoveChild(n)
	return n
}

func render(n *html.Node) string {
	var b strings.Builder
	_ = html.Render(&b, n)
	return b.String()
}
