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
	tieNever      // 6か月以上, 10 minutes before: no end at all
)

// What ties a date, and what ties a duration.
const (
	behindDate = dateBy | dateUntil | dateEnd | dateAbout
	behindSpan = spanBy | spanUntil | spanEnd | spanAbout
)

// marked gives what the words behind a date or duration tie it by, and where
// they end.
func (r *reading) marked(p *piece, i int) (tie, int) {
	wanted := behindDate
	if p.has&fSpan != 0 {
		wanted = behindSpan
	}
	s := r.lexicon.at(r.text, i, wanted)
	end := i + len(s.text)
	switch found := s.roles & wanted; {
	case found&(dateBy|spanBy) != 0:
		return tieBy, end
	case found&(dateUntil|spanUntil) != 0:
		return tieUntil, end
	case found&(dateEnd|spanEnd) != 0:
		return tieEnd, end
	case found&spanAbout != 0:
		return tieNever, end
	}
	return tieNone, end
}
