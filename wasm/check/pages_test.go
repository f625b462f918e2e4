package check

import (
	"os"
	"slices"
	"strings"
	"testing"

	"tashikame/wasm/wire"
)

func readPage(t *testing.T, url, file string) wire.Judgement {
	t.Helper()
	html, err := os.ReadFile("../testdata/pages/" + file + ".html")
	if err != nil {
		t.Fatal(err)
	}
	return core.Check(wire.Snapshot{URL: url, Lang: "ja", Now: "2026-11-22T12:00:00+09:00",
		Regions: []wire.Region{{Key: "1", Kind: wire.RegionPage, HTML: string(html)}}}).Judgements[0]
}

func TestWhosePlaceAPageIs(t *testing.T) {
	const elsewhere = "https://kakunin-madoguchi.example/ap/signin"
	for _, c := range []struct {
		file, url string
		verdict   wire.Verdict
		finding   string // "" is none
	}{
		{"place-imitation", elsewhere, wire.Spoofed, "poses-as-brand"},
		{"place-imitation", "https://amazon.co.jp.kutsu.example/", wire.Spoofed, "poses-as-brand"},
		{"place-imitation", "https://kutsu.s3.amazonaws.com/index.html", wire.Spoofed, "poses-as-brand"},
		{"place-imitation-email-first", elsewhere, wire.Spoofed, "poses-as-brand"},
		{"place-imitation-no-title", elsewhere, wire.Spoofed, "poses-as-brand"},
		{"place-imitation-no-form", elsewhere, wire.Caution, "poses-as-brand"},
		{"place-imitation", "https://www.google.com/url?q=https://www.amazon.co.jp/", wire.Spoofed, "poses-as-brand"},
		{"place-imitation-card", elsewhere, wire.Spoofed, "poses-as-brand"},
		{"place-imitation-lookalike-title", elsewhere, wire.Spoofed, "poses-as-brand"},
		{"place-imitation-code", elsewhere, wire.Spoofed, "poses-as-brand"},
		{"place-imitation-prime", elsewhere, wire.Spoofed, "poses-as-brand"},
		{"place-warns-of-imitations", "https://keisho.example/p/1", wire.None, ""},
		{"place-tool-for-sellers", "https://tool.example/login", wire.None, ""},
		{"place-webmail", "https://mail.kaiin.example/", wire.None, ""},
		{"place-blog", "https://kurashi.example/login", wire.None, ""},
		{"place-amazon-pay", "https://kutsu.example/login", wire.None, ""},
		{"place-hidden-logo", "https://kaiin.example/", wire.None, ""},
		{"place-codes", "https://auctions.yahoo.co.jp/item/1", wire.None, "resells-giftcodes"},
		{"place-codes", "https://kurashi.example/", wire.None, ""},
		{"place-official", "https://www.amazon.co.jp/ap/signin", wire.None, "official-place"},
		{"place-official-cards", "https://www.amazon.co.jp/ap/signin", wire.None, "official-place"},
		{"place-official-cards", elsewhere, wire.Spoofed, "poses-as-brand"},
		{"place-signin-table-en", elsewhere, wire.Spoofed, "poses-as-brand"},
		{"place-signin-table-en", "https://www.amazon.co.jp/ap/signin", wire.None, "official-place"},
		{"place-signin-cards", elsewhere, wire.Spoofed, "poses-as-brand"},
		{"place-signin-links", elsewhere, wire.Caution, "poses-as-brand"},
		{"place-signin-salted", elsewhere, wire.Spoofed, "poses-as-brand"},
		{"place-official", "https://www.amazon.com/ap/signin", wire.None, "official-place"},
		{"place-official", "http://www.amazon.co.jp/ap/signin", wire.None, ""}, // nobody vouches for who serves it
	} {
		j := readPage(t, c.url, c.file)
		if j.Verdict != c.verdict {
			t.Errorf("%s at %s: %s, want %s", c.file, c.url, j.Verdict, c.verdict)
		}
		if c.finding == "" && len(j.Findings) > 0 || c.finding != "" && !slices.ContainsFunc(j.Findings, isID(c.finding)) {
			t.Errorf("%s at %s: %v, want %q", c.file, c.url, ids(j), c.finding)
		}
		for _, f := range j.Findings {
			if f.Text == "" || strings.Contains(f.Text, "{") {
				t.Errorf("%s at %s: %s says %q", c.file, c.url, f.ID, f.Text)
			}
		}
		if c.verdict != wire.None && !strings.Contains(j.Headline, "Amazon") {
			t.Errorf("%s at %s: headline %q", c.file, c.url, j.Headline)
		}
	}
}

// What is told beside a state says where it is from, and as of when.
func TestAPageIsPutIntoWords(t *testing.T) {
	j := readPage(t, "https://www.amazon.co.jp/dp/B0EXAMPL01", "product-invited-ja")
	if j.Status != "invited" || j.Headline != "招待されています" || j.Advice == "" || len(j.Dues) != 1 {
		t.Errorf("%+v", j)
	}
	for _, told := range j.Told {
		if told.Text == "" || told.Source == "" || told.Date == "" {
			t.Errorf("%s: %+v", told.ID, told)
		}
	}
	balance := readPage(t, "https://www.amazon.co.jp/gc/balance", "giftcard-balance-cancelled")
	if !strings.Contains(balance.Told[0].Text, "￥8,000") {
		t.Errorf("what was taken back is not said: %q", balance.Told[0].Text)
	}
	unpaid := readPage(t, "https://www.amazon.co.jp/your-orders/order-details?orderID=x", "order-detail-unpaid")
	for _, id := range []string{"chain-seven-eleven", "chain-familymart", "chain-lawson", "chain-ministop", "chain-seicomart"} {
		if !slices.ContainsFunc(unpaid.Told, func(a wire.Advice) bool { return a.ID == id && a.Text != "" && a.Source != "" }) {
			t.Errorf("does not say how to pay: %s", id)
		}
	}
	orders := readPage(t, "https://www.amazon.co.jp/your-orders/orders", "orders-all")
	if len(orders.Items) == 0 || len(orders.Items[0].Told) == 0 || orders.Items[0].Told[0].Text == "" {
		t.Errorf("nothing told of an order: %+v", orders.Items)
	}
}

func TestGiftCodesArePutIntoWords(t *testing.T) {
	check := core.CheckCode("en", "CHJ4-CTTG3G")
	if len(check.Notes) == 0 || check.Notes[0].ID != "short" || check.Notes[0].Text == "" {
		t.Errorf("%+v", check)
	}
}
