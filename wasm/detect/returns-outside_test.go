package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestReturnsOutside(t *testing.T) {
	run(t, &ReturnsOutside, []row{
		{"an address of its own", seller, "<p>商品は下記住所へ着払いでご返送ください。</p>", wire.CautionSign},
		{"through Amazon", seller, "<p>返品は、注文履歴の「商品の返品」からお手続きください。</p>", nothing},
	})
}
