package shop

import (
	"slices"
	"strings"

	"tashikame/wasm/host"
	"tashikame/wasm/rules"
	"tashikame/wasm/words"
)

// Kind is what a page is for.
type Kind string

const (
	Product         Kind = "product"
	Orders          Kind = "orders"
	OrderDetail     Kind = "order-detail"
	GiftcardRedeem  Kind = "giftcard-redeem"
	GiftcardBalance Kind = "giftcard-balance"
	Messages        Kind = "messages"
	Conversation    Kind = "conversation"
	Cart            Kind = "cart"
	Checkout        Kind = "checkout"
	Mail            Kind = "mail"
	Other           Kind = "other"
)

// KindOf says what the page at an address is: one of the shop's, which are
// served by the host of a brand's home and by no other, or a mailbox that the
// book has a profile for.
func KindOf(book *rules.Book, address string) Kind {
	u, err := host.Read(address, "")
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return Other
	}
	for i := range book.Brands {
		if isShop(&book.Brands[i], u.Host) {
			return kindOfPath(u.Path)
		}
	}
	for i := range book.Sites {
		if slices.Contains(book.Sites[i].Hosts, u.Host) {
			return Mail
		}
	}
	return Other
}

// ProfileOf gives what the page at an address is cut by. Off the shop that is
// what any page is looked at by; nil where nothing is read of it.
func ProfileOf(book *rules.Book, address string) *rules.PageProfile {
	kind := KindOf(book, address)
	if kind == Other && !isBrands(book, address) {
		kind = anywhere
	}
	var profile *rules.PageProfile
	account := []string{}
	for i := range book.Shop.Pages {
		p := &book.Shop.Pages[i]
		account = append(account, p.Parts["account"]...)
		if Kind(p.ID) == kind {
			profile = &rules.PageProfile{ID: p.ID, Regions: append([]string{}, p.Regions...), Mark: append([]string{}, p.Mark...),
				Code: p.Parts["code"], Buy: p.Parts["cart-button"], Skip: p.Parts["elsewhere"]}
			profile.Regions = append(profile.Regions, p.Parts["trace"]...)
			profile.Names = shortest(p.Words["about"])
		}
	}
	if profile == nil {
		return nil
	}
	profile.Account = account
	if kind == anywhere {
		lookAnywhere(book, profile, address)
	}
	return profile
}

// shortest folds phrases and leaves out those that hold another.
func shortest(phrases []string) []string {
	var out []string
	for _, phrase := range phrases {
		folded := words.Fold(phrase).Text
		holds := func(other string) bool {
			o := words.Fold(other).Text
			return o != folded && strings.Contains(folded, o)
		}
		if !slices.ContainsFunc(phrases, holds) {
			out = append(out, folded)
		}
	}
	return out
}

// lookAnywhere names what a page off the shop must hold to be worth a look.
func lookAnywhere(book *rules.Book, p *rules.PageProfile, address string) {
	for i := range book.Brands {
		for _, name := range book.Brands[i].Names {
			p.Names = append(p.Names, words.Fold(name).Text)
		}
	}
	if u, err := host.Read(address, ""); err == nil && isResale(book, u.Host) {
		for i := range book.Shop.Pages {
			for _, phrase := range book.Shop.Pages[i].Words["giftcode"] {
				p.Names = append(p.Names, words.Fold(phrase).Text)
			}
		}
	}
	for i := range book.Sites {
		if site := &book.Sites[i]; len(site.Hosts) == 0 {
			p.Except = append(p.Except, site.Present)
		}
	}
}

// isBrands says whether an address is on a host of a brand's own. What its
// pages say of it is nobody's imitation.
func isBrands(book *rules.Book, address string) bool {
	u, err := host.Read(address, "")
	if err != nil {
		return false
	}
	for i := range book.Brands {
		for _, domain := range book.Brands[i].Owns {
			if u.Host == domain || strings.HasSuffix(u.Host, "."+strings.TrimPrefix(domain, ".")) {
				return true
			}
		}
	}
	return false
}

// isShop says whether a host is that of the brand's home, with or without www.
// Other hosts of the brand (music, seller central) have paths of their own.
func isShop(b *rules.Brand, name string) bool {
	home, err := host.Read(b.Home, "")
	return err == nil && home.Host != "" && strings.TrimPrefix(name, "www.") == strings.TrimPrefix(home.Host, "www.")
}

// pages are what paths begin with, segment by segment; the first that fits counts.
var pages = []struct {
	path string
	kind Kind
}{
	{"your-orders/order-details", OrderDetail},
	{"gp/your-account/order-details", OrderDetail},
	{"gp/css/order-details", OrderDetail},
	{"gp/css/summary", OrderDetail},
	{"gp/digital/your-account/order-summary.html", OrderDetail},
	{"gp/aw/d", Product},
	{"gp/product", Product},
	{"exec/obidos/asin", Product},
	{"o/asin", Product},
	{"your-orders", Orders},
	{"gp/your-account/order-history", Orders},
	{"gp/css/order-history", Orders},
	{"gp/css/history", Orders},
	{"gp/legacy/order-history", Orders},
	{"gc/redeem", GiftcardRedeem},
	{"gp/css/gc/redeem", GiftcardRedeem},
	{"gc/balance", GiftcardBalance},
	{"gp/css/gc/balance", GiftcardBalance},
	{"gp/cart", Cart},
	{"gp/aw/c", Cart},
	{"cart", Cart},
	{"gp/buy", Checkout},
	{"checkout", Checkout},
	{"gp/message", Messages},
	{"gp/communication-manager", Conversation},
	{"hz/messaging", Conversation},
	{"message-us", Conversation},
	{"message-center", Messages},
}

func kindOfPath(path string) Kind {
	segments := segmentsOf(path)
	all := strings.ToLower(strings.Join(segments, "/")) + "/"
	for _, page := range pages {
		rest, ok := strings.CutPrefix(all, page.path+"/")
		asin, _, _ := strings.Cut(rest, "/")
		if ok && (page.kind != Product || isASIN(asin)) {
			return page.kind
		}
	}
	// /dp/ASIN, with the product's name before it or not.
	for i := 0; i+1 < len(segments) && i < 2; i++ {
		if strings.EqualFold(segments[i], "dp") && isASIN(segments[i+1]) {
			return Product
		}
	}
	return Other
}

// segmentsOf cuts a path up, without the language that /-/en/ puts first.
func segmentsOf(path string) []string {
	segments := strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
	if len(segments) >= 2 && segments[0] == "-" {
		return segments[2:]
	}
	return segments
}

// isASIN says whether s is Amazon's number for a product: ten letters and
// digits; of a book, its ISBN-10.
func isASIN(s string) bool {
	if len(s) != 10 {
		return false
	}
	for _, c := range s {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}
