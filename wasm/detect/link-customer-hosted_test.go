package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestLinkCustomerHosted(t *testing.T) {
	run(t, &LinkCustomerHosted, []row{
		{"a bucket", amazon, link("https://kutsu.s3.ap-northeast-1.amazonaws.com/a.html"), wire.Danger},
		{"Amazon's own", amazon, link("https://www.amazon.co.jp/"), nothing},
	})
}
