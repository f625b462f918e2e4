package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestSenderNotShown(t *testing.T) {
	run(t, &SenderNotShown, []row{
		{"no address", "Amazon.co.jp ", "", wire.Info},
		{"an address", amazon, "", nothing},
		{"no claim", "靴の専門店 ", "", nothing},
	})
}
