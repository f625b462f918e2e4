package detect

// hurries: presses for an answer at once.
var Hurries = Detector{
	ID:   "hurries",
	Look: asks("urgency"),
}
