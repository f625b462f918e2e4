package ledger

import (
	"strconv"
	"testing"
	"time"

	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// A ledger may be full; what is put into words is what a reader sees.
func TestAnAgendaTellsNoMoreThanIsWanted(t *testing.T) {
	now := time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)
	d := OpenDues(nil)
	for i := range 60 {
		d.See(Sighting{Origin: "mail:" + strconv.Itoa(i), From: wire.FromMail, Seen: now.Add(-48 * time.Hour),
			Dues: []wire.Due{{Kind: wire.DueOther, Key: strconv.Itoa(i), At: now.Add(time.Duration(i-10) * time.Hour).Format(time.RFC3339)}}})
	}
	agenda := d.Agenda(rules.Baseline(), "ja", now, 5)
	var past int
	for _, item := range agenda.Items {
		if item.Past {
			past++
		}
	}
	// 0 to 10 hours ago are past, 1 to 49 are to come, 24 of them within a day.
	if len(agenda.Items) != 10 || past != 5 || agenda.Open != 49 || agenda.More != 44 || agenda.Soon != 24 {
		t.Errorf("%d items, %d past, %d open, %d more, %d soon", len(agenda.Items), past, agenda.Open, agenda.More, agenda.Soon)
	}
	if agenda.Items[0].Left != 3600 || agenda.Items[5].Left != 0 {
		t.Errorf("%d s left first, %d s of what is past first", agenda.Items[0].Left, agenda.Items[5].Left)
	}
}
