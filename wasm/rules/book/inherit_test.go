package book

import (
	"strings"
	"testing"

	"tashikame/wasm/rules"
)

func TestAPageIsLikeAnother(t *testing.T) {
	pages := []rules.ShopPage{
		{ID: "checkout", Like: "cart", Parts: map[string][]string{"active": {"main"}}},
		{ID: "cart", Parts: map[string][]string{"active": {"#cart"}, "item": {"li"}}, Words: map[string][]string{"total": {"合計"}}},
	}
	if err := inherit(pages); err != nil {
		t.Fatal(err)
	}
	if p := pages[0]; p.Parts["active"][0] != "main" || p.Parts["item"][0] != "li" || p.Words["total"][0] != "合計" {
		t.Errorf("%+v", p)
	}
	if pages[1].Parts["active"][0] != "#cart" {
		t.Error("what is the checkout's has come into the cart")
	}
	for _, other := range []string{"basket", "checkout"} {
		pages[0].Like = other
		if err := inherit(pages); err == nil || !strings.Contains(err.Error(), other) {
			t.Errorf("like %s: %v", other, err)
		}
	}
}
