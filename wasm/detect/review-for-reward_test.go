package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestReviewForReward(t *testing.T) {
	run(t, &ReviewForReward, []row{
		{"a code for five stars", seller, "<p>星5のレビューを書いていただいた方に、ギフト券を差し上げます。</p>", wire.CautionSign},
		{"money back, in English", seller, "<p>Leave a 5-star review and get a full refund.</p>", wire.CautionSign},
		{"asks for a review", seller, "<p>よろしければレビューをお書きください。</p>", nothing},
		{"Amazon asks for a review", amazon, "<p>レビューを書く。ギフト券もどうぞ。</p>" + link("https://www.amazon.co.jp/review"), nothing},
	})
}
