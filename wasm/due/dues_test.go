package due

import (
	"reflect"
	"testing"

	"tashikame/wasm/wire"
)

func TestAddOnce(t *testing.T) {
	const noon, night = "2026-11-25T12:00:00+09:00", "2026-11-25T23:59:59+09:00"
	other := wire.Due{Kind: wire.DueOther, At: noon}
	konbini := wire.Due{Kind: wire.DueKonbini, At: noon, Key: "250-1234567-1234567"}
	later := wire.Due{Kind: wire.DueKonbini, At: night}
	invitation := wire.Due{Kind: wire.DueInvitation, At: noon}
	for _, c := range []struct {
		name string
		in   []wire.Due
		want []wire.Due
	}{
		{"said twice", []wire.Due{konbini, konbini}, []wire.Due{konbini}},
		{"the second says what it is, and of what", []wire.Due{other, konbini}, []wire.Due{konbini}},
		{"the second says less", []wire.Due{konbini, other}, []wire.Due{konbini}},
		{"two things that end together", []wire.Due{konbini, invitation}, []wire.Due{konbini, invitation}},
		{"two times", []wire.Due{konbini, later}, []wire.Due{konbini, later}},
	} {
		var got []wire.Due
		for _, d := range c.in {
			got = AddOnce(got, d)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}
