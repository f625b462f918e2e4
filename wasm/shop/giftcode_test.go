package shop

import (
	"slices"
	"strings"
	"testing"

	"tashikame/wasm/page"
	"tashikame/wasm/rules"
)

func TestCheckCode(t *testing.T) {
	for _, c := range []struct {
		name, code string
		earlier    []string
		want       []string // ids of notes
		other      string   // one of the codes to try instead
	}{
		{"nothing yet", "", nil, nil, ""},
		{"14 characters, as guides show", "CHJ4-CTTG3G-4094", nil, []string{"lookalike"}, "CHJ4-CTTG3G-4O94"},
		{"16 characters, as guides say", "CHJ4CTTG3G4C9444", nil, []string{"lookalike"}, ""},
		{"15 characters", "CHJ4CTTG3G4C944", nil, []string{"lookalike"}, ""},
		{"no character to doubt", "CHJ4-CTTG3G-4C94", nil, nil, ""},
		{"half of it", "CHJ4-CTTG3", nil, []string{"short"}, ""},
		{"pasted twice", "CHJ4-CTTG3G-4C94CHJ4-CTTG3G-4C94", nil, []string{"twice"}, ""},
		{"more than a code", "CHJ4-CTTG3G-4C94-XXXX", nil, []string{"long"}, ""},
		{"a second time on this page", "chj4 cttg3g 4c94", []string{"CHJ4-CTTG3G-4C94"}, []string{"again"}, ""},
		{"full width and small letters", "ｃｈｊ４－ｃｔｔｇ３ｇ－４ｃ９４", nil, nil, ""},
		{"a character no code has", "CHJ4-CTTG3G-4C9あ", nil, []string{"foreign"}, ""},
		{"I for 1", "CHJ4-CTTG3G-4C9I", nil, []string{"lookalike"}, "CHJ4-CTTG3G-4C91"},
		{"I for 7", "CHJ4-CTTG3G-4C9I", nil, []string{"lookalike"}, "CHJ4-CTTG3G-4C97"},
		{"zero for O", "CHJ4-CTTG3G-4C90", nil, []string{"lookalike"}, "CHJ4-CTTG3G-4C9O"},
		{"O for zero", "CHJ4-CTTG3G-4C9O", nil, []string{"lookalike"}, "CHJ4-CTTG3G-4C90"},
	} {
		got := reader.CheckCode(c.code, c.earlier...)
		var ids []string
		for _, n := range got.Notes {
			ids = append(ids, n.ID)
		}
		if !slices.Equal(withoutLookalike(ids), withoutLookalike(c.want)) {
			t.Errorf("%s: %v, want %v", c.name, ids, c.want)
		}
		if c.other != "" && !slices.Contains(got.Others, c.other) {
			t.Errorf("%s: %s is not among %v", c.name, c.other, got.Others)
		}
	}
}

func withoutLookalike(ids []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == "lookalike" })
}

// The guide's table says that 8 is taken for B and forgets that B is taken for
// 8. Here every pair goes both ways, and the guide's own are all there.
func TestLookalikesAreMutual(t *testing.T) {
	for pair := range strings.FieldsSeq("17 1I 2Z 68 6B 8B AR DO DQ I7 NM OQ UV UY VY O0 D0 Q0") {
		a, b := rune(pair[0]), rune(pair[1])
		if !slices.Contains(reader.lookalikes(a), b) || !slices.Contains(reader.lookalikes(b), a) {
			t.Errorf("%c and %c are not taken for one another", a, b)
		}
	}
	for c := 'A'; c <= 'Z'; c++ {
		for _, other := range reader.lookalikes(c) {
			if !slices.Contains(reader.lookalikes(other), c) {
				t.Errorf("%c is taken for %c, not the other way round", c, other)
			}
		}
	}
}

func TestPaymentNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"12345678901": "payment", "１２３-４５６７８-９０１": "payment", "1234567890123": "slip",
		"249-1234567-1234567": "order", "24912345671234567": "order", "12345": "other", "": "other",
	} {
		if got := ReadPaymentNumber(text).Kind; got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// What the book names must be found, and said, by this program.
func TestTheBookCanBeUsed(t *testing.T) {
	book := rules.Baseline()
	for _, p := range book.Shop.Pages {
		if _, unreadable := page.NewSelectors(p.Parts); unreadable != nil {
			t.Errorf("page %s: selectors that cannot be read: %v", p.ID, unreadable)
		}
		for state, ids := range p.Advice {
			for _, id := range ids {
				if _, known := book.Advice[id]; !known {
					t.Errorf("page %s, %s: no advice %s", p.ID, state, id)
				}
			}
		}
	}
	for kind, states := range map[Kind][]string{
		Product:        {notRequested, requested, invited, expired, consumed, openAgain, buyable, unavailable, signedOut, Unknown},
		Orders:         {pending, shipped, delivered, cancelled, unpaid, returned},
		OrderDetail:    {pending, shipped, delivered, cancelled, unpaid, returned},
		GiftcardRedeem: giftStates, GiftcardBalance: {giftOK, giftInvalidated},
	} {
		for _, state := range states {
			if book.Texts["page-"+string(kind)+"-"+state].JA == "" {
				t.Errorf("%s, %s: nothing to say", kind, state)
			}
		}
	}
	for _, reason := range []string{"marketplace", "total", "express", "preorder", "digital", "giftcard", "paypay"} {
		if _, known := book.Advice["no-konbini-"+reason]; !known {
			t.Errorf("no advice no-konbini-%s", reason)
		}
	}
	for _, chain := range book.Shop.Chains {
		if chain.Name.JA == "" || chain.Steps.JA == "" || chain.Steps.EN == "" || chain.Digits != 11 && chain.Digits != 13 {
			t.Errorf("chain %s: incomplete", chain.ID)
		}
	}
}
