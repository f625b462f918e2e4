package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestSellerLinksOut(t *testing.T) {
	run(t, &SellerLinksOut, []row{
		{"to a shop of the seller's own", seller, link("https://kutsu.example/"), wire.CautionSign},
		{"within Amazon", seller, link("https://www.amazon.co.jp/gp/your-account/order-history"), nothing},
		{"not a seller", kutsu, link("https://kutsu.example/"), nothing},
	})
}
