package ledger

import (
	"strconv"
	"testing"
	"time"

	"tashikame/wasm/rules"
	"tashikame/wasm/wire"
)

// BenchmarkFull asks a ledger that is as full as it gets what a popup asks.
func BenchmarkFull(b *testing.B) {
	now := time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)
	book := rules.Baseline()
	d, r := OpenDues(nil), OpenRequests(nil)
	for i := range maxDues {
		d.See(Sighting{Origin: "order:" + strconv.Itoa(i), From: wire.FromOrder, Title: "注文 249-0000000-0000000", Proven: true, Seen: now,
			Dues: []wire.Due{{Kind: wire.DueKonbini, Key: strconv.Itoa(i), At: now.Add(time.Duration(i+1) * time.Hour).Format(time.RFC3339), Quote: "2026年11月25日"}}})
	}
	for i := range maxRequests {
		f := r.add("", "B"+strconv.Itoa(100_000_000+i)).Fields
		f["since"], f["seen"], f["was"], f["title"] = inUTC(now), inUTC(now.Add(-time.Duration(i)*time.Minute)), "2026-11-22 requested", "限定ゲーム機 本体セット"
	}
	for _, known := range r.all {
		r.touch(known)
	}
	dues, requests := d.Changed(), r.write(r.kept(now))
	q := now.Format(time.RFC3339)
	b.Run("agenda", func(b *testing.B) {
		for b.Loop() {
			if a, err := OpenDues(dues).Answer(book, wire.DuesRequest{Do: "agenda", Now: q, Lang: "ja"}); err != nil || a.Agenda.Open != maxDues {
				b.Fatal(err, a.Agenda.Open)
			}
		}
	})
	b.Run("requests", func(b *testing.B) {
		for b.Loop() {
			if a, err := OpenRequests(requests).Answer(book, wire.RequestsRequest{Do: "list", Now: q, Lang: "ja", Limit: 20}); err != nil || a.All != maxRequests {
				b.Fatal(err, a.All)
			}
		}
	})
}
