package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestLinkHidesDestination(t *testing.T) {
	run(t, &LinkHidesDestination, []row{
		{"a shortener", amazon, link("https://bit.ly/x"), wire.Danger},
		{"Amazon's own short link", amazon, link("https://amzn.to/x"), nothing},
		{"in a shop's mail", kutsu, link("https://bit.ly/x"), nothing},
	})
}
