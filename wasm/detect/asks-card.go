package detect

// asks-card: asks for card or payment details again.
var AsksCard = Detector{
	ID:   "asks-card",
	Look: asks("asks-card"),
}
