package due

import (
	"strings"
	"time"

	"tashikame/wasm/clock"
	"tashikame/wasm/wire"
	"tashikame/wasm/words"
)

// Explain says how the instant of a deadline was reached. The words are the
// rule book's (due-*).
func (r *Reader) Explain(f Found, lang string) string {
	said := []string{r.say(reasonID(f), lang, f)}
	if f.Contradicts {
		said = append(said, r.say("due-weekday", lang, f))
	}
	if f.About {
		said = append(said, r.say("due-about", lang, f))
	}
	if lang == "en" {
		return strings.Join(said, " ")
	}
	return strings.Join(said, "")
}

func reasonID(f Found) string {
	switch {
	case f.Basis == wire.Assumed:
		return "due-assumed"
	case f.Basis == wire.Counted && f.Anchor != "":
		return "due-counted-from"
	case f.Basis == wire.Counted:
		return "due-counted"
	case f.Day:
		return "due-stated-day"
	}
	return "due-stated"
}

func (r *Reader) say(id, lang string, f Found) string {
	from := ""
	if !f.From.IsZero() {
		from = clock.Shown(f.From.In(JST), lang, true)
	}
	at := f.At.In(JST)
	return words.Replace(r.texts[id].In(lang), "{from}", from, "{anchor}", f.Anchor, "{weekday}", weekdayName(at, lang), "{day}", clock.Shown(at, lang, false))
}

func weekdayName(at time.Time, lang string) string {
	if lang == "en" {
		return at.Weekday().String()
	}
	i := 3 * int(at.Weekday())
	return weekdays[i:i+3] + "曜日"
}
