package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestSenderNotShown(t *testing.T) {
	run(t, &SenderNotShown, []row{
		{"no address", "Amazon.co.jp ", "", wire.Info},
		{"an address that hides another", "Amazon.co.jp <auto-confirm_at_amazon_co_jp_x@privaterelay.appleid.com>", "", wire.Info},
		{"an address that only looks like such", "Amazon.co.jp <x@privaterelay.appleid.com.kutsu.example>", "", nothing},
		{"an address", amazon, "", nothing},
		{"no claim", "靴の専門店 ", "", nothing},
	})
}
