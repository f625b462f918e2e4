package due

import "tashikame/wasm/clock"

// zone is where a stated time holds. The zero value is Japan, or wherever the
// mail says nothing about.
type zone struct {
	set bool
	// east is how far east of Greenwich, in seconds.
	east int32
	// american zones have an hour more in summer.
	american bool
}

// JST is what everything is in that names no zone.
var JST = clock.JST

func hoursEast(h int) zone    { return zone{set: true, east: int32(h) * 3600} }
func americanZone(h int) zone { return zone{set: true, east: int32(h) * 3600, american: true} }

// offset gives how far east of Greenwich the zone is at a time of a day.
func (z zone) offset(d day, seconds int) int {
	switch {
	case !z.set:
		return 9 * 60 * 60
	case z.american && americanSummer(d, seconds):
		return int(z.east) + 3600
	}
	return int(z.east)
}

// americanSummer says whether a clock shows summer time: from the second
// Sunday of March to the first of November, at two o'clock.
func americanSummer(d day, seconds int) bool {
	year, _, _ := d.date()
	now := int(d)*secondsADay + seconds
	return now >= twoOnSunday(year, 3, 2) && now < twoOnSunday(year, 11, 1)
}

// twoOnSunday gives two o'clock of the nth Sunday of a month, in seconds of the
// clock.
func twoOnSunday(year, month, n int) int {
	first := civil(year, month, 1)
	return int(first+day((7-first.weekday())%7+7*(n-1)))*secondsADay + 2*3600
}

// zones by their English names. PST in July is what people write who mean
// Pacific time, but it is taken at its word.
var zones = map[string]zone{}

func init() {
	for name, h := range dictionaryOf("jst=9 utc=0 gmt=0 cet=1 bst=1 cest=2 kst=9 hkt=8 sgt=8 japan=9") {
		zones[name] = hoursEast(int(h))
	}
	for name, h := range dictionaryOf("pst=8 pdt=7 est=5 edt=4 cst=6 cdt=5 mst=7 mdt=6") {
		zones[name] = hoursEast(-int(h))
	}
	for name, h := range dictionaryOf("pt=8 et=5 ct=6 mt=7 pacific=8 eastern=5") {
		zones[name] = americanZone(-int(h))
	}
}

// japaneseZones stand before or after a date.
var japaneseZones = []struct {
	text string
	zone zone
}{
	{"日本時間", hoursEast(9)}, {"日本標準時間", hoursEast(9)}, {"日本標準時", hoursEast(9)},
	{"協定世界時", hoursEast(0)}, {"世界標準時", hoursEast(0)}, {"グリニッジ標準時", hoursEast(0)},
	{"米国太平洋標準時", hoursEast(-8)}, {"米国太平洋夏時間", hoursEast(-7)}, {"米国太平洋時間", americanZone(-8)}, {"太平洋標準時間", hoursEast(-8)}, {"太平洋標準時", hoursEast(-8)},
	{"太平洋夏時間", hoursEast(-7)}, {"太平洋時間", americanZone(-8)},
	{"米国東部標準時", hoursEast(-5)}, {"米国東部夏時間", hoursEast(-4)}, {"米国東部時間", americanZone(-5)}, {"東部標準時", hoursEast(-5)}, {"東部夏時間", hoursEast(-4)}, {"東部時間", americanZone(-5)},
}

// zonePrefix reads 日本時間 and its like at i.
func (s *scanner) zonePrefix(m *moment, i int) status {
	for _, z := range japaneseZones {
		if has(s.text, i, z.text) {
			*m = moment{start: i, end: i + len(z.text), has: fZone, zone: z.zone}
			return found
		}
	}
	return nothing
}

// zoneAfter reads the zone that stands at i, right after a time: JST, UTC+9,
// +09:00, Z, Pacific Time.
func (s *scanner) zoneAfter(m *moment, i int) status {
	*m = moment{start: i, has: fZone}
	c, size := narrow(s.text, i)
	if c == '+' || c == '-' {
		if east, end, ok := s.offsetAt(i); ok {
			m.zone, m.end = zone{set: true, east: int32(east)}, end
			return found
		}
		return nothing
	}
	if c == 'Z' || c == 'z' {
		if next, _ := narrow(s.text, i+size); !letter(next) {
			m.zone, m.end = hoursEast(0), i+size
			return found
		}
	}
	if !letter(c) {
		return nothing
	}
	name, end := lowerWord(s.text, i)
	z, ok := zones[name]
	if !ok {
		return nothing
	}
	if name == "utc" || name == "gmt" {
		if east, after, ok := s.offsetAt(end); ok {
			z.east, end = int32(east), after
		}
	}
	if name == "pacific" || name == "eastern" || name == "japan" {
		rest, after := lowerWord(s.text, blanks(s.text, end))
		if rest == "standard" || rest == "daylight" {
			rest, after = lowerWord(s.text, blanks(s.text, after))
		}
		if rest != "time" {
			return nothing
		}
		end = after
	}
	m.zone, m.end = z, end
	return found
}

// offsetAt reads +09:00, +0900, +9.
func (s *scanner) offsetAt(i int) (east, end int, ok bool) {
	c, size := narrow(s.text, i)
	if c != '+' && c != '-' {
		return 0, i, false
	}
	h, ok := readNumber(s.text, i+size)
	if !ok || h.digits == 0 || h.digits > 4 || h.digits == 3 {
		return 0, i, false
	}
	east, end = h.value*3600, h.end
	if h.digits == 4 {
		east = h.value/100*3600 + h.value%100*60
	} else if colon, size := narrow(s.text, h.end); colon == ':' {
		if m, ok := readNumber(s.text, h.end+size); ok && m.digits == 2 {
			east += m.value * 60
			end = m.end
		}
	}
	if east > 14*3600 {
		return 0, i, false
	}
	if c == '-' {
		east = -east
	}
	return east, end, true
}
