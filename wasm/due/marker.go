package due

// tie is what makes a date the end of something.
type tie uint8

const (
	tieNone   tie = iota
	tieUntil      // まで, until: something lasts so long
	tieBy         // までに, 以内, by: something is to be done by then
	tieEnd        // 締切, に失効: it says so
	tieLabel      // 期限：, Deadline:
	tieTopic      // 期限は…です
	tieWave       // 〜11/25
	tiePeriod     // 期間 11/20〜11/25
	tieSince      // 以降は…できません: until just before
	tieAsked      // the whole text is a date, asked about
)

// marker is a word that ties what it stands behind.
type marker struct {
	text string
	tie  tie
}

// markers finds them by their first character.
type markers struct {
	index  [1 << 12]uint8
	groups [][]marker
}

func newMarkers(all []marker) *markers {
	m := &markers{groups: make([][]marker, 1)}
	for _, one := range all {
		at := slot(firstChar(one.text))
		if m.index[at] == 0 {
			m.index[at] = uint8(len(m.groups))
			m.groups = append(m.groups, nil)
		}
		m.groups[m.index[at]] = append(m.groups[m.index[at]], one)
	}
	return m
}

// at gives the longest marker that stands at i, and where it ends.
func (m *markers) at(t string, i int) (best tie, end int) {
	end = i
	if i+2 >= len(t) || t[i] < 0xe0 {
		return best, end
	}
	for _, one := range m.groups[m.index[int(t[i+1]&63)<<6|int(t[i+2]&63)]] {
		if len(one.text) > end-i && has(t, i, one.text) {
			best, end = one.tie, i+len(one.text)
		}
	}
	return best, end
}

// markersOfDates stand right after a date.
var markersOfDates = newMarkers([]marker{
	{"までには", tieBy}, {"までに", tieBy}, {"迄に", tieBy}, {"まで", tieUntil}, {"迄", tieUntil}, {"マデ", tieUntil},
	{"必着", tieEnd}, {"消印有効", tieEnd}, {"締切", tieEnd}, {"締め切", tieEnd}, {"〆切", tieEnd}, {"締切り", tieEnd}, {"厳守", tieEnd}, {"期限", tieEnd},
	{"が期限", tieEnd}, {"が締切", tieEnd}, {"が締め切", tieEnd}, {"が〆切", tieEnd}, {"が最終", tieEnd}, {"がリミット", tieEnd}, {"が最後", tieEnd}, {"が有効期限", tieEnd}, {"がお支払い期限", tieEnd}, {"が支払期限", tieEnd}, {"が支払い期限", tieEnd}, {"が購入期限", tieEnd},
	{"最終日", tieEnd}, {"受付終了", tieEnd}, {"販売終了", tieEnd}, {"募集終了", tieEnd}, {"配信終了", tieEnd}, {"の夜まで", tieUntil}, {"夜まで", tieUntil}, {"深夜まで", tieUntil}, {"の営業終了まで", tieUntil}, {"営業終了まで", tieUntil}, {"の閉店まで", tieUntil}, {"閉店まで", tieUntil}, {"の間に", tieBy}, {"の期間に", tieBy}, {"の期間中に", tieBy},
	{"終了", tieEnd}, {"〆", tieEnd}, {"限り", tieEnd}, {"いっぱい", tieUntil}, {"一杯", tieUntil},
	{"を過ぎますと", tieEnd}, {"を過ぎると", tieEnd}, {"を過ぎた場合", tieEnd}, {"を過ぎて", tieEnd}, {"を過ぎ、", tieEnd}, {"をすぎますと", tieEnd}, {"をすぎると", tieEnd}, {"を経過", tieEnd}, {"が経過", tieEnd}, {"経過", tieEnd},
	{"より前に", tieBy}, {"前までに", tieBy}, {"をめどに", tieNone}, {"を目処に", tieNone}, {"を目安", tieNone},
})

// markersOfSpans stand right after a duration.
var markersOfSpans = newMarkers([]marker{
	{"以内", tieBy}, {"いない", tieBy}, {"は返品", tieUntil}, {"返品可", tieUntil}, {"返品でき", tieUntil}, {"内に", tieBy}, {"内の", tieBy}, {"内で", tieBy}, {"内、", tieBy}, {"内)", tieBy}, {"内）", tieBy}, {"のうちに", tieBy}, {"の間に", tieBy}, {"中に", tieBy},
	{"限定", tieUntil}, {"限り", tieUntil}, {"有効", tieUntil}, {"が有効", tieUntil}, {"は有効", tieUntil}, {"が期限", tieEnd}, {"の期限", tieEnd}, {"期限", tieEnd}, {"の購入期限", tieEnd}, {"の有効期限", tieEnd}, {"の支払い期限", tieEnd}, {"の支払期限", tieEnd}, {"の制限時間", tieEnd}, {"の猶予", tieEnd}, {"まで", tieUntil},
	{"を過ぎますと", tieEnd}, {"を過ぎると", tieEnd}, {"を過ぎた場合", tieEnd}, {"を過ぎて", tieEnd}, {"を過ぎ、", tieEnd}, {"をすぎると", tieEnd}, {"が過ぎると", tieEnd}, {"が過ぎますと", tieEnd}, {"を経過", tieEnd}, {"が経過", tieEnd}, {"経過", tieEnd}, {"後まで", tieUntil}, {"後迄", tieUntil},
	{"が経過しました", tieNone}, {"を経過しました", tieNone}, {"経過しました", tieNone}, {"が経過しましたら", tieEnd}, {"を経過しましたら", tieEnd}, {"経過しましたら", tieEnd},
	{"で期限切れ", tieEnd}, {"で失効", tieEnd}, {"で終了", tieEnd}, {"で無効", tieEnd}, {"で締", tieEnd}, {"で自動", tieEnd}, {"でキャンセル", tieEnd}, {"で消滅", tieEnd}, {"で有効期限", tieEnd}, {"で期限", tieEnd}, {"で削除", tieEnd}, {"で停止", tieEnd},
})
