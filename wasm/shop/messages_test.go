package shop

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tashikame/wasm/due"
	"tashikame/wasm/rules"
)

const messageCenter = "https://www.amazon.co.jp/gp/message#!/inbox"

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, due.JST)

func messageReader() *Reader {
	book := rules.Baseline()
	return NewReader(book, due.NewReader(book))
}

func readListings(t *testing.T, name string) []Listing {
	t.Helper()
	html, err := os.ReadFile(filepath.Join("..", "testdata", "pages", name))
	if err != nil {
		t.Fatal(err)
	}
	return messageReader().Listings(messageCenter, string(html), noon)
}

// line is a message in short.
func line(m Message) string {
	at := m.At.In(due.JST).Format("01-02 15:04")
	if m.Day {
		at = m.At.In(due.JST).Format("01-02")
	}
	sender := "?"
	if m.Brand {
		sender = "brand"
	}
	keys := ""
	for _, k := range m.Keys {
		keys += " " + k
	}
	return at + " " + sender + " " + m.Subject + keys
}

func TestListings(t *testing.T) {
	for _, c := range []struct {
		file    string
		sellers bool
		partial bool
		want    []string
	}{
		{"messages-inbox.html", false, false, []string{
			"11-21 10:15 brand おめでとうございます。招待者に選ばれました B0EXAMPL01",
			"11-20 18:04 brand Amazon.co.jp ご注文の確認 249-1234567-1234567 249-1234567-1234567",
			"11-18 brand 発送済み：台所ばさみ",
			"11-17 09:00 ? お支払い方法の確認", // whoever a row names is no brand for calling himself one below
		}},
		{"messages-plain.html", false, false, []string{
			"11-20 brand Your Amazon.co.jp order 503-7654321-7654321 503-7654321-7654321",
			"11-19 08:30 brand Password changed",
			"11-18 ? ", // two lines, and nothing that tells which is the subject
		}},
		{"messages-sellers.html", true, false, []string{
			"11-21 10:00 ?  249-1234567-1234567",
			"11-20 10:00 ? 道具の店",
		}},
		{"messages-table.html", false, false, []string{
			"11-20 18:04 brand お支払い番号お知らせ",
			"11-19 brand 配達済み: 249-1234567-1234567 249-1234567-1234567",
		}},
		{"messages-links-en.html", false, false, []string{
			"11-20 18:04 brand Your order 249-1234567-1234567 has shipped 249-1234567-1234567",
			"11-19 brand Congratulations, you have been invited",
		}},
		{"messages-cards.html", false, false, []string{
			"11-20 18:04 brand ご注文の確認",
			"11-19 09:10 ? 返品のご案内",
		}},
		{"messages-broken.html", false, true, []string{"11-20 18:04 brand ご注文の確認"}},
	} {
		all := readListings(t, c.file)
		if len(all) != 1 || all[0].Sellers != c.sellers || all[0].Partial != c.partial {
			t.Errorf("%s: %d listings: %+v", c.file, len(all), all)
			continue
		}
		var got []string
		for _, m := range all[0].Messages {
			got = append(got, line(m))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.file, got, c.want)
		}
	}
}

func TestLinesHoldWhatMayBeTheSubject(t *testing.T) {
	m := readListings(t, "messages-plain.html")[0].Messages[2]
	if !slices.Contains(m.Lines, "Amazon.co.jp ご注文の確認") || !slices.Contains(m.Lines, "くつの店") {
		t.Errorf("%q", m.Lines)
	}
}

// Only what Amazon's own host serves as its Message Center is believed.
func TestNoListingElsewhere(t *testing.T) {
	html, err := os.ReadFile(filepath.Join("..", "testdata", "pages", "messages-inbox.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, url := range []string{
		"https://www.amazon.co.jp/dp/B0EXAMPL01", "https://www.amazon.co.jp.kutsu.example/gp/message", "https://kutsu.example/gp/message#!/inbox",
		"http://www.amazon.co.jp/gp/message", "https://www.amazon.co.jp@kutsu.example/gp/message", "file:///gp/message", "",
	} {
		if got := messageReader().Listings(url, string(html), noon); got != nil {
			t.Errorf("%s: %+v", url, got)
		}
	}
}

// What is listed lies in the past, also where the year is left out.
func TestListedTimesLieInThePast(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"3月5日", "2026-03-05 23:59"},
		{"12月5日", "2025-12-05 23:59"},
		{"2026/11/22 9:30", "2026-11-22 09:30"},
		{"11月22日", "2026-11-22 23:59"},
		{"2026年11月20日(金) 午後6:04", "2026-11-20 18:04"},
		{"Nov 20, 2026", "2026-11-20 23:59"},
	} {
		html := `<div class="message-table-row-content"><div>ご注文の確認</div><div>` + c.text + `</div></div>`
		all := messageReader().Listings(messageCenter, html, noon)
		if len(all) != 1 || len(all[0].Messages) != 1 {
			t.Errorf("%s: not read: %+v", c.text, all)
			continue
		}
		if got := all[0].Messages[0].At.In(due.JST).Format("2006-01-02 15:04"); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

// Whoever writes to the reader cannot make his row look like the brand's, nor
// is a page listed that is not known.
func TestNoRowIsTheBrandsByItsWords(t *testing.T) {
	for _, l := range readListings(t, "messages-hostile.html") {
		for _, m := range l.Messages {
			if m.Brand {
				t.Errorf("taken for the brand's: %s", line(m))
			}
		}
	}
	if got := readListings(t, "messages-unknown.html"); got != nil {
		t.Errorf("listed of markup that is not known: %+v", got)
	}
}
