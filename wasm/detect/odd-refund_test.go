package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestOddRefund(t *testing.T) {
	run(t, &OddRefund, []row{
		{"a bank account", seller, "<p>返金いたしますので、銀行口座をお知らせください。</p>", wire.CautionSign},
		{"the usual way", seller, "<p>返金は、ご利用のお支払い方法に対してAmazonから行われます。</p>", nothing},
	})
}
