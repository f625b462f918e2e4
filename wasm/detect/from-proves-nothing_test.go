package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestFromProvesNothing(t *testing.T) {
	run(t, &FromProvesNothing, []row{
		{"the true address", amazon, "", wire.Info},
		{"another address", "Amazon <a@mail.example>", "", nothing},
		{"a seller", seller, "", nothing},
	})
}
