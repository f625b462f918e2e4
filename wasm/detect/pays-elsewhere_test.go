package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestPaysElsewhere(t *testing.T) {
	run(t, &PaysElsewhere, []row{
		{"a fee by transfer", seller, "<p>関税として3,000円を下記口座へお振込ください。</p>", wire.CautionSign},
		{"says that nothing is to be paid", seller, "<p>返品の手数料はかかりません。</p>", nothing},
	})
}
