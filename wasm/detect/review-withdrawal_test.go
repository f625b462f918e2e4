package detect

import (
	"testing"

	"tashikame/wasm/wire"
)

func TestReviewWithdrawal(t *testing.T) {
	run(t, &ReviewWithdrawal, []row{
		{"asks to delete", seller, "<p>低評価のレビューを削除していただけますか。</p>", wire.CautionSign},
		{"asks to write", seller, "<p>レビューをお書きください。</p>", nothing},
	})
}
