package detect

// pays-elsewhere: asks for money outside the order: a fee, a transfer, a code.
var PaysElsewhere = Detector{
	ID:   "pays-elsewhere",
	Look: sellerTrap("fee", "pay-verb"),
}
