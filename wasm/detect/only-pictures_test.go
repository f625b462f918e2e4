package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestOnlyPictures(t *testing.T) {
	run(t, &OnlyPictures, []row{
		{"a picture to press", amazon, `<a href="https://kutsu.example/"><img src="cid:1" width="600"></a>`, wire.CautionSign},
		{"a picture that leads to Amazon", amazon, `<a href="https://www.amazon.co.jp/"><img src="cid:1" width="600"></a>`, nothing},
		{"words too", amazon, link("https://kutsu.example/") + `<img src="cid:1" width="600">`, nothing},
	})
}
