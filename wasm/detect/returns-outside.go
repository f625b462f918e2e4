package detect

// returns-outside: wants the goods sent to an address of its own, past
// Amazon's return.
var ReturnsOutside = Detector{
	ID:   "returns-outside",
	Look: sellerTrap("return", "outside-address"),
}
